import {
  matchedAmong,
  matchedIds,
  type IdRange,
  type WordPlaces,
} from '../../db/comment-matches.js';
import type { IndexMatch } from '../../db/full-text.js';
import type { Db } from '../../db/schema.js';

/** Where a match stands: a bit for each id up to `upto`. */
interface Places {
  bits: Uint8Array;
  upto: number;
  count: number;
}

/** What English is mostly made of, and what these surveys ask about. */
export const commonestWords = (
  'the to and i a of my is it in they for was not me that have be with are on we them do so but can at all ' +
  'as when this get more would their you what your had if time no from or our about she he very been there ' +
  'care people child'
).split(' ');

/** One in so many: below that the index itself is as quick. */
const commonFrom = 30;
/** One in so many: what most comments could hold tells none from the others, and counting it takes the index long. */
const tellsLittleFrom = 4;
/** An eighth of a byte a comment each: 32 MB for 64 of them in 4 million comments. */
const mostKept = 64;
/** Some 100 ms: each part costs the index a walk from its beginning, so that smaller ones take longer together. */
const idsAtOnce = 500_000;
/** More changed texts than these, and everything is looked up anew. */
const mostDoubtful = 2_000;

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

function addBits(bits: Uint8Array, ids: Uint32Array): void {
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7));
  }
}

function idsOf({ bits, upto }: Places, { lowest, highest }: IdRange): Uint32Array {
  const last = Math.min(highest, upto);
  const ids = new Uint32Array(Math.max(0, last - lowest + 1));
  let count = 0;
  for (let id = lowest; id <= last; id += 1) {
    ids[count] = id;
    count += ((bits[id >> 3] ?? 0) >> (id & 7)) & 1;
  }
  return ids.subarray(0, count);
}

/**
 * Keeps where the commonest words stand: reading a word that half of all comments have out of the
 * full-text index takes 50 ms a million, out of a row of bits 3.
 */
export class CommonWords implements WordPlaces {
  /** The last used at the end. */
  private readonly kept = new Map<string, Places>();
  private readonly doubtful = new Set<number>();
  /** Counts up when what is being looked up may be of other comments already. */
  private epoch = 0;

  constructor(private readonly db: Db) {}

  get isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /** Their texts may have changed. */
  doubt(ids: readonly number[]): void {
    for (const id of ids) this.doubtful.add(id);
    if (this.doubtful.size > mostDoubtful) this.forget();
  }

  /** Comments from this id on were not there when the words were looked up. */
  cut(lowest: number): void {
    this.epoch += 1;
    for (const [key, { upto }] of this.kept) if (upto >= lowest) this.kept.delete(key);
  }

  forget(): void {
    this.epoch += 1;
    this.kept.clear();
    this.doubtful.clear();
  }

  /**
   * Looks a match up among all ids to `highest`, a part at a time in a turn of its own so that whoever asks
   * meanwhile waits for no more than one part, and keeps it where it is common.
   */
  async learn(one: IndexMatch, highest: number, inTurn: InTurn): Promise<void> {
    if (this.kept.has(keyOf(one))) return;
    const bits = new Uint8Array((highest >> 3) + 1);
    const { epoch } = this;
    let count = 0;
    for (let lowest = 1; lowest <= highest; lowest += idsAtOnce) {
      const range = { lowest, highest: Math.min(highest, lowest + idsAtOnce - 1) };
      const ids = await inTurn(() => matchedIds(this.db, one, range));
      addBits(bits, ids);
      count += ids.length;
      if (count * commonFrom < range.highest || this.epoch !== epoch) return;
    }
    if (this.kept.size >= mostKept) this.kept.delete(this.kept.keys().next().value ?? '');
    this.kept.set(keyOf(one), { bits, upto: highest, count });
  }

  isKnown(one: IndexMatch): boolean {
    return this.kept.has(keyOf(one));
  }

  /** Whether so many comments match that this says little of how well any of them does. */
  tellsLittle(one: IndexMatch): boolean {
    const places = this.kept.get(keyOf(one));
    return places !== undefined && places.count * tellsLittleFrom >= places.upto;
  }

  async matched(one: IndexMatch, range: IdRange): Promise<Uint32Array[]> {
    const places = this.kept.get(keyOf(one));
    if (!places) return [await matchedIds(this.db, one, range)];
    this.kept.delete(keyOf(one));
    this.kept.set(keyOf(one), places);
    const { lowest, highest } = range;
    const doubtful = [...this.doubtful].filter((id) => id >= lowest && id <= highest);
    const known = idsOf(places, range);
    const later = { lowest: Math.max(lowest, places.upto + 1), highest };
    return [
      doubtful.length > 0 ? known.filter((id) => !this.doubtful.has(id)) : known,
      ...(doubtful.length > 0 ? [await matchedAmong(this.db, one, doubtful)] : []),
      ...(later.lowest <= highest ? [await matchedIds(this.db, one, later)] : []),
    ];
  }
}

const keyOf = ({ index, match }: IndexMatch) => `${index}\n${match}`;
