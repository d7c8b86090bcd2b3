import { describe, expect, test } from '@jest/globals';
import { bootstrapInterval } from '../../../src/themes/agreement/bootstrap.js';
import { machineAgainstGold } from '../../../src/themes/agreement/precision-recall.js';

const times = (count: number, machine: boolean, gold: boolean) =>
  Array.from({ length: count }, () => ({ machine, gold }));

describe('the machine against people', () => {
  test('has precision, recall and F1 by hand: 12 right, 4 false, 8 missed', () => {
    const verdicts = [...times(12, true, true), ...times(4, true, false)];
    verdicts.push(...times(8, false, true), ...times(26, false, false));
    const report = machineAgainstGold(verdicts);
    expect(report).toMatchObject({
      count: 50,
      precision: { value: 12 / 16 },
      recall: { value: 12 / 20 },
      f1: { value: 24 / 36 },
    });
    expect(machineAgainstGold(verdicts)).toEqual(report);
  });

  test('is hidden under 30 comments, and says how many there are', () => {
    expect(machineAgainstGold(times(29, true, true))).toEqual({
      tooFew: 'too few: 29 of 30',
      count: 29,
    });
    expect(machineAgainstGold(times(30, true, true))).toMatchObject({ precision: { value: 1 } });
  });

  test('has no precision where the machine found nothing', () => {
    const none = { value: null, interval: null };
    expect(machineAgainstGold(times(30, false, true))).toMatchObject({
      precision: none,
      recall: { value: 0 },
    });
  });
});

test('a bootstrap interval of a share is near the one of normal theory: .5 ± 1.96 × √(.25 / 400)', () => {
  const units = Array.from({ length: 400 }, (_, at) => at % 2);
  const mean = (sample: readonly number[]) => sample.reduce((a, b) => a + b, 0) / sample.length;
  const interval = bootstrapInterval(units, mean);
  expect(interval?.low).toBeCloseTo(0.451, 1.7);
  expect(interval?.high).toBeCloseTo(0.549, 1.7);
});
