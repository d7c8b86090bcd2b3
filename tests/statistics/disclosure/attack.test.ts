import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toldOf } from './attack.js';
import { anySeeds, caseOf } from './cases.js';
import { published } from './read-tables.js';

/** More of them for whoever has the time: ATTACKS=2000. */
const runs = Number(process.env['ATTACKS'] ?? 25);

describe('whoever solves the tables of a wave', () => {
  it('finds no number of 1 to 4 people more closely than 5', async () => {
    await fc.assert(
      fc.asyncProperty(anySeeds, async (seeds) => {
        const wave = caseOf(seeds);
        fc.pre(wave.people.length >= 10);
        const printed = await published(wave);
        const found = await toldOf(printed, wave, 5);
        expect([wave.name, found]).toEqual([wave.name, []]);
      }),
      { numRuns: runs, seed: 26112026, endOnFailure: true },
    );
  });
});
