/** Numbers from 0 up to 1 that follow from a seed: mulberry32 (Ettinger, public domain). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const samples = 2000;

/**
 * The 95% percentile interval of a statistic by resampling its units with replacement (Efron 1979); the same
 * units in the same order give the same interval. A sample without the statistic is left out; null where
 * no sample has it.
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  statistic: (sample: readonly Unit[]) => number | null,
  seed = 1,
): { low: number; high: number } | null {
  const next = seededNumbers(seed);
  const found: number[] = [];
  for (let round = 0; round < samples; round++) {
    const sample = units.map(() => units[Math.floor(next() * units.length)] as Unit);
    const value = statistic(sample);
    if (value !== null) found.push(value);
  }
  found.sort((one, other) => one - other);
  const low = found[Math.round((found.length - 1) * 0.025)];
  const high = found[Math.round((found.length - 1) * 0.975)];
  return low === undefined || high === undefined ? null : { low, high };
}
