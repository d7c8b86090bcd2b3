import { letterHashes } from './sentiment-features.js';
import { valencesFrom, type ValenceOf } from './sentiment-signals.js';
import type { WordVectors } from './word-vectors.js';
import { perWord, type Word } from './words.js';

/**
 * A softmax regression over n-gram hashes, as small as a file of a megabyte: a line of JSON, then the
 * hashes (32 bits each, little-endian, in the order of `inTableOrder`), then four weights a hash, an int8 each:
 * its square, with its sign, times `step`, so that the many small weights are kept as well as the few large ones.
 */
export const modelClasses = ['positive', 'neutral', 'negative', 'mixed'] as const;
export type ModelClass = (typeof modelClasses)[number];
/** How many weights each feature has. */
export const classCount = modelClasses.length;
/** Probabilities in the order of `modelClasses`, adding to 1. */
export type Probabilities = [number, number, number, number];

export interface ModelHeader {
  version: number;
  features: number;
  /** What an int8 weight of 1 is worth. */
  step: number;
  /** Four weights a signal; see sentiment-signals. */
  signalWeights: number[];
  /** Four weights a number of the directions of words, and again as many of words that a negator governs. */
  meaningWeights: number[];
  /** Valence of words, -5 to 5. */
  lexicon: Record<string, number>;
  /** Texts it learned from, by set. */
  learnedFrom: Record<string, number>;
}

/** What parts of a word, or of a text, say together for each class, and how many they are. */
export interface PartSums {
  sums: Probabilities;
  count: number;
}

export interface SentimentModel {
  header: ModelHeader;
  hashes: Uint32Array;
  /** As they are in the file. */
  packed: Int8Array;
  valenceOf: ValenceOf;
  /** What the runs of letters of a word say, and what its direction does. */
  lettersOf: (word: Word, isNegated: boolean) => PartSums;
  meaningOf: (word: Word, isNegated: boolean) => PartSums;
  /** The features, open-addressed by their hashes: the hash, then its four weights as in the file; 0 where there is none. */
  table: Int32Array;
  /** For each place of the table the number of the clause that it was last met in; see score-clauses. */
  metIn: Int32Array;
  /** What each int8 weight is worth, by its byte. */
  worth: Float32Array;
  /** A bit for the low bits of each hash: most features are in no model, and this is small enough to stay near. */
  filter: Uint8Array;
}

const tableSize = (features: number): number => 2 ** Math.ceil(Math.log2(features * 1.5 + 2));

/** Compares hashes as they come to stand in a table of so many: filled in this order, memory is gone through once. */
export function inTableOrder(features: number): (one: number, other: number) => number {
  const mask = tableSize(features) - 1;
  return (one, other) => (one & mask) - (other & mask) || one - other;
}

/** As memory is what the work waits for, a feature has but two numbers in it. */
function tableOf(hashes: Uint32Array, packed: Int8Array): Int32Array {
  const size = tableSize(hashes.length);
  const table = new Int32Array(size * 2);
  for (let feature = 0; feature < hashes.length; feature += 1) {
    const hash = hashes[feature] ?? 0;
    let at = (hash & (size - 1)) * 2;
    while (table[at + 1] !== 0) at = (at + 2) & (table.length - 1);
    table[at] = hash;
    for (let of = 0; of < classCount; of += 1) {
      const byte = (packed[feature * classCount + of] ?? 0) & 255;
      table[at + 1] = (table[at + 1] ?? 0) | (byte << (8 * of));
    }
  }
  return table;
}

const worthOf = (step: number) =>
  Float32Array.from({ length: 256 }, (_, byte) => {
    const weight = (byte << 24) >> 24;
    return weight * Math.abs(weight) * step;
  });

const filterMask = 2 ** 20 - 1;

