import { markMatches, readRanks } from '../../db/comment-matches.js';
import { withoutCommon, type SearchQuery } from '../../db/full-text.js';
import type { Db } from '../../db/schema.js';
import type { CommonWords } from './common-words.js';
import type { Marked } from './select-comments.js';

export interface Matches extends Marked {
  /** Every comment from this id on was searched, and none before it; 1 where all were. */
  searchedFrom: number;
  /** How well those with the best claim match, smaller is better; the rest have none. */
  ranks?: ReadonlyMap<number, number>;
  /** Comments before this id have no rank. */
  rankedFrom?: number;
}

/** Ids searched before the first look at the clock: some 60 ms. */
const idsAtFirst = 500_000;
/** Each part costs the index a walk from its beginning: eight of half a million take eight times as long as one of all. */
const timesLonger = 8;
/** More are not ranked: the commonest word would take seconds in some million comments. */
export const mostRanked = 3_000;

/** The comments that match, the newest first until the deadline; at least one part is searched. */
export async function findMatches(
  words: CommonWords,
  query: SearchQuery | undefined,
  highestId: number,
  deadline: number,
): Promise<Matches> {
  const marks = new Uint8Array(highestId + 1);
  if (!query) return { marks, mark: 0, searchedFrom: 1 };
  let mark = 1;
  let searchedFrom = highestId + 1;
  let idsAtOnce = idsAtFirst;
  while (searchedFrom > 1) {
    const began = Date.now();
    const lowest = Math.max(1, searchedFrom - idsAtOnce);
    mark = await markMatches(words, query, { lowest, highest: searchedFrom - 1 }, marks);
    searchedFrom = lowest;
    const now = Date.now();
    if (now > deadline) break;
    if (now + (now - began) * timesLonger < deadline) idsAtOnce *= timesLonger;
  }
  // What was not searched does not match, whatever the mark is.
  marks.fill(mark + 1, 0, searchedFrom);
  return { marks, mark, searchedFrom };
}

/** The id from which on so many match. */
function lowestRanked({ marks, mark }: Marked): number {
  let count = 0;
  let id = marks.length - 1;
  for (; id > 0 && count < mostRanked; id -= 1) if (marks[id] === mark) count += 1;
  return id + 1;
}

/** Ranks the newest of the matches, once, by those words that few enough comments hold to tell them apart. */
export async function rankMatches(
  db: Db,
  words: CommonWords,
  query: SearchQuery,
  matches: Matches,
) {
  matches.rankedFrom ??= lowestRanked(matches);
  const { rankedFrom } = matches;
  const telling = withoutCommon(query, (one) => words.tellsLittle(one));
  matches.ranks ??= telling ? await readRanks(db, telling, rankedFrom) : new Map<number, number>();
  return { ranks: matches.ranks, rankedFrom };
}
