import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attack } from './attack.js';
import { anyCase } from './cases.js';
import { published } from './read-tables.js';

const runs = Number(process.env['ATTACKS'] ?? 30);

describe('whoever solves the tables of a wave', () => {
  it('finds no withheld number more closely than 5', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (wave) => {
        fc.pre(wave.people.length >= 10);
        const { printed } = await published(wave);
        expect([wave.name, await attack(printed, wave.kinds.length, 5)]).toEqual([wave.name, []]);
      }),
      { numRuns: runs, seed: 26112026, endOnFailure: true },
    );
  });
});
