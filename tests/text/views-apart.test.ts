import { expect, test } from '@jest/globals';
import { viewsApart } from '../../src/text/views-apart.js';

const listening = ['staff', 'listen', 'staff listen'];
const bus = ['bus', 'late', 'bus late'];
const times = (count: number, terms: string[]) => Array.from({ length: count }, () => terms);

test('a group of comments about something else is told, the largest first', () => {
  const texts = [...times(6, listening), ...times(3, bus)];
  const found = viewsApart(texts, 3);
  expect(found.map(({ members }) => members.length)).toEqual([6, 3]);
  expect(found[1]?.members.sort()).toEqual([6, 7, 8]);
  expect(found[1]?.likeness).toBe(0);
});

test('a group that the others share their words with is of the same view', () => {
  // Likeness .35, worked out by hand: what each of the others adds is its own alone.
  const others = ['a b x', 'c d y', 'a c z', 'b d w'].map((text) => text.split(' '));
  expect(viewsApart([...times(4, ['a', 'b', 'c', 'd']), ...others], 3)).toEqual([]);
});

test('too few to be a group, or all of one view, are none', () => {
  expect(viewsApart([...times(6, listening), bus, bus], 7)).toEqual([]);
  expect(viewsApart(times(6, listening), 3)).toEqual([]);
  expect(viewsApart([], 3)).toEqual([]);
});
