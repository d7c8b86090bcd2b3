import { noValue, wantedOf } from '../../comments/comment-filter.js';
import { themesOf } from '../../comments/comment-queries.js';
import type { CommentColumns } from '../../comments/engine/comment-columns.js';
import { drawnBy, eachItsOwn, pageOf } from '../../comments/engine/order-comments.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { asksNotToBeTold } from '../../text/in-confidence.js';
import { rankQuotes, type QuoteCandidate } from '../../text/quote-ranking.js';
import { detailsOf } from './details-of.js';
import type { FoundDetail } from '../identify/part-finding.js';
import { quotableAmong, type QuotableComment } from '../quote-queries.js';
import { usesOf, type Use } from './candidate-queries.js';

/** Comparing so many takes some 200 ms. */
export const mostCompared = 1000;
/** More candidates than anybody reads. */
export const mostRanked = 40;
const seed = 1;
/** Places that a candidate goes down for each detail that could identify somebody: it would have to be redacted. */
const placesADetail = 5;

export interface Candidate {
  comment: QuotableComment;
  ranked: QuoteCandidate;
  /** Quotes of this comment, or of another by the same person. */
  uses: Use[];
  /** What in it could identify somebody. */
  details: FoundDetail[];
}

/** The home or agency of whoever wrote a comment, or the region; or the import, where none is known. */
function settingOf({ facets, imports }: CommentColumns, id: number): string {
  for (const key of ['provider', 'region'] as const) {
    const { codes, values } = facets[key];
    const [value = noValue] = values[codes[id] ?? 0] ?? [];
    if (value !== noValue) return `${key} ${value}`;
  }
  return `import ${imports[id] ?? 0}`;
}

const personOf = ({ importId, position }: Pick<Use, 'importId' | 'position'>) =>
  `${importId}/${position}`;

/** The comments to compare: all of a selection, or so many drawn at random, the same each time. */
export async function drawTexts(
  db: Db,
  ids: Uint32Array,
  limit = mostCompared,
): Promise<QuotableComment[]> {
  const { page } = pageOf(ids, eachItsOwn(drawnBy(seed)), undefined, limit);
  const texts = await quotableAmong(
    db,
    page.map(({ id }) => id),
  );
  return texts.filter(({ text }) => asksNotToBeTold(text) === null);
}

export interface Ranking {
  most?: number;
  /** The themes that the quote is to be about; none for any. */
  themes?: readonly string[];
}

/** By comment, the share of its themes that the quote is to be about. */
async function focusOf(db: Db, texts: readonly QuotableComment[], themes: readonly string[]) {
  const wanted = wantedOf(themes).wanted;
  if (wanted.length === 0) return () => 1;
  const ids = texts.map(({ id }) => id);
  const tagged = await themesOf(db, ids);
  return (id: number) => {
    const own = tagged.get(id) ?? [];
    return own.length === 0 ? 1 : own.filter(({ key }) => wanted.includes(key)).length / own.length;
  };
}

/** Those not quoted yet first; among them each detail costs places. */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const place = (one: Candidate, at: number) =>
    at + placesADetail * one.details.length + (one.uses.length > 0 ? 1e6 : 0);
  return candidates
    .map((one, at) => ({ one, place: place(one, at) }))
    .sort((left, right) => left.place - right.place)
    .map(({ one }) => one);
}

/** The best quotes among comments that may be quoted. */
export async function rankCandidates(
  db: Db,
  viewer: Sight,
  texts: readonly QuotableComment[],
  { most = mostRanked, themes = [] }: Ranking = {},
): Promise<Candidate[]> {
  const { columns } = searchEngine(db);
  const byId = new Map(texts.map((one) => [one.id, one]));
  const uses = await usesOf(db, viewer);
  const focus = await focusOf(db, texts, themes);
  const ranked = rankQuotes(
    texts.map((one) => ({
      id: one.id,
      text: one.text,
      respondent: personOf(one),
      setting: settingOf(columns, one.id),
      focus: focus(one.id),
    })),
    most,
  );
  const comments = ranked.flatMap(({ id }) => byId.get(id) ?? []);
  const details = await detailsOf(db, comments);
  const candidates = ranked.flatMap((one): Candidate[] => {
    const comment = byId.get(one.id);
    if (!comment) return [];
    const own = uses.filter((use) => personOf(use) === personOf(comment));
    return [{ comment, ranked: one, uses: own, details: details.get(one.id) ?? [] }];
  });
  return inOrder(candidates);
}
