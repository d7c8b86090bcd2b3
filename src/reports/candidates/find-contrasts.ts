import { wantedOf, type CommentFilter } from '../../comments/comment-filter.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import { isGuarded } from '../../comments/few-people.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import type { Sight } from '../../people/sight.js';
import { readText } from '../../text/read-text.js';
import { stemsOf } from '../../text/terms.js';
import { viewsApart } from '../../text/views-apart.js';
import type { QuotableComment } from '../quote-queries.js';
import { countHolders, heldBy, type Held } from './held-by.js';
import { drawTexts, rankCandidates, type Candidate } from './rank-candidates.js';

/** A candidate of another view than most, with the sentence that says whose. */
export interface Contrast {
  candidate: Candidate;
  reason: string;
}

/** What is compared of a selection: all of it, or some drawn from it. */
export interface Compared {
  texts: readonly QuotableComment[];
  total: number;
  filter: CommentFilter;
}

const mostDrawn = 300;
const mostOfOtherSide = 2;
/** A group with a smaller share of the comments is a few voices and no view. */
const leastShare = 0.03;
/** Fewer words are no view. */
const leastWords = 8;

type Side = 'positive' | 'negative';
const opposite = { positive: 'negative', negative: 'positive' } as const;

/** The side that a selection is of: the one that is chosen, or the one that more people hold. */
function sideOf({ chosen }: CommentFilter, held: Record<Side, Held>): Side {
  const wanted = wantedOf(chosen.sentiment).wanted.filter((one) => one in opposite);
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only as Side;
  return held.positive.side > held.negative.side ? 'positive' : 'negative';
}

const firstUnused = (candidates: readonly Candidate[], most: number) =>
  [...candidates]
    .sort((a, b) => Number(a.uses.length > 0) - Number(b.uses.length > 0))
    .slice(0, most);

/** Most people can hold both sides, each in another comment. */
const different = ({ side, all }: Held, words: string | null) =>
  `${side < all / 2 ? 'A different view' : 'The other side'}${words === null ? '' : `, held by ${words}`}`;

/** The best quotes of the opposite sentiment, with how many hold it among all who wrote about the same. */
export async function otherSide(db: Db, viewer: Sight, filter: CommentFilter): Promise<Contrast[]> {
  const engine = searchEngine(db);
  const whole = { ...filter, chosen: { ...filter.chosen, sentiment: [] } };
  const { ids } = await engine.select(whole);
  const { columns } = engine;
  const { codes } = columns.facets.sentiment;
  const has = (side: Side) => {
    const accepted = columns.facets.sentiment.accepting((values) => values.includes(side));
    return (id: number) => accepted[codes[id] ?? 0] === 1;
  };
  const held = {
    positive: countHolders(ids, columns, has('positive')),
    negative: countHolders(ids, columns, has('negative')),
  };
  const other = opposite[sideOf(filter, held)];
  const texts = await drawTexts(db, ids.filter(has(other)), mostDrawn);
  const candidates = await rankCandidates(db, viewer, texts, {
    most: 6,
    themes: filter.chosen.theme,
  });
  // Chosen by answers, so few people that their number would point to them.
  const words = isGuarded(filter) ? null : heldBy(held[other], rulesOf(db));
  return firstUnused(candidates, mostOfOtherSide).map((candidate) => ({
    candidate,
    reason: different(held[other], words),
  }));
}

/** The best quote of the largest group of comments that is about something else than the rest of them. */
export async function viewOfItsOwn(
  db: Db,
  viewer: Sight,
  { texts, total, filter }: Compared,
): Promise<Contrast[]> {
  const { columns } = searchEngine(db);
  const rules = rulesOf(db);
  const least = Math.max(rules.leastCell, Math.ceil(texts.length * leastShare));
  const stems = texts.map(({ text }) => stemsOf(readText(text)));
  const ids = texts.map(({ id }) => id);
  for (const view of viewsApart(stems, least)) {
    const members = view.members.flatMap((at) => texts[at] ?? []);
    const own = new Set(members.map(({ id }) => id));
    const held = countHolders(ids, columns, (id) => own.has(id));
    const [candidate] = await rankCandidates(db, viewer, members, { most: 1 });
    // "Nothing else to say" is no view, however many say it.
    if (!candidate || candidate.ranked.words < leastWords || held.side < rules.leastCell) continue;
    const words = heldBy({ ...held, isEstimate: total > texts.length }, rules);
    const by = isGuarded(filter) || words === null ? '' : `, said by ${words}`;
    return [{ candidate, reason: `Something else${by}` }];
  }
  return [];
}
