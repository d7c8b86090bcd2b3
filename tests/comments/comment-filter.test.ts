import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  activeFacets,
  commentsAddress,
  facets,
  noChoices,
  parseChoices,
  type FacetChoices,
} from '../../src/comments/comment-filter.js';

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
  const choices = fc.record({
    theme: names,
    sentiment: names,
    group: names,
    survey: ids,
    wave: ids,
    question: ids,
    flag: names,
  });
  fc.assert(
    fc.property(choices, (chosen: FacetChoices) => {
      const address = new URL(commentsAddress(chosen), 'http://localhost');
      const parameters = Object.fromEntries(
        facets.map(({ key }) => [key, address.searchParams.getAll(key)]),
      );
      expect(parseChoices(parameters)).toEqual({ chosen, dropped: false });
      expect(activeFacets(chosen)).toEqual(
        facets.map(({ key }) => key).filter((key) => chosen[key].length > 0),
      );
    }),
  );
});

test.each([
  { survey: '0' },
  { survey: '1.5' },
  { wave: '-1' },
  { wave: ['3', 'x'] },
  { theme: 'A B' },
  { group: '../child' },
  { question: '9'.repeat(30) },
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
