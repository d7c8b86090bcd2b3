import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { altText } from '../../../src/statistics/charts/alt-text.js';
import { barOf } from '../../../src/statistics/charts/breakdown-chart.js';
import { chartCsv } from '../../../src/statistics/charts/chart-csv.js';
import type { ShareChart } from '../../../src/statistics/charts/chart.js';
import { sideShares } from '../../../src/statistics/charts/diverging-bars.js';
import { drawChart } from '../../../src/statistics/charts/draw-chart.js';
import { segmentsOf } from '../../../src/statistics/charts/stacked-bars.js';
import { noMissing } from '../../../src/statistics/count-answers.js';
import { roundPercentage } from '../../../src/statistics/percentages.js';
import type { AskedQuestion } from '../../../src/statistics/asked-question.js';
import { defaultRules } from '../../../src/statistics/disclosure/rules.js';
import { withholdAlone } from '../../../src/statistics/disclosure/withhold-alone.js';
import { bar, scale, shareChart } from './charts.js';

describe('what is drawn to scale of a stacked bar', () => {
  it.each([
    [
      'everything, where nothing is withheld',
      bar('A', [10, 30]),
      [
        [0, 25],
        [1, 75],
      ],
    ],
    [
      'what is shown, and two withheld as one piece',
      bar('A', [50, '[c]', '[c]'], 100),
      [
        [0, 50],
        [null, 50],
      ],
    ],
    [
      'nothing, where one is withheld: the rest would be it',
      bar('A', [50, '[c]', 20], 100),
      [[null, 100]],
    ],
    ['nothing, where the base is withheld', bar('A', [50, 20, 10], '[c]'), [[null, 100]]],
    ['nothing, where all is withheld', bar('A', ['[c]', '[c]'], '[c]'), [[null, 100]]],
  ])('%s', (_, own, expected) => {
    expect(segmentsOf(own)?.map(({ category, share }) => [category, share])).toEqual(expected);
  });

  it('is nothing at all of nobody', () => expect(segmentsOf(bar('A', [0, 0], 0))).toBeNull());
});

it('draws no side of a line of which a part is withheld', () => {
  const own = bar('A', [20, '[c]', 10, 30, 40], 120);
  expect(sideShares(own, [0, 1])).toBeNull();
  expect(sideShares(own, [3, 4])).toEqual([25, 100 / 3]);
  expect(sideShares(bar('A', [20, 20], '[c]'), [0])).toBeNull();
});

const question: AskedQuestion = {
  id: 1,
  text: 'Do staff listen to you?',
  kind: 'scale',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: scale.slice(0, 5).map(({ label, tone }, code) => ({
    code,
    label,
    polarity: tone === 'positive' || tone === 'negative' ? tone : 'neutral',
  })),
};

/** A part as it is published, from the true counts of its answers. */
function published(label: string, counts: readonly number[]) {
  const base = counts.reduce((sum, count) => sum + count, 0);
  const options = question.options.map((option, at) => {
    const count = counts[at] ?? 0;
    return { ...option, count, percentage: roundPercentage(count, base) };
  });
  const all = { base, options, missing: noMissing(), strays: 0, negative: null };
  return barOf(question, label, withholdAlone(question, all, defaultRules));
}

/** The same people, but one has given another of the answers that are withheld; null where there are no two. */
function moved(counts: readonly number[]): number[] | null {
  const { cells } = published('', counts);
  const hidden = cells.flatMap(({ count }, at) => (count === '[c]' ? [at] : []));
  const [from] = hidden.filter((at) => (counts[at] ?? 0) > 1);
  const to = hidden.find((at) => at !== from);
  if (from === undefined || to === undefined) return null;
  return counts.map((count, at) => count + (at === to ? 1 : 0) - (at === from ? 1 : 0));
}

const kinds: ShareChart['kind'][] = ['stacked', 'diverging', 'bars', 'paired'];
const outputs = (kind: ShareChart['kind'], truth: readonly (readonly number[])[]) => {
  const chart = shareChart(
    truth.map((counts, at) => published(`Part ${at}`, counts)),
    { kind },
  );
  return { chart, svg: drawChart(chart, 640), alt: altText(chart), csv: chartCsv(chart) };
};

it('draws and tells the same of two truths that are published alike', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 5, maxLength: 5 });
  let compared = 0;
  fc.assert(
    fc.property(fc.tuple(counts, counts), fc.constantFrom(...kinds), (truth, kind) => {
      const other = truth.map((own) => moved(own) ?? own);
      const same = truth.every(
        (own, at) =>
          JSON.stringify(published('', own)) === JSON.stringify(published('', other[at] ?? [])),
      );
      if (!same || JSON.stringify(truth) === JSON.stringify(other)) return;
      compared += 1;
      expect(outputs(kind, other)).toEqual(outputs(kind, truth));
    }),
    { seed: 11, numRuns: 30 },
  );
  expect(compared).toBeGreaterThan(8);
});

it('draws no piece as long as a single withheld count, whatever is withheld', () => {
  const widths = (svg: string) =>
    [...svg.matchAll(/ d="M[1-9][\d.]+ [1-9][\d.]+l([\d.]+) 0/g)].map(([, width]) => Number(width));
  const shown = drawChart(shareChart([bar('Everybody', [60, 37, 3])]), 960);
  const hidden = drawChart(shareChart([bar('Everybody', [60, 37, '[c]'], 100)]), 960);
  const longest = Math.max(...widths(shown).filter((width) => width < 900));
  // With the counts open, 3 of 100 is 1/20 of 60 of 100; with one withheld no such piece is there.
  const isSmallest = (width: number) => Math.abs(width - longest / 20) < 1.5;
  expect(widths(shown).some(isSmallest)).toBe(true);
  expect(widths(hidden).some(isSmallest)).toBe(false);
});

it('keeps the numbers of what is withheld out of the words and the file', () => {
  const chart = shareChart([
    bar('Everybody', [60, '[c]', '[c]'], 104),
    bar('North', ['[c]', '[c]', '[c]'], '[c]'),
  ]);
  expect(altText(chart)).toContain(
    'Everybody (104 responses): Strongly agree 58%, Agree withheld and Neither withheld.',
  );
  expect(altText(chart)).toContain('Some figures are withheld to protect people.');
  expect(chartCsv(chart)).toContain('Everybody,Agree,[c],104,[c]');
  expect(chartCsv(chart)).toContain('North,Strongly agree,[c],[c],[c]');
});
