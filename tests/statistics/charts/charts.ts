import type { Bar, Category, ShareChart } from '../../../src/statistics/charts/chart.js';
import { roundPercentage } from '../../../src/statistics/percentages.js';
import type { Figure } from '../../../src/statistics/withhold.js';

/** From strongly agree to don't know. */
export const scale: Category[] = [
  { label: 'Strongly agree', tone: 'positive' },
  { label: 'Agree', tone: 'positive' },
  { label: 'Neither', tone: 'neutral' },
  { label: 'Disagree', tone: 'negative' },
  { label: 'Strongly disagree', tone: 'negative' },
  { label: "Don't know", tone: 'dont_know' },
];

/** A bar of counts, or of what is shown of them. */
export function bar(label: string, counts: readonly Figure[], base?: Figure): Bar {
  const own = base ?? counts.reduce<number>((sum, count) => sum + Number(count), 0);
  const cells = counts.map((count) => ({
    count,
    percentage:
      typeof count === 'number' && typeof own === 'number' ? roundPercentage(count, own) : '[c]',
  }));
  return { label, base: own, cells: cells as Bar['cells'] };
}

export const shareChart = (
  bars: Bar[],
  change: Partial<Omit<ShareChart, 'bars'>> = {},
): ShareChart => ({
  kind: 'stacked',
  title: 'Do staff listen to you?',
  subtitle: 'Percentage, 2012-13. Base: the 104 who answered.',
  source: 'Source: Secure homes survey, 2012-13.',
  notes: ['Percentages are rounded and may not add to 100.'],
  internal: false,
  counted: 'responses',
  categories: scale.slice(0, bars[0]?.cells.length ?? 0),
  ...change,
  bars,
});
