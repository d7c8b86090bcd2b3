import { expect, test } from '@jest/globals';
import { spelledOtherwise } from '../../src/comments/spelled-otherwise.js';
import { nearWords, oneOfEachStem } from '../../src/comments/spellings.js';

const known = [
  ['restrained', 90],
  ['restraint', 40],
  ['restraining', 5],
  ['restaurant', 9],
  ['listen', 70],
  ['listened', 80],
  ['social', 60],
  ['carer', 50],
  ['care', 45],
  ['dad', 30],
  ['did', 99],
  ['2012', 4],
].map(([word, comments]) => ({ word: String(word), comments: Number(comments) }));

test.each([
  ['restrant', ['restraint', 'restrained', 'restaurant']],
  ['lisened', ['listened']],
  ['soical', ['social']],
  ['carrer', ['carer', 'care']],
  ['dadd', ['dad']],
  ['2021', []],
  ['xylophone', []],
  ['a', []],
])('for %s offers %j', (typed, expected) => {
  expect(oneOfEachStem(nearWords(typed, known))).toEqual(expected);
});

test('a word is not offered for itself', () => {
  expect(nearWords('Dad', known)).not.toContain('dad');
});

test.each([
  ['organise', 'organize'],
  ['organization', 'organisation'],
  ['analysed', 'analyzed'],
  ['behaviour', 'behavior'],
  ['misbehaviors', 'misbehaviours'],
  ['counsellor', 'counselor'],
  ['counselors', 'counsellors'],
  ['mom', 'mum'],
])('%s is also spelled %s', (typed, other) => {
  expect(spelledOtherwise(typed)).toContain(other);
});

test.each(['rise', 'size', 'visited', 'staff', 'organ', 'enrolment', ''])(
  '%s is spelled so everywhere, or found already',
  (typed) => {
    expect(spelledOtherwise(typed)).toEqual([]);
  },
);
