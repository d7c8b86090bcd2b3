import { describe, expect, test } from '@jest/globals';
import { takeVectors } from '../../src/cli/make-vectors.js';
import { addUpVectors, decodeVectors, encodeVectors } from '../../src/text/word-vectors.js';
import { wordOf } from '../../src/text/words.js';

const word = (form: string) => wordOf('word', form, [form]);
const file = encodeVectors(['good', 'bad'], Int8Array.of(30, 40, -100, 0));
const vectors = decodeVectors(file);

describe('word vectors', () => {
  test('have length 1 each, and are absent of other words', () => {
    expect(vectors.size).toBe(2);
    expect([...(vectors.of(word('good')) ?? [])].map((value) => value.toFixed(4))).toEqual([
      '0.6000',
      '0.8000',
    ]);
    expect([...(vectors.of(word('bad')) ?? [])]).toEqual([-1, 0]);
    expect(vectors.of(word('ugly'))).toBeUndefined();
  });

  test('are added up over the words that have one', () => {
    const words = ['good', 'ugly', 'bad', 'good'].map(word);
    const { sums, count } = addUpVectors(vectors, words);
    expect(count).toBe(3);
    expect(sums[0]).toBeCloseTo(0.6 - 1 + 0.6, 6);
    expect(sums[1]).toBeCloseTo(0.8 + 0.8, 6);
  });

  test('are read from wherever in a buffer they lie, and refused where cut short', () => {
    const padded = new Uint8Array(file.length + 5);
    padded.set(file, 5);
    expect(decodeVectors(padded.subarray(5)).of(word('bad'))).toEqual(vectors.of(word('bad')));
    expect(() => decodeVectors(file.subarray(0, file.length - 1))).toThrow(RangeError);
  });

  test('are taken of words alone, without what all of them share', () => {
    // Without their mean of (5, 1), the two words point along the axes; 7 and 9 are not of the vector.
    const made = takeVectors(
      JSON.stringify({
        dimensions: 2,
        vectors: {
          ',': [50, 50, 7, 9],
          up: [5, 4, 7, 9],
          down: [5, -2, 7, 9],
          '12th': [1, 2, 7, 9],
        },
      }),
    );
    const taken = decodeVectors(made);
    expect([...(taken.of(word('up')) ?? [])]).toEqual([0, 1]);
    expect([...(taken.of(word('down')) ?? [])]).toEqual([0, -1]);
    expect(taken.of(wordOf('punctuation', ',', [',']))).toBeUndefined();
    expect(taken.of(word('12th'))).toBeUndefined();
    for (const other of ['{"words": []}', 'no JSON'])
      expect(() => takeVectors(other)).toThrow(/no file of word embeddings.*Name the file/);
  });
});