function filterOf(hashes: Uint32Array): Uint8Array {
  const filter = new Uint8Array((filterMask + 1) / 8);
  for (const hash of hashes) {
    const bit = hash & filterMask;
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return filter;
}

type Features = Pick<SentimentModel, 'table' | 'worth' | 'filter'>;

/** The place of a feature in the table, by its signed hash; -1 where it has never been seen. */
export function placeOf({ table, filter }: Features, hash: number): number {
  const bit = hash & filterMask;
  if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return -1;
  const mask = table.length / 2 - 1;
  let place = hash & mask;
  while (table[2 * place + 1] !== 0) {
    if (table[2 * place] === hash) return place;
    place = (place + 1) & mask;
  }
  return -1;
}

/** The weight of the feature at a place for a class, by the number of the class. */
export const weightAt = ({ table, worth }: Features, place: number, of: number): number =>
  worth[((table[2 * place + 1] ?? 0) >> (8 * of)) & 255] ?? 0;

/** Sums the runs of letters of each word once: comments share their words. */
function lettersFrom(features: Features): SentimentModel['lettersOf'] {
  return perWordOrNegated((word, isNegated) => {
    const hashes = letterHashes(word, isNegated);
    const sums: Probabilities = [0, 0, 0, 0];
    for (const hash of hashes) {
      const place = placeOf(features, hash);
      if (place < 0) continue;
      sums.forEach((sum, of) => {
        sums[of] = sum + weightAt(features, place, of);
      });
    }
    return { sums, count: hashes.length };
  });
}

const noSums: Readonly<PartSums> = { sums: [0, 0, 0, 0], count: 0 };

/** The same of the direction of each word. */
function meaningFrom(
  vectors: WordVectors,
  weights: readonly number[],
): SentimentModel['meaningOf'] {
  return perWordOrNegated((word, isNegated) => {
    const vector = vectors.of(word);
    if (!vector) return noSums;
    const from = isNegated ? vectors.size : 0;
    const sums: Probabilities = [0, 0, 0, 0];
    vector.forEach((value, at) => {
      for (let of = 0; of < classCount; of += 1)
        sums[of] = (sums[of] ?? 0) + value * (weights[(from + at) * classCount + of] ?? 0);
    });
    return { sums, count: 1 };
  });
}

function perWordOrNegated(sumOf: SentimentModel['lettersOf']): SentimentModel['lettersOf'] {
  const plain = perWord((word) => sumOf(word, false));
  const negated = perWord((word) => sumOf(word, true));
  return (word, isNegated) => (isNegated ? negated(word) : plain(word));
}

const lineBreak = 10;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const inFileOrder = (hashes: Uint32Array): Uint8Array => {
  const bytes = new Uint8Array(hashes.slice().buffer);
  return isLittleEndian ? bytes : bytes.reverse();
};

export function encodeModel({ header, hashes, packed }: SentimentModel): Uint8Array {
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const file = new Uint8Array(head.length + hashes.length * 4 + packed.length);
  file.set(head);
  file.set(inFileOrder(hashes), head.length);
  file.set(
    new Uint8Array(packed.buffer, packed.byteOffset, packed.length),
    head.length + hashes.length * 4,
  );
  return file;
}

/** @throws RangeError where the file is cut short or no model. */
export function decodeModel(file: Uint8Array, vectors: WordVectors): SentimentModel {
  const headEnd = file.indexOf(lineBreak) + 1;
  const header = JSON.parse(new TextDecoder().decode(file.subarray(0, headEnd))) as ModelHeader;
  const count = header.features;
  if (file.length !== headEnd + count * (4 + classCount))
    throw new RangeError('The sentiment model is cut short.');
  const view = new DataView(file.buffer, file.byteOffset + headEnd, count * 4);
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) hashes[at] = view.getUint32(at * 4, true);
  const packed = new Int8Array(
    file.buffer,
    file.byteOffset + headEnd + count * 4,
    count * classCount,
  );
  return assembleModel(header, hashes, packed, vectors);
}

export function assembleModel(
  header: Omit<ModelHeader, 'features'>,
  hashes: Uint32Array,
  packed: Int8Array,
  vectors: WordVectors,
): SentimentModel {
  const features = {
    table: tableOf(hashes, packed),
    worth: worthOf(header.step),
    filter: filterOf(hashes),
  };
  return {
    header: { ...header, features: hashes.length },
    hashes,
    packed,
    valenceOf: valencesFrom(header.lexicon),
    lettersOf: lettersFrom(features),
    meaningOf: meaningFrom(vectors, header.meaningWeights),
    metIn: new Int32Array(features.table.length / 2),
    ...features,
  };
}

export function softmax(scores: Readonly<Probabilities>): Probabilities {
  const most = Math.max(...scores);
  const [a, b, c, d] = [
    Math.exp(scores[0] - most),
    Math.exp(scores[1] - most),
    Math.exp(scores[2] - most),
    Math.exp(scores[3] - most),
  ];
  const sum = a + b + c + d;
  return [a / sum, b / sum, c / sum, d / sum];
}
