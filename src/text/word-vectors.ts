import type { Word } from './words.js';

/**
 * How words are used, as a direction in space for each: words with like neighbours point alike (GloVe, of
 * Wikipedia and news; Pennington, Socher and Manning 2014). A word that no training text has says by it what
 * its likes say.
 */
export interface WordVectors {
  /** Numbers in each direction. */
  size: number;
  /** A direction of length 1; undefined of a word that has none. */
  of: (word: Word) => Float32Array | undefined;
}

const lineBreak = 10;

/** A file: a line with the words, a space between two, then for each as many int8, its direction at any length. */
export function encodeVectors(words: readonly string[], cells: Int8Array): Uint8Array {
  const head = new TextEncoder().encode(`${words.join(' ')}\n`);
  const file = new Uint8Array(head.length + cells.length);
  file.set(head);
  file.set(new Uint8Array(cells.buffer, cells.byteOffset, cells.length), head.length);
  return file;
}

/** @throws RangeError where the file is cut short. */
export function decodeVectors(file: Uint8Array): WordVectors {
  const headEnd = file.indexOf(lineBreak);
  const words = new TextDecoder().decode(file.subarray(0, headEnd)).split(' ');
  const from = headEnd + 1;
  const cells = new Int8Array(file.buffer, file.byteOffset + from, file.length - from);
  const size = cells.length / words.length;
  if (!Number.isInteger(size)) throw new RangeError('The word vectors are cut short.');
  const rows = new Map(words.map((word, row) => [word, row]));
  // Not kept by word: what a model makes of a direction is, and is far smaller.
  const of = ({ form }: Word) => {
    const row = rows.get(form);
    if (row === undefined) return undefined;
    const vector = Float32Array.from(cells.subarray(row * size, (row + 1) * size));
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
  return { size, of };
}

/** Adds up the directions of words, each as often as it comes, and counts those that have one. */
export function addUpVectors(
  { size, of }: WordVectors,
  words: readonly Word[],
): { sums: Float64Array; count: number } {
  const sums = new Float64Array(size);
  let count = 0;
  for (const word of words) {
    const vector = of(word);
    if (!vector) continue;
    count += 1;
    vector.forEach((value, at) => {
      sums[at] = (sums[at] ?? 0) + value;
    });
  }
  return { sums, count };
}
