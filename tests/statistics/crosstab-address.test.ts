import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  crosstabAddress,
  parseCrosstabAddress,
  percents,
  type CrosstabAddress,
} from '../../src/statistics/crosstab-address.js';
import { missingKinds } from '../../src/surveys/words.js';

const parametersOf = (address: string) => {
  const pairs = new URL(address, 'http://localhost').searchParams;
  return Object.fromEntries([...new Set(pairs.keys())].map((key) => [key, pairs.getAll(key)]));
};
const single = (parameters: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([key, values]) => [
      key,
      values.length === 1 ? values[0] : values,
    ]),
  );

test('everything chosen comes back from its address', () => {
  const id = fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined });
  const choice = fc.record({
    questionId: fc.integer({ min: 1, max: 1e6 }),
    codes: fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 4 }),
    missing: fc.uniqueArray(fc.constantFrom(...missingKinds)),
  });
  const where = fc.uniqueArray(choice, { selector: (one) => JSON.stringify(one), maxLength: 5 });
  const sort = fc.record({
    key: fc.constantFrom('0', '17', 'everybody', 'base', 'no_reply'),
    down: fc.boolean(),
  });
  const addresses = fc.record({
    rowsId: id,
    columnsId: id,
    percent: fc.constantFrom(...percents),
    where,
    sort: fc.option(sort),
    byBase: fc.boolean(),
    whole: fc.boolean(),
    showing: fc.constantFrom('internal' as const, 'publication' as const, undefined),
  });
  fc.assert(
    fc.property(addresses, (address: CrosstabAddress) => {
      const written = crosstabAddress(5, address);
      expect(parseCrosstabAddress(single(parametersOf(written)))).toEqual(address);
    }),
  );
});

test.each([
  { rows: '0', columns: '-1', percent: 'cell', sort: '1', order: 'x', all: 'true', showing: 'x' },
  { rows: ['1', '2'], columns: { a: '1' }, where: '1', sort: '1:up' },
  { rows: '1.5', columns: '__proto__', where: ['x:1', '1:', '1:1;drop'], sort: '__proto__:desc;' },
])('nonsense is as if it were not there: %j', (parameters) => {
  expect(crosstabAddress(5, parseCrosstabAddress(parameters))).toBe('/waves/5/crosstab');
});
