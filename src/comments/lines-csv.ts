import { writeCsv } from '../http/csv.js';
import type { SortedLine } from './show-lines.js';

const places = ['L3', 'L2', 'L1', 'R1', 'R2', 'R3'] as const;

/** A concordance as a CSV text: each line with the words on either side in columns of their own, to sort by. */
export const linesCsv = (lines: readonly SortedLine[]): string =>
  writeCsv([
    ['Comment number', 'Before', 'Words', 'After', ...places],
    ...lines.map(({ id, left, words, right, around }) => [
      id,
      left,
      words,
      right,
      ...places.map((place) => around[place]),
    ]),
  ]);
