import { everything } from '../comments/comment-filter.js';
import { findComment } from '../comments/comment-queries.js';
import { lastSave } from '../comments/decision-queries.js';
import { facetNames } from '../comments/facet-name-queries.js';
import { segmentText } from '../comments/mark-text.js';
import { parseSpans, wordsIn } from '../comments/parse-spans.js';
import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { Viewer } from '../people/permissions.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { attribution } from '../surveys/attribution.js';
import { currentFrame } from './frame-queries.js';
import { codingOf } from './judgement-queries.js';
import { countPile, piles, reviewedSince, type Pile } from './review-queries.js';
import { queueAddress, type ReviewQueue } from './review-queue.js';

const pileKeys = Object.keys(piles) as Pile[];
/** A longer gap is no work. */
const breakMilliseconds = 5 * 60_000;
const day = 24 * 3600_000;

const filterOf = (viewer: Viewer, { chosen }: ReviewQueue) => ({ ...everything(viewer), chosen });

/** Comments a minute over the stretch of work that goes on now; null before the third. */
export function paceOf(times: readonly string[]): number | null {
  const moments = times.map((time) => Date.parse(time));
  let from = moments.length - 1;
  while (from > 0 && (moments[from] ?? 0) - (moments[from - 1] ?? 0) < breakMilliseconds) from -= 1;
  const stretch = moments.slice(from);
  const [first = 0, last = 0] = [stretch[0], stretch[stretch.length - 1]];
  if (stretch.length < 3 || last === first) return null;
  return ((stretch.length - 1) * 60_000) / (last - first);
}

/** The piles with how many wait in each, and what they can be narrowed by. */
export async function showQueues(db: Db, viewer: Viewer, queue: ReviewQueue) {
  const filter = filterOf(viewer, queue);
  const names = await facetNames(db, viewer);
  const listed = await Promise.all(
    pileKeys.map(async (key) => ({
      key,
      name: piles[key].name,
      about: piles[key].about,
      count: await countPile(db, filter, key),
      href: queueAddress({ ...queue, pile: key }, '/review/next'),
    })),
  );
  const facetsOffered = (['survey', 'wave', 'group', 'question', 'theme'] as const).map((key) => ({
    key,
    values: [...names[key]].map(([value, name]) => ({
      value,
      name,
      selected: queue.chosen[key].includes(value),
    })),
  }));
  const since = new Date(Date.now() - day).toISOString();
  const reviewed = await reviewedSince(db, viewer.accountId, since);
  return {
    queue: { pile: queue.pile, order: queue.order },
    piles: listed,
    facets: facetsOffered,
    narrowed: facetsOffered.some(({ values }) => values.some(({ selected }) => selected)),
    reviewedToday: reviewed.length,
    pace: paceOf(reviewed),
    canUndo: (await lastSave(db, viewer.accountId)) !== undefined,
  };
}

/** A suggestion that the model holds for less likely than not stands there unticked: who saves at once rejects it. */
const tickedFrom = 0.5;

/** The page on which one comment is coded. @throws ViewfinderError `not_found`. */
export async function showReview(db: Db, viewer: Viewer, commentId: number, queue: ReviewQueue) {
  const comment = await findComment(db, viewer, commentId);
  if (!comment) throw notFound('comment');
  const { text, groupKey, survey, wave, question, flag } = comment;
  const coding = await codingOf(db, commentId);
  const { content } = await currentFrame(db);
  const names = new Map(content.themes.map(({ key, name }) => [key, name]));
  const rejected = coding.judgements.filter(({ applies }) => !applies);
  const offered = [
    ...coding.tags.map(({ key, source, confidence, evidence }) => ({
      key,
      source,
      confidence,
      applies: true,
      ticked: source !== 'model' || (confidence ?? 0) >= tickedFrom,
      evidence: parseSpans(evidence, text),
    })),
    ...rejected.map(({ key }) => ({
      key,
      source: 'person' as const,
      confidence: null,
      applies: false,
      ticked: false,
      evidence: [],
    })),
  ].flatMap((one) => {
    const name = names.get(one.key);
    const words = wordsIn(text, one.evidence);
    return name === undefined ? [] : [{ ...one, name, words }];
  });
  const since = new Date(Date.now() - day).toISOString();
  const reviewed = await reviewedSince(db, viewer.accountId, since);
  return {
    comment: {
      id: commentId,
      text,
      question,
      wave,
      attribution: attribution(await attributionForms(db), groupKey, survey),
    },
    segments: segmentText(
      text,
      [],
      offered.flatMap(({ evidence }) => evidence),
    ),
    flagged: flag !== null,
    seen: coding.mark,
    offered,
    doubted: offered.some(({ applies, ticked }) => applies && !ticked),
    themes: content.themes.map(({ key, name, definition }) => ({ key, name, definition })),
    sentiment: coding.sentiment,
    reviewed: coding.reviewed,
    pile: piles[queue.pile].name,
    left: await countPile(db, filterOf(viewer, queue), queue.pile),
    reviewedToday: reviewed.length,
    pace: paceOf(reviewed),
    canUndo: (await lastSave(db, viewer.accountId)) !== undefined,
    here: queueAddress(queue, `/review/comments/${commentId}`),
    skip: queueAddress(queue, `/review/comments/${commentId}/skip`),
    undo: queueAddress(queue, '/review/undo'),
    queues: queueAddress(queue, '/review'),
  };
}
