import { bootstrapInterval } from './bootstrap.js';

/** Whether a theme is on one comment by the machine, and by what people settled on. */
export interface Verdict {
  machine: boolean;
  gold: boolean;
}

export interface Figure {
  /** 0 to 1; null where it would divide by nothing. */
  value: number | null;
  interval: { low: number; high: number } | null;
}

export type MachineReport =
  | { tooFew: string; count: number }
  | { count: number; precision: Figure; recall: Figure; f1: Figure };

/** Comments under which figures of the machine against people are hidden. */
export const fewestComments = 30;

const tally = (verdicts: readonly Verdict[]) => ({
  both: verdicts.filter(({ machine, gold }) => machine && gold).length,
  machine: verdicts.filter(({ machine }) => machine).length,
  gold: verdicts.filter(({ gold }) => gold).length,
});

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

const statistics = {
  precision: (verdicts: readonly Verdict[]) => {
    const { both, machine } = tally(verdicts);
    return share(both, machine);
  },
  recall: (verdicts: readonly Verdict[]) => {
    const { both, gold } = tally(verdicts);
    return share(both, gold);
  },
  f1: (verdicts: readonly Verdict[]) => {
    const { both, machine, gold } = tally(verdicts);
    return share(2 * both, machine + gold);
  },
};

/** Precision, recall and F1 of the machine, each with its 95% bootstrap interval. */
export function machineAgainstGold(verdicts: readonly Verdict[]): MachineReport {
  const count = verdicts.length;
  if (count < fewestComments) return { tooFew: `too few: ${count} of ${fewestComments}`, count };
  const figure = (statistic: (typeof statistics)['f1']): Figure => ({
    value: statistic(verdicts),
    interval: bootstrapInterval(verdicts, statistic),
  });
  return {
    count,
    precision: figure(statistics.precision),
    recall: figure(statistics.recall),
    f1: figure(statistics.f1),
  };
}
