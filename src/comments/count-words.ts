import { setImmediate } from 'node:timers/promises';
import type { Db } from '../db/schema.js';
import { countTerms, noTerms, type TermCounts } from '../text/keyness.js';
import { randomNumbers, shuffle } from '../text/random.js';
import { readText } from '../text/read-text.js';
import { termsOf } from '../text/terms.js';
import { textsOf } from './words-queries.js';

/** More are drawn from at random: what sets them apart is as clear from these, and found in a second. */
export const mostRead = 10_000;
const readAtOnce = 200;

/** At most `mostRead` of them, always the same ones. */
export function drawn(ids: readonly number[]): number[] {
  if (ids.length <= mostRead) return [...ids];
  const order = [...ids];
  shuffle(order, randomNumbers(ids.length));
  return order.slice(0, mostRead).sort((left, right) => left - right);
}

/** The terms of some comments, counted in steps that let other requests pass. */
export async function countWords(db: Db, ids: readonly number[]): Promise<TermCounts> {
  const counts = noTerms();
  for (let from = 0; from < ids.length; from += readAtOnce) {
    const texts = await textsOf(db, ids.slice(from, from + readAtOnce));
    for (const { text } of texts) countTerms(counts, termsOf(readText(text)));
    await setImmediate();
  }
  return counts;
}
