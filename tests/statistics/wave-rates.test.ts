import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { waveRates } from '../../src/statistics/wave-rates.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const csv = (name: string, lines: string[]) => ({
  name,
  bytes: new TextEncoder().encode(lines.join('\n')),
});
const times = (count: number, line: string) => Array.from({ length: count }, () => line);

describe('the rates of a wave of two imports', () => {
  it('are of the union, by group, whatever order each file has its answers in', async () => {
    const place = { survey: 'Union survey', wave: '2012-13' };
    const heading = 'I am a,Do you feel safe?';
    const first = [
      heading,
      ...times(6, 'Child,Yes'),
      ...times(4, 'Child,No'),
      ...times(3, 'Adopter,Yes'),
    ];
    const second = [
      heading,
      ...times(5, 'Adopter,No'),
      ...times(2, "Child,Don't know"),
      ...times(1, 'Child,Yes'),
    ];
    await importThrough(app, { ...place, file: csv('first.csv', first) });
    await importThrough(app, { ...place, file: csv('second.csv', second) });
    const { questions } = await waveRates(app.services.db, wholeSight, 1);
    expect(questions).toHaveLength(1);
    const [safe] = questions;
    const counts = safe?.options.map(({ label, count }) => [label, count]);
    expect(Object.fromEntries(counts ?? [])).toEqual({ Yes: 10, No: 9 });
    // 6 + 4 + 3 + 5 + 2 + 1 = 21, the two who did not know among them.
    expect(safe).toMatchObject({ base: 21, missing: { dont_know: 2, no_reply: 0 } });
    expect(safe?.negative).toMatchObject({ numerator: 9, base: 21, percentage: 43 });
    const groups = safe?.groups.map(({ groupKey, base, negative }) => [
      groupKey,
      base,
      negative?.numerator,
    ]);
    expect(groups).toEqual([
      ['child', 13, 4],
      ['adopter', 8, 5],
    ]);
  });

  it('fall back to those of one when the other is undone', async () => {
    await app.post('/imports/2/undo', {});
    await app.services.jobs.idle();
    const { questions } = await waveRates(app.services.db, wholeSight, 1);
    expect(questions[0]).toMatchObject({ base: 13, negative: { numerator: 4 } });
  });
});
