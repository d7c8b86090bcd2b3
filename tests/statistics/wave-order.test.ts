import { expect, it } from '@jest/globals';
import { orderWaves } from '../../src/statistics/wave-order.js';

const ordered = (...names: string[]) =>
  orderWaves(names.map((name, at) => ({ id: at + 1, name }))).map(({ name }) => name);

it('puts waves in the order of the years in their names', () => {
  expect(ordered('2012-13', '2010-11', '2011-12')).toEqual(['2010-11', '2011-12', '2012-13']);
  expect(ordered('Wave of 2025', '2024/25', 'FY 1999-00')).toEqual([
    'FY 1999-00',
    '2024/25',
    'Wave of 2025',
  ]);
});

it('puts the waves of one year in the order of its seasons, months or quarters', () => {
  expect(ordered('Autumn 2024', 'Spring 2024', 'Summer 2024', 'Autumn 2023')).toEqual([
    'Autumn 2023',
    'Spring 2024',
    'Summer 2024',
    'Autumn 2024',
  ]);
  expect(ordered('October 2024', 'April 2024', 'May 2024')).toEqual([
    'April 2024',
    'May 2024',
    'October 2024',
  ]);
  expect(ordered('2024 Q3', '2024 Q1', '2024 Q2')).toEqual(['2024 Q1', '2024 Q2', '2024 Q3']);
});

it('goes by other numbers where there are no years, and else by what was made first', () => {
  expect(ordered('Wave 10', 'Wave 9', 'Wave 2')).toEqual(['Wave 2', 'Wave 9', 'Wave 10']);
  expect(ordered('Pilot', 'Main', 'Autumn 2024')).toEqual(['Pilot', 'Main', 'Autumn 2024']);
});
