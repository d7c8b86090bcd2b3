import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import type { Interval, Share } from '../../src/statistics/intervals.js';

type P = number | null;
interface Ends {
  low: number;
  high: number;
}
interface Scale extends Ends {
  /** How many gave the scores 1, 2, 3 … */
  counts: number[];
  mean: number;
  deviation: number;
}

/** Made by R: see inference.R beside it. */
export const inference = JSON.parse(
  readFileSync(projectPath('tests/statistics/inference.json'), 'utf8'),
) as {
  wilson: (Share & Ends & { confidence: number })[];
  finite: (Share & Ends)[];
  pairs: (Ends & { first: Share; second: Share; method: string; p: number; difference: number })[];
  tables: {
    counts: number[][];
    method: string | null;
    p: P;
    statistic?: number;
    degrees?: number;
  }[];
  families: { p: P[]; adjusted: P[] }[];
  scales: Scale[];
};

/** To a billionth of the number that R gives, however small it is; where that is 0 for R, all but 0. */
export function expectAsR(own: number | null | undefined, r: number, tolerance = 1e-9) {
  const apart = r === 0 ? Math.abs(own ?? NaN) : Math.abs((own ?? NaN) / r - 1);
  if (!(apart <= tolerance)) expect(own).toBe(r);
}

export function expectEnds(own: Interval | null, { low, high }: Ends) {
  expectAsR(own?.[0], low);
  expectAsR(own?.[1], high);
}
