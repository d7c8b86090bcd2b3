import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  matchedAmong,
  matchedIds,
  type IdRange,
  type WordPlaces,
} from '../../db/comment-matches.js';
import { databaseFileOf } from '../../db/database-file.js';
import type { IndexMatch } from '../../db/full-text.js';
import type { Db } from '../../db/schema.js';
import type { FoundPlaces, LookUpOrder, Places } from './look-up-words.js';

/** One in so many: what most comments could hold tells none from the others, and counting it takes the index long. */
const tellsLittleFrom = 4;
/** With fewer comments the index is quick for any word. */
export const fewestLearned = 100_000;
/** More changed texts than these, and everything is looked up anew. */
const mostDoubtful = 2_000;

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
  private readonly kept = new Map<string, Places>();
  /** Others that a search found in so many comments that they say little. */
  private readonly foundOften = new Set<string>();
  private readonly doubtful = new Set<number>();
  /** Counts up when what is being looked up may be of other comments already. */
  private epoch = 0;

  constructor(
    private readonly db: Db,
    private readonly fewest = fewestLearned,
  ) {}

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
    this.foundOften.clear();
    this.doubtful.clear();
  }

  /**
   * Has a thread look the commonest words up among all ids to `highest`: each takes the index up to 100 ms
   * a million, for which nobody who searches meanwhile should wait.
   */
  async learn(highest: number): Promise<void> {
    const { epoch } = this;
    const workerData: LookUpOrder = { databaseFile: await databaseFileOf(this.db), highest };
    const worker = new Worker(new URL('./look-up-words.js', import.meta.url), {
      workerData,
      // Long lists of ids are soon dropped: as for the threads that search, V8 would let them lie.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    try {
      for await (const [{ one, places }] of on(worker, 'message', {
        close: ['exit'],
      }) as AsyncIterable<[FoundPlaces]>) {
        if (this.epoch !== epoch) return;
        this.kept.set(keyOf(one), places);
      }
    } finally {
      await worker.terminate();
    }
  }

  isKnown(one: IndexMatch): boolean {
    return this.kept.has(keyOf(one));
  }

  /** Whether so many comments match that this says little of how well any of them does. */
  tellsLittle(one: IndexMatch): boolean {
    const places = this.kept.get(keyOf(one));
    return places ? isOften(places.count, places.upto) : this.foundOften.has(keyOf(one));
  }

  async matched(one: IndexMatch, range: IdRange): Promise<Uint32Array[]> {
    const places = this.kept.get(keyOf(one));
    if (!places) {
      const ids = await matchedIds(this.db, one, range);
      const among = range.highest - range.lowest + 1;
      if (among >= this.fewest && isOften(ids.length, among)) this.foundOften.add(keyOf(one));
      return [ids];
    }
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

const isOften = (count: number, among: number) => count * tellsLittleFrom >= among;
const keyOf = ({ index, match }: IndexMatch) => `${index}\n${match}`;
