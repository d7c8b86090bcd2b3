import { expect, test } from '@jest/globals';
import { wordsIn } from '../../src/comments/parse-spans.js';

test('words of evidence are told once, as they are written first', () => {
  const spans = [
    { start: 0, end: 4 },
    { start: 10, end: 14 },
    { start: 19, end: 23 },
  ];
  expect(wordsIn('Food, bad food, no room', spans)).toEqual(['Food', 'room']);
});
