import { parentPort, workerData } from 'node:worker_threads';
import { matchedIds } from '../../db/comment-matches.js';
import { matchTextsApart, type IndexMatch } from '../../db/full-text.js';
import { openDatabase } from '../../db/open-database.js';
import type { Db } from '../../db/schema.js';
import { giveWay } from '../../give-way.js';

/** What the thread is started with: whose words, among the ids up to which. */
export interface LookUpOrder {
  databaseFile: string;
  highest: number;
}

/** Where a match stands: a bit for each id up to `upto`. */
export interface Places {
  bits: Uint8Array;
  upto: number;
  count: number;
}

/** What the thread sends back of each word that is common. */
export interface FoundPlaces {
  one: IndexMatch;
  places: Places;
}

/** What English is mostly made of, and what these surveys ask about. */
const commonestWords = (
  'the to and i a of my is it in they for was not me that have be with are on we them do so but can at all ' +
  'as when this get more would their you what your had if time no from or our about she he very been there ' +
  'care people child'
).split(' ');

/** One in so many: below that the index itself is as quick. */
const commonFrom = 30;
/** Each part costs the index a walk from its beginning, and memory while it is read: some 10 MB here. */
const idsAtOnce = 500_000;

/** Where a match stands among the ids to `highest`; undefined where it is not common. */
async function lookUp(db: Db, one: IndexMatch, highest: number): Promise<Places | undefined> {
  const bits = new Uint8Array((highest >> 3) + 1);
  let count = 0;
  for (let lowest = 1; lowest <= highest; lowest += idsAtOnce) {
    const range = { lowest, highest: Math.min(highest, lowest + idsAtOnce - 1) };
    const ids = await matchedIds(db, one, range);
    for (const id of ids) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7));
    count += ids.length;
    if (count * commonFrom < range.highest) return undefined;
  }
  return { bits, upto: highest, count };
}

giveWay();
const { databaseFile, highest } = workerData as LookUpOrder;
const db = openDatabase(databaseFile);
for (const word of commonestWords) {
  const { wanted } = matchTextsApart({ all: [[{ words: [word], match: 'stem' }]], none: [] });
  for (const one of wanted.flat()) {
    const places = await lookUp(db, one, highest);
    const found: FoundPlaces | undefined = places && { one, places };
    if (found) parentPort?.postMessage(found, [found.places.bits.buffer as ArrayBuffer]);
  }
}
await db.destroy();
