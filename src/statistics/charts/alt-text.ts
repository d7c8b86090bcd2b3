import {
  formatCount,
  formatFigure,
  formatList,
  formatShare,
  lowerFirst,
} from '../../http/formats.js';
import { confidential } from '../withhold.js';
import { figureWords } from './figure-bars.js';
import { verdictCounts } from './changes-chart.js';
import {
  hidesFigure,
  type Bar,
  type ChangeChart,
  type FigureChart,
  type Chart,
  type ShareChart,
  type TrendChart,
} from './chart.js';

const openings: Record<Chart['kind'], string> = {
  stacked: 'Stacked bars',
  diverging: 'Bars to both sides',
  bars: 'Bars',
  paired: 'Paired bars',
  trend: 'Line over the waves',
  changes: 'Bars of change',
  figures: 'Bars with intervals',
};

// More than these are for the table.
const mostAnswers = 6;

/** "Yes 51%, No 47% and Don't know 2%" */
function answersOf({ categories }: ShareChart, { cells }: Bar): string {
  const said = cells.slice(0, mostAnswers).flatMap(({ percentage }, at) => {
    const label = categories[at]?.label ?? '';
    if (percentage === null) return [];
    return [`${label} ${percentage === confidential ? 'withheld' : formatShare(percentage)}`];
  });
  const more = cells.length - mostAnswers;
  return formatList(more > 0 ? [...said, formatCount(more, 'more answer')] : said);
}

/** How far the answer that most gave runs between the parts. */
function spread({ categories, bars: [all, ...parts] }: ShareChart): string[] {
  if (!all || parts.length < 2) return [];
  const shown = all.cells.flatMap(({ percentage }, at) =>
    typeof percentage === 'number' ? [{ at, percentage }] : [],
  );
  const [top] = shown.sort((a, b) => b.percentage - a.percentage);
  if (!top) return [];
  const shares = parts
    .flatMap(({ label, cells }) => {
      const percentage = cells[top.at]?.percentage;
      return typeof percentage === 'number' ? [{ label, percentage }] : [];
    })
    .sort((a, b) => a.percentage - b.percentage);
  const [low, high] = [shares[0], shares[shares.length - 1]];
  if (!low || !high || low.percentage === high.percentage) return [];
  const answer = categories[top.at]?.label ?? '';
  return [
    `${answer} runs from ${low.percentage}% (${low.label}) to ${high.percentage}% (${high.label}).`,
  ];
}

const barWords = (chart: ShareChart, bar: Bar): string => {
  if (bar.base === 0) return `${bar.label}: no answers.`;
  if (bar.base === confidential) return `${bar.label}: withheld.`;
  return `${bar.label} (${formatFigure(bar.base)} ${chart.counted}): ${answersOf(chart, bar)}.`;
};

/** Everybody and the spread of the parts; of two side by side both; of themes the largest few. */
function shareWords(chart: ShareChart): string[] {
  if (chart.bars.length === 0) return ['There are no figures.'];
  const told = chart.kind === 'paired' ? 2 : chart.counted === 'comments' ? 3 : 1;
  return [
    ...chart.bars.slice(0, told).map((bar) => barWords(chart, bar)),
    ...(told === 1 ? spread(chart) : []),
    ...([...chart.bars, ...(chart.undrawn ?? [])].some(hidesFigure)
      ? ['Some figures are withheld to protect people.']
      : []),
  ];
}

function trendWords({ followed, points }: TrendChart): string[] {
  const said = points.map(({ label, base, percentage, parted }) => {
    const share = percentage === null ? 'no answers' : formatShare(percentage);
    const figure = percentage === confidential ? 'withheld' : share;
    const apart = parted === null ? '' : `, ${lowerFirst(parted)} with the wave before`;
    return `${figure} in ${label} (${formatFigure(base)} responses${apart})`;
  });
  return [said.length === 0 ? 'There are no figures.' : `${followed}: ${formatList(said)}.`];
}

function changeWords({ rows }: ChangeChart): string[] {
  const named = rows
    .filter(({ verdict }) => verdict === 'improved' || verdict === 'declined')
    .slice(0, mostAnswers)
    .map(
      ({ label, better }) =>
        `${label} ${(better ?? 0) > 0 ? 'up' : 'down'} ${formatCount(Math.abs(better ?? 0), 'point')}`,
    );
  return [
    `Of ${formatCount(rows.length, 'question')}, ${verdictCounts(rows)}.`,
    ...(named.length > 0 ? [`For the better is up: ${named.join('; ')}.`] : []),
  ];
}

function figureChartWords({ rows, isMean }: FigureChart): string[] {
  const said = rows.map((row) => {
    const figure = figureWords({ ...row, isMean });
    return `${row.label} ${row.value === confidential ? 'withheld' : figure} (${formatFigure(row.base)} responses)`;
  });
  return [said.length === 0 ? 'There are no figures.' : `${formatList(said)}.`];
}

function wordsOf(chart: Chart): string[] {
  if (chart.kind === 'figures') return figureChartWords(chart);
  if (chart.kind === 'trend') return trendWords(chart);
  return chart.kind === 'changes' ? changeWords(chart) : shareWords(chart);
}

const ended = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

/** What a chart shows, in words made from its figures, for those who do not see it. */
export const altText = (chart: Chart): string =>
  [
    ...(chart.internal ? ['Not for publication.'] : []),
    ended(`${openings[chart.kind]}: ${chart.title}`),
    ...wordsOf(chart),
    'Every figure is in the table.',
  ].join(' ');
