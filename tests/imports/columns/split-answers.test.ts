import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  findSplitter,
  learnSplitter,
  type CellTexts,
} from '../../../src/imports/columns/split-answers.js';

const cellsOf = (texts: Record<string, number>): CellTexts[] =>
  Object.entries(texts).map(([text, count]) => ({ text, count }));
const splitWith = (texts: Record<string, number>, separator: string, heading = '') =>
  findSplitter(cellsOf(texts), { separator, heading })?.split;

describe('answers joined by a comma', () => {
  const learned = {
    'Books, textbooks, or articles (JSS, R Journal), Conferences, meet-ups, or seminars': 20,
    'Books, textbooks, or articles (JSS, R Journal)': 15,
    'Conferences, meet-ups, or seminars': 12,
    'Word of mouth': 9,
    'Books, textbooks, or articles (JSS, R Journal), Word of mouth, dogs': 1,
  };

  test('are cut where the comma is not part of an option', () => {
    const split = splitWith(learned, ', ');
    expect(
      split?.('Books, textbooks, or articles (JSS, R Journal), Conferences, meet-ups, or seminars'),
    ).toEqual([
      'Books, textbooks, or articles (JSS, R Journal)',
      'Conferences, meet-ups, or seminars',
    ]);
  });

  test('keep apart a stray answer that somebody wrote in', () => {
    const split = splitWith(learned, ', ');
    expect(split?.('Books, textbooks, or articles (JSS, R Journal), Word of mouth, dogs')).toEqual([
      'Books, textbooks, or articles (JSS, R Journal)',
      'Word of mouth, dogs',
    ]);
    expect(
      splitWith(
        { 'Excel, Stata': 30, Excel: 40, Stata: 5, 'Excel, julia': 1 },
        ', ',
      )?.('Excel, julia'),
    ).toEqual(['Excel', 'julia']);
  });

  test('are one answer after Yes or No', () => {
    expect(splitWith({ 'Yes, I am': 9, 'Yes, I was': 7, 'No, I’m not': 8 }, ', ')).toBeUndefined();
  });

  test('are not looked for where one was asked for', () => {
    const texts = { 'Lunch, Tea': 9, Lunch: 9, Tea: 9 };
    expect(splitWith(texts, ', ', 'When? (select one)')).toBeUndefined();
    expect(splitWith(texts, ', ', 'When?')?.('Lunch, Tea')).toEqual(['Lunch', 'Tea']);
  });

  test('are found in a plain table only where several were asked for', () => {
    const texts = { 'Lunch, Tea': 9, Lunch: 9, Tea: 9 };
    expect(splitWith(texts, '', 'When?')).toBeUndefined();
    expect(splitWith(texts, '', 'When? Tick all that apply')?.('Lunch, Tea')).toEqual([
      'Lunch',
      'Tea',
    ]);
  });

  test('of a platform that writes no space keep the commas of prose', () => {
    const split = splitWith(
      { 'Swimming,Art, music and dance': 9, Swimming: 9, 'Art, music and dance': 9 },
      ',',
    );
    expect(split?.('Swimming,Art, music and dance')).toEqual(['Swimming', 'Art, music and dance']);
  });
});

test('a trailing separator, as Microsoft Forms leaves, is nothing', () => {
  expect(learnSplitter([], ';')('Gaming;Music;')).toEqual(['Gaming', 'Music']);
});

test('prose is not split at its semicolons, commas or spaces', () => {
  const prose = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `I asked ${at} times; then, after day ${at}, somebody came for no. ${at}`,
      1,
    ]),
  );
  for (const separator of [';', ', ', ' ']) expect(splitWith(prose, separator)).toBeUndefined();
});

test('any set of plain options joined by a semicolon comes apart again', () => {
  const option = fc.stringMatching(/^[A-Z][a-z]{1,8}( [a-z]{1,6})?$/);
  fc.assert(
    fc.property(fc.uniqueArray(option, { minLength: 1, maxLength: 6 }), (options) => {
      expect(learnSplitter([], ';')(options.join(';'))).toEqual(options);
    }),
  );
});

test('two words that every cell holds are one answer, whatever the platform’s separator', () => {
  expect(splitWith({ 'painting walls': 4 }, ' ')).toBeUndefined();
});

test('a guessed separator inside an answer is not one, however often that answer was given', () => {
  const texts = { 'Often; each day or more': 30, 'At times; not each day': 20, Never: 50 };
  expect(splitWith(texts, '')).toBeUndefined();
  const names = { 'H Williams': 30, 'B Jones': 20 };
  expect(splitWith(names, ' ')).toBeUndefined();
});

test('an option in small letters stays apart from the one before it', () => {
  const texts = { 'Art club, chess, cards': 4, 'Art club, chess': 3, 'Art club': 9, chess: 5 };
  expect(splitWith(texts, ', ')?.('Art club, chess, cards')).toEqual([
    'Art club',
    'chess',
    'cards',
  ]);
});
