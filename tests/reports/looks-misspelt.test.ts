import { expect, test } from '@jest/globals';
import { looksMisspelt } from '../../src/reports/looks-misspelt.js';

test('words look misspelt that no dictionary has, and known slips', () => {
  const words = 'definately becuase thier seperate untill resraned wiv hopefull'.split(' ');
  expect(words.filter((word) => !looksMisspelt(word))).toEqual([]);
});

test('common and rarer words, names and signs do not', () => {
  const words = 'dated trampoline toast siblings foetal Jean Zbigniew . … 5 9.5 social ok'.split(
    ' ',
  );
  expect(words.filter(looksMisspelt)).toEqual([]);
});
