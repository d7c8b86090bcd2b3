import { describe, expect, test } from '@jest/globals';
import { readSentiment } from '../../src/text/read-sentiment.js';
import { readText } from '../../src/text/read-text.js';
import { decodeModel, encodeModel, type ModelClass } from '../../src/text/sentiment-model.js';
import { trainSentiment } from '../../src/text/train-sentiment.js';
import { decodeVectors, encodeVectors } from '../../src/text/word-vectors.js';

const labelled = (text: string, label: ModelClass) =>
  ({ text, label, question: '', weight: 1, set: 'tiny' }) as const;
const texts = [
  labelled('warm and kind people', 'positive'),
  labelled('kind staff', 'positive'),
  labelled('cold and rude', 'negative'),
  labelled('rude staff', 'negative'),
  labelled('a house of six rooms', 'neutral'),
  labelled('six children', 'neutral'),
];
/** Gentle is used as kind is, and brusque as rude. */
const vectors = decodeVectors(
  encodeVectors(['kind', 'gentle', 'rude', 'brusque'], Int8Array.of(9, 1, 9, 0, -9, 1, -9, 0)),
);
const model = trainSentiment(texts, { happy: 3, rude: -2, 'self deluded': -2 }, vectors);
const file = encodeModel(model);

describe('training', () => {
  test('gives the same file for the same texts, and another for others', () => {
    const again = trainSentiment(texts, { happy: 3, rude: -2, 'self deluded': -2 }, vectors);
    expect(encodeModel(again)).toEqual(file);
    const other = trainSentiment(texts.slice(1), { happy: 3, rude: -2 }, vectors);
    expect(encodeModel(other)).not.toEqual(file);
  });

  test('learns what it was told', () => {
    const label = (text: string) => readSentiment(readText(text), '', model).label;
    expect(texts.map(({ text }) => label(text))).toEqual(texts.map(({ label: given }) => given));
    expect(model.header.learnedFrom).toEqual({ tiny: 6 });
  });
});

test('a misspelt word leans as the word does that it shares its letters with', () => {
  const tiny = trainSentiment(
    [
      labelled('wonderful staff', 'positive'),
      labelled('wonderful house', 'positive'),
      labelled('horrible staff', 'negative'),
      labelled('horrible house', 'negative'),
    ],
    {},
    vectors,
  );
  const label = (text: string) => readSentiment(readText(text), '', tiny).label;
  expect(label('wunderful staff')).toBe('positive');
  expect(label('horribell staff')).toBe('negative');
});

test('a word that no text had leans as those do that are used alike', () => {
  const tiny = trainSentiment(texts, {}, vectors);
  const label = (text: string) => readSentiment(readText(text), '', tiny).label;
  expect(label('gentle staff')).toBe('positive');
  expect(label('brusque staff')).toBe('negative');
});

describe('the model’s file', () => {
  test('reads back as it was written, from wherever in a buffer it lies', () => {
    const padded = new Uint8Array(file.length + 3);
    padded.set(file, 3);
    const read = decodeModel(padded.subarray(3), vectors);
    expect(read.header).toEqual(model.header);
    expect([...read.hashes]).toEqual([...model.hashes]);
    expect([...read.packed]).toEqual([...model.packed]);
  });

  test('is refused where it is cut short', () => {
    expect(() => decodeModel(file.subarray(0, file.length - 1), vectors)).toThrow(RangeError);
  });
});
