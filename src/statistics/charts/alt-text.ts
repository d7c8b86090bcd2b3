import { formatFigure, formatList, formatShare } from '../../http/formats.js';
import { hidesFigure, type Bar, type Chart, type ShareChart } from './chart.js';

const openings: Record<Chart['kind'], string> = {
  stacked: 'Stacked bars',
  diverging: 'Bars to both sides',
  bars: 'Bars',
  paired: 'Paired bars',
};

// More than these are for the table.
const mostAnswers = 6;

/** "Yes 51%, No 47% and Don't know 2%" */
function answersOf({ categories }: ShareChart, { cells }: Bar): string {
  const said = cells.slice(0, mostAnswers).flatMap(({ percentage }, at) => {
    const label = categories[at]?.label ?? '';
    if (percentage === null) return [];
    return [`${label} ${percentage === '[c]' ? 'withheld' : formatShare(percentage)}`];
  });
  const more = cells.length - mostAnswers;
  return formatList(more > 0 ? [...said, `${more} more answers`] : said);
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

/** What a chart shows, in words made from its figures, for those who do not see it. */
export function altText(chart: Chart): string {
  const [all] = chart.bars;
  const first =
    !all || all.base === 0
      ? 'There are no answers.'
      : all.base === '[c]'
        ? `${all.label}: withheld.`
        : `${all.label} (${formatFigure(all.base)} ${chart.counted}): ${answersOf(chart, all)}.`;
  const hides = chart.bars.filter(hidesFigure);
  return [
    ...(chart.internal ? ['Not for publication.'] : []),
    `${openings[chart.kind]}: ${chart.title}`.replace(/([^.?!])$/, '$1.'),
    first,
    ...spread(chart),
    ...(hides.length > 0 ? ['Some figures are withheld to protect people.'] : []),
    'Every figure is in the table.',
  ].join(' ');
}
