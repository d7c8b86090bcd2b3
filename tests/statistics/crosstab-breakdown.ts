import type { AskedQuestion } from '../../src/statistics/asked-question.js';
import type { Breakdown } from '../../src/statistics/breakdown.js';
import { roundPercentage } from '../../src/statistics/percentages.js';
import type { Rates } from '../../src/statistics/rates.js';
import type { Figure } from '../../src/statistics/withhold.js';

export const question = (id: number, labels: string[]): AskedQuestion => ({
  id,
  text: `Question ${id}`,
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: labels.map((label, code) => ({ code, label, polarity: 'neutral' })),
});

const roundedShare = (count: number | null | undefined, base: number) =>
  typeof count === 'number' ? roundPercentage(count, base) : null;

/** Figures of one part: a count for each option, null where it is withheld. */
function ratesOf({ options }: AskedQuestion, counts: (number | null)[]): Rates<Figure> {
  const base = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const figure = (count: number | null | undefined): Figure => count ?? '[c]';
  return {
    base,
    options: options.map((option, at) => ({
      ...option,
      count: figure(counts[at]),
      percentage: figure(roundedShare(counts[at], base)),
    })),
    missing: {
      not_asked: 0,
      no_reply: 2,
      dont_know: 0,
      not_applicable: 0,
      prefer_not: 0,
      invalid: 0,
    },
    strays: 0,
    negative: null,
  };
}

/** A breakdown by its counts: a list for each answer, in it a count for each part. */
export function breakdown(counts: (number | null)[][], change: Partial<Breakdown> = {}): Breakdown {
  const parts = counts[0]?.map((_, part) => counts.map((line) => line[part] ?? null)) ?? [];
  const own = question(
    1,
    counts.map((_, at) => `Answer ${at}`),
  );
  const by = question(
    2,
    parts.map((_, at) => `Part ${at}`),
  );
  const all = counts.map((line) => line.reduce<number>((sum, count) => sum + (count ?? 0), 0));
  return {
    waveId: 5,
    question: own,
    by,
    where: null,
    baseWords: 'those who answered',
    all: ratesOf(own, all),
    parts: parts.map((part, code) => ({ code, label: `Part ${code}`, ...ratesOf(own, part) })),
    overlapping: false,
    intervalNote: null,
    ...change,
  };
}
