import type { Db } from '../../db/schema.js';
import { readText } from '../../text/read-text.js';
import { termsOf } from '../../text/terms.js';
import { closenessOf } from '../../text/typical.js';
import { textsOf } from '../words-queries.js';
import { drawnBy, eachItsOwn, pageOf } from './order-comments.js';
import type { Selected } from './select-comments.js';

/** Comparing takes some 60 ms. */
const mostCompared = 1000;
const seed = 1;

/**
 * How typical comments of a selection are, smaller is more so (0 to -1): of all, or of a thousand drawn at
 * random, the same each time. One of few words has no rank.
 */
export async function typicalRanks(
  db: Db,
  { ids }: Pick<Selected, 'ids'>,
): Promise<Map<number, number>> {
  const { page } = pageOf(ids, eachItsOwn(drawnBy(seed)), undefined, mostCompared);
  const texts = await textsOf(
    db,
    page.map(({ id }) => id),
  );
  const closeness = closenessOf(
    texts.map(({ text }) => termsOf(readText(text)).map(({ term }) => term)),
  );
  return new Map(
    texts.flatMap(({ id }, at): [number, number][] => {
      const own = closeness[at] ?? null;
      return own === null ? [] : [[id, -own]];
    }),
  );
}
