import type { AskedQuestion } from '../asked-question.js';
import type { StoredColumn } from '../rates.js';
import type { KnownTable } from './attacker.js';
import { jointAnswers, type JointCount } from './joint-answers.js';
import { placeQuestions } from './nesting.js';
import { impliedBy } from './implied-tables.js';
import type { Protected } from './protect.js';
import { protectHere } from './protect-order.js';
import { questionsIn, type PlaceKey, type PublishedTable } from './published-table.js';
import { questionsOf } from '../conditions.js';
import type { DisclosureRules } from './rules.js';

/** A table that has left, and what it withholds. */
export interface ReleasedTableOf {
  table: PublishedTable;
  withheld: ReadonlySet<PlaceKey>;
}

/** More cells than this take seconds to solve. */
export const mostCells = 4000;

/** Each place lies in another: tables by one kind of them tell of those by another. */
const withPlaces = (ids: readonly number[], places: readonly number[]) =>
  ids.some((id) => places.includes(id)) ? [...ids, ...places] : ids;

const isWithin = (ids: readonly number[], known: ReadonlySet<number>) =>
  ids.every((id) => known.has(id));

/**
 * The released tables that say something of the same answers as a new one, nearest first: those of its
 * question, then those of nothing but what these are about.
 */
function nearTables(
  table: PublishedTable,
  released: readonly ReleasedTableOf[],
  places: readonly number[],
) {
  const known = new Set(withPlaces(questionsIn(table), places));
  const same = released.filter((other) => questionsIn(other.table).includes(table.question.id));
  for (const { table: other } of same) {
    for (const id of withPlaces(questionsIn(other), places)) known.add(id);
  }
  const rest = released.filter(
    (other) => !same.includes(other) && isWithin(questionsIn(other.table), known),
  );
  return [...same, ...rest];
}

/** Of other questions a table by the same categories tells how many responded in each. */
function sameParts(released: readonly ReleasedTableOf[], known: ReadonlySet<number>) {
  return released.filter(({ table }) => {
    const { by, where } = table;
    const ids = [...(by ? [by.id] : []), ...(where ? questionsOf(where) : [])];
    return ids.length > 0 && !known.has(table.question.id) && isWithin(ids, known);
  });
}

/** The answers of a wave as they are now. */
export interface WaveAnswers {
  /** The answer columns of some questions. */
  columnsOf: (questionIds: readonly number[]) => Promise<readonly StoredColumn[]>;
  questions: readonly AskedQuestion[];
  rules: DisclosureRules;
}

interface Surroundings {
  tables: readonly ReleasedTableOf[];
  counts: JointCount[];
  known: ReadonlySet<number>;
}

/** As many of the near tables as can be solved together; the farthest are left out first. */
async function surroundingsOf(
  table: PublishedTable,
  near: readonly ReleasedTableOf[],
  wave: WaveAnswers,
): Promise<Surroundings> {
  const { columnsOf, questions } = wave;
  const asked = [...questionsIn(table), ...near.flatMap((one) => questionsIn(one.table))];
  const ids = new Set(withPlaces(asked, placeQuestions(questions)));
  const counts = jointAnswers(await columnsOf([...ids]), [...ids]);
  if (near.length === 0 || counts.length * table.question.options.length <= mostCells) {
    return { tables: near, counts, known: ids };
  }
  return surroundingsOf(table, near.slice(0, Math.floor(near.length / 2)), wave);
}

/**
 * What a new table has to withhold, given those of the wave that have left at the same state of its
 * answers. Held by the attack of its test: no number of fewer than `leastCell` people, but for reasons for no
 * answer, is told more closely than `leastCell` by all that has left. It is judged with the tables of the same
 * question and of the attributes concerned, solved together, up to `mostCells` cells; with tables of other
 * questions for the number of responses in each part. Larger numbers that were withheld to keep others may
 * follow from later tables.
 */
export async function protectNext(
  table: PublishedTable,
  released: readonly ReleasedTableOf[],
  wave: WaveAnswers,
  /** Where it is worked out. */
  protect = protectHere,
): Promise<Protected> {
  const { questions, rules } = wave;
  const near = nearTables(table, released, placeQuestions(questions));
  const { tables, counts, known } = await surroundingsOf(table, near, wave);
  const implied = [table, ...tables.map((one) => one.table)].flatMap((one) =>
    impliedBy(one, questions),
  );
  const all: [KnownTable, ...KnownTable[]] = [
    { table, withheld: null },
    ...tables,
    ...sameParts(released, known),
    ...implied.map((one): KnownTable => ({ table: one, withheld: null })),
  ];
  return protect({ tables: all, counts, questions, rules });
}
