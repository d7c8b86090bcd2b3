import { everything } from '../comments/comment-filter.js';
import { filteredComments } from '../comments/filter-queries.js';
import { countComments } from '../comments/select-ids.js';
import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { randomNumbers, shuffle } from '../text/random.js';

export interface TrialComment {
  id: number;
  text: string;
  question: string;
}

/** Comments to try a rule on: all that somebody may see, or some of them drawn at random. */
export interface TrialSample {
  ids: readonly number[];
  /** How many they may see. */
  total: number;
}

/** Ids drawn at a time, and how often at most: where most rows are gone or hidden, fewer are found. */
const drawnAtOnce = 5000;
const mostDraws = 40;

/** The ids of at most `most` comments in any order, each as likely as any other; the same for the same seed. */
export async function drawComments(
  db: Db,
  viewer: Sight,
  { most, seed }: { most: number; seed: number },
): Promise<TrialSample> {
  const filter = everything(viewer);
  const total = await countComments(db, filter);
  const ids = filteredComments(db, filter).select('comment.id');
  const random = randomNumbers(seed);
  if (total <= most) {
    const all = (await ids.orderBy('comment.id').execute()).map(({ id }) => id);
    shuffle(all, random);
    return { ids: all, total };
  }
  const { first, last } = await db
    .selectFrom('comment')
    .select(({ fn }) => [fn.min('id').as('first'), fn.max('id').as('last')])
    .executeTakeFirstOrThrow();
  const found = new Set<number>();
  for (let draw = 0; draw < mostDraws && found.size < most; draw += 1) {
    const drawn = Array.from(
      { length: drawnAtOnce },
      () => first + Math.floor(random() * (last - first + 1)),
    );
    const rows = await ids.where('comment.id', 'in', drawn).execute();
    const there = new Set(rows.map(({ id }) => id));
    // In the order drawn: the lowest ids are the oldest survey's.
    for (const id of drawn) if (there.has(id) && found.size < most) found.add(id);
  }
  return { ids: [...found], total };
}

/** Those of the comments that are still there to be seen. */
export const readComments = (
  db: Db,
  viewer: Sight,
  ids: readonly number[],
): Promise<TrialComment[]> =>
  filteredComments(db, everything(viewer))
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select(['comment.id', 'comment.text', 'question.text as question'])
    .where('comment.id', 'in', ids)
    .execute();
