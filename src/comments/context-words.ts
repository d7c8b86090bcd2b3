import type { Span } from '../text/sentiment-labels.js';

/** How a concordance is put in order: places of words before (L) or after (R) the match, nearest is 1. */
export const lineOrders = {
  found: { name: 'as they are found', places: [] },
  l1: { name: 'by the word before', places: ['L1', 'L2', 'L3'] },
  l2: { name: 'by the second before', places: ['L2', 'L3', 'L1'] },
  l3: { name: 'by the third before', places: ['L3', 'L2', 'L1'] },
  r1: { name: 'by the word after', places: ['R1', 'R2', 'R3'] },
  r2: { name: 'by the second after', places: ['R2', 'R3', 'R1'] },
  r3: { name: 'by the third after', places: ['R3', 'R2', 'R1'] },
} as const;
export type LineOrder = keyof typeof lineOrders;
export type ContextPlace = 'L1' | 'L2' | 'L3' | 'R1' | 'R2' | 'R3';

/** Enough for three words, however long people write them. */
const charactersRead = 200;
const wordPattern = /[\p{L}\p{N}'’]+/gu;

const wordsOf = (text: string) =>
  (text.toLowerCase().match(wordPattern) ?? []).map((word) => word.replace(/’/g, "'"));

/** The three words on either side of a span, in lower case; '' where the text has no more. */
export function contextWords(text: string, { start, end }: Span): Record<ContextPlace, string> {
  const before = wordsOf(text.slice(Math.max(0, start - charactersRead), start)).reverse();
  const after = wordsOf(text.slice(end, end + charactersRead));
  const [L1 = '', L2 = '', L3 = ''] = before;
  const [R1 = '', R2 = '', R3 = ''] = after;
  return { L1, L2, L3, R1, R2, R3 };
}

const collator = new Intl.Collator('en-GB');

/** Lines in an order; those that are alike in it stay as they were. */
export function sortByContext<T extends { around: Record<ContextPlace, string> }>(
  lines: readonly T[],
  order: LineOrder,
): T[] {
  const { places } = lineOrders[order];
  return [...lines].sort((one, other) => {
    for (const place of places) {
      const found = collator.compare(one.around[place], other.around[place]);
      if (found !== 0) return found;
    }
    return 0;
  });
}
