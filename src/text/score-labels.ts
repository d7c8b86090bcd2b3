/** How one label fared: found rightly / found, found rightly / there. NaN where it divides by 0. */
export interface LabelScore {
  label: string;
  precision: number;
  recall: number;
  f1: number;
  support: number;
}

export interface LabelScores {
  count: number;
  accuracy: number;
  /** Mean F1 of the labels that are in the truth; a label never found has F1 0. */
  macroF1: number;
  labels: LabelScore[];
}

const ratio = (part: number, whole: number) => (whole === 0 ? NaN : part / whole);

function f1Of(hits: number, found: number, support: number): number {
  return found + support === 0 ? NaN : (2 * hits) / (found + support);
}

/** Compares one label a text, in the same order. */
export function scoreLabels(truth: readonly string[], found: readonly string[]): LabelScores {
  const labels = [...new Set(truth)].sort().map((label): LabelScore => {
    const support = truth.filter((one) => one === label).length;
    const claimed = found.filter((one) => one === label).length;
    const hits = truth.filter((one, at) => one === label && found[at] === label).length;
    return {
      label,
      precision: ratio(hits, claimed),
      recall: ratio(hits, support),
      f1: f1Of(hits, claimed, support),
      support,
    };
  });
  const right = truth.filter((label, at) => found[at] === label).length;
  return {
    count: truth.length,
    accuracy: ratio(right, truth.length),
    macroF1: ratio(
      labels.reduce((sum, { f1 }) => sum + f1, 0),
      labels.length,
    ),
    labels,
  };
}

export interface SetScores {
  micro: Omit<LabelScore, 'label'>;
  macro: Omit<LabelScore, 'label'>;
  labels: LabelScore[];
}

const mean = (values: readonly number[]) => {
  const known = values.filter((value) => !Number.isNaN(value));
  return ratio(
    known.reduce((sum, value) => sum + value, 0),
    known.length,
  );
};

/**
 * Compares several labels a text. Micro counts every pair of text and label alike; macro is the mean
 * over the labels that occur in the truth.
 */
export function scoreLabelSets(
  truth: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): SetScores {
  const counts = new Map<string, { hits: number; claimed: number; support: number }>();
  const countOf = (label: string) => {
    const count = counts.get(label) ?? { hits: 0, claimed: 0, support: 0 };
    counts.set(label, count);
    return count;
  };
  truth.forEach((labels, at) => {
    const claimed = new Set(found[at]);
    for (const label of new Set(labels)) {
      countOf(label).support += 1;
      if (claimed.has(label)) countOf(label).hits += 1;
    }
    for (const label of claimed) countOf(label).claimed += 1;
  });
  const scoreOf = ({
    hits,
    claimed,
    support,
  }: {
    hits: number;
    claimed: number;
    support: number;
  }) => ({
    precision: ratio(hits, claimed),
    recall: ratio(hits, support),
    f1: f1Of(hits, claimed, support),
    support,
  });
  const all = [...counts.values()];
  const sum = (of: 'hits' | 'claimed' | 'support') => all.reduce((so, count) => so + count[of], 0);
  const labels = [...counts]
    .map(([label, count]) => ({ label, ...scoreOf(count) }))
    .sort((left, right) => right.support - left.support || (left.label < right.label ? -1 : 1));
  const there = labels.filter(({ support }) => support > 0);
  return {
    micro: scoreOf({ hits: sum('hits'), claimed: sum('claimed'), support: sum('support') }),
    macro: {
      precision: mean(there.map(({ precision }) => precision)),
      recall: mean(there.map(({ recall }) => recall)),
      f1: mean(there.map(({ f1 }) => f1)),
      support: sum('support'),
    },
    labels,
  };
}
