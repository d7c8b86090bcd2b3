import { expect, test } from '@jest/globals';
import { countRetention, retentionState } from '../../src/surveys/retention.js';

const now = '2026-11-25T10:00:00.000Z';
const wave = (retainUntil: string | null, purgedAt: string | null = null) => ({
  retainUntil,
  purgedAt,
});

test.each([
  ['2026-11-24', 'overdue'],
  ['2026-11-25', 'due'],
  // 90 days after 25 November 2026.
  ['2027-02-23', 'due'],
  ['2027-02-24', 'later'],
  [null, 'none'],
] as const)('a wave kept until %s is %s', (until, state) => {
  expect(retentionState(wave(until), now)).toBe(state);
});

test('a wave whose responses are gone is no reminder any more', () => {
  const waves = [wave('2020-01-01', now), wave('2020-01-01'), wave(null)];
  expect(countRetention(waves, now)).toEqual({ purged: 1, overdue: 1, due: 0, later: 0, none: 1 });
});
