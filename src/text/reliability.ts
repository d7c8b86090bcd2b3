export interface Judged {
  /** How likely it was said to be right. */
  probability: number;
  right: boolean;
}

/** What was said to be right with a probability of `from` up to `to`. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  /** Means; NaN of an empty bin. */
  said: number;
  right: number;
}

export interface Reliability {
  bins: ReliabilityBin[];
  /** Expected calibration error (Guo et al. 2017): how far apart said and right are, the bins weighed by count. */
  error: number;
}

const binCount = 10;

/** Whether what is said to be right with a probability of .8 is so 8 times in 10. */
export function reliabilityOf(judged: readonly Judged[]): Reliability {
  const bins = Array.from({ length: binCount }, (_, at): ReliabilityBin => {
    const isLast = at === binCount - 1;
    const within = judged.filter(
      ({ probability: one }) => one >= at / binCount && (isLast || one < (at + 1) / binCount),
    );
    return {
      from: at / binCount,
      to: (at + 1) / binCount,
      count: within.length,
      said: within.reduce((sum, { probability }) => sum + probability, 0) / within.length,
      right: within.filter(({ right }) => right).length / within.length,
    };
  }).filter(({ count }) => count > 0);
  const error = bins.reduce(
    (sum, { count, said, right }) => sum + (count / judged.length) * Math.abs(said - right),
    0,
  );
  return { bins, error };
}
