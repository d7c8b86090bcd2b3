import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  activeChoices,
  choices as kinds,
  commentsAddress,
  noChoices,
  parseChoices,
  type Choices,
} from '../../src/comments/comment-filter.js';
import { answerChoiceText } from '../../src/surveys/answer-choice.js';
import { missingKinds } from '../../src/surveys/words.js';

test('an address is short and says what it selects', () => {
  const chosen = { ...noChoices, theme: ['being-listened-to'], group: ['child', 'iro'] };
  expect(commentsAddress({ ...chosen, survey: ['3'] }, { q: 'not listened' })).toBe(
    '/comments?q=not+listened&theme=being-listened-to&group=child&group=iro&survey=3',
  );
  expect(commentsAddress(noChoices)).toBe('/comments');
});

test('every choice comes back from its address', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_-]{1,20}$/), { maxLength: 5 });
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }).map(String), { maxLength: 5 });
  const labels = fc.uniqueArray(
    fc.constantFrom(
      'north west',
      'yorkshire & humber',
      'ynys môn',
      '-wales',
      'none',
      "st. mary's (a+b)",
    ),
  );
  const answered = fc.uniqueArray(
    fc
      .record({
        questionId: fc.integer({ min: 1, max: 1e9 }),
        codes: fc.uniqueArray(fc.integer({ min: 0, max: 65_499 }), { minLength: 1, maxLength: 5 }),
        missing: fc.uniqueArray(fc.constantFrom(...missingKinds)),
      })
      .map(answerChoiceText),
    { maxLength: 10 },
  );
  const choices = fc.record({
    theme: names,
    sentiment: names,
    group: names,
    survey: ids,
    wave: ids,
    question: ids,
    region: labels,
    provider: labels,
    length: names,
    criticality: names,
    source: names,
    reviewed: names,
    flag: names,
    also: names.map((keys) => keys.filter((key) => !key.startsWith('-'))),
    answered,
  });
  fc.assert(
    fc.property(choices, (chosen: Choices) => {
      const address = new URL(commentsAddress(chosen), 'http://localhost');
      const parameters = Object.fromEntries(
        kinds.map(({ key }) => [key, address.searchParams.getAll(key)]),
      );
      expect(parseChoices(parameters)).toEqual({ chosen, dropped: false });
      expect(activeChoices(chosen)).toEqual(
        kinds.map(({ key }) => key).filter((key) => chosen[key].length > 0),
      );
    }),
  );
});

test.each([
  { survey: '0' },
  { survey: '1.5' },
  { wave: '-0' },
  { wave: ['3', 'x'] },
  { theme: 'A B' },
  { group: '../child' },
  { region: 'North West' },
  { region: ' wales' },
  { provider: 'a\u0000b' },
  { provider: 'x'.repeat(201) },
  { question: '9'.repeat(30) },
  { answered: '7' },
  { answered: '7:' },
  { answered: '0:1' },
  { answered: '7:-1' },
  { answered: '7:01' },
  { answered: '7:1,' },
  { answered: '7:1,maybe' },
  { answered: '7:100000' },
  { answered: '7:1) or 1=1 --' },
  { answered: `7:${Array.from({ length: 101 }, (_, at) => at).join(',')}` },
  { answered: Array.from({ length: 11 }, (_, at) => `${at + 1}:0`) },
])('%j is told as unreadable', (parameters) => {
  expect(parseChoices(parameters).dropped).toBe(true);
});

test('values given twice, blank or as nonsense are no choices', () => {
  const { chosen, dropped } = parseChoices({ group: ['child', 'child', ''], wave: { a: '1' } });
  expect({ chosen, dropped }).toEqual({
    chosen: { ...noChoices, group: ['child'] },
    dropped: false,
  });
});
