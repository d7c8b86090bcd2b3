import { formatCount } from '../../http/formats.js';
import type { SentimentLabel } from '../../text/sentiment-labels.js';
import type { AskedQuestion } from '../asked-question.js';
import { noMissing } from '../count-answers.js';
import { roundPercentage } from '../percentages.js';
import type { Rates } from '../rates.js';
import type { Showing } from '../breakdown-queries.js';
import type { DisclosureRules } from '../disclosure/rules.js';
import { withholdAlone } from '../disclosure/withhold-alone.js';
import type { Figure } from '../withhold.js';
import { barOf, type ChartWords } from './breakdown-chart.js';
import { chartNotes, hidesFigure, type Category, type ShareChart } from './chart.js';

/** Sentiments in the order of the segments. */
const sentiments: readonly (Category & { key: SentimentLabel })[] = [
  { key: 'positive', label: 'Positive', tone: 'positive' },
  { key: 'mixed', label: 'Mixed', tone: 'neutral' },
  { key: 'neutral', label: 'Neutral', tone: 'neutral' },
  { key: 'negative', label: 'Negative', tone: 'negative' },
  { key: 'undetected', label: 'Not detected', tone: 'dont_know' },
];

/** Comments of a theme as disclosure control knows answers: each has one sentiment. */
const asked: AskedQuestion = {
  id: 0,
  text: 'Sentiment',
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: sentiments.map(({ label }, code) => ({ code, label, polarity: 'neutral' })),
};

export interface ThemeCounts {
  name: string;
  /** Comments by sentiment; those that none has are absent. */
  counts: ReadonlyMap<string, number>;
}

function ratesOf({ counts }: ThemeCounts): Rates {
  const own = sentiments.map(({ key }) => counts.get(key) ?? 0);
  const base = own.reduce((sum, count) => sum + count, 0);
  return {
    base,
    options: asked.options.map((option, at) => {
      const count = own[at] ?? 0;
      return { ...option, count, percentage: roundPercentage(count, base) };
    }),
    missing: noMissing(),
    strays: 0,
    negative: null,
  };
}

/** Each theme is a table of its own: a comment may have several, so that themes do not add up to all comments. */
const shownOf = (rates: Rates, showing: Showing, rules: DisclosureRules): Rates<Figure> =>
  showing === 'internal' ? rates : withholdAlone(asked, rates, rules);

const shownBase = (base: Figure) => (typeof base === 'number' ? base : -1);

/** Themes with their comments by sentiment; those with most comments first, themes without any left out. */
export function themeChart(
  themes: readonly ThemeCounts[],
  showing: Showing,
  {
    survey,
    wave,
    note,
    rules,
  }: Pick<ChartWords, 'note'> & {
    survey: string | null;
    wave: string | null;
    rules: DisclosureRules;
  },
): ShareChart {
  const rated = themes
    .map((theme) => ({ name: theme.name, rates: ratesOf(theme) }))
    .filter(({ rates }) => rates.base > 0);
  const bars = rated
    .map(({ name, rates }) => barOf(asked, name, shownOf(rates, showing, rules)))
    // By what is shown: the order must not tell how large a withheld base is.
    .sort((a, b) => shownBase(b.base) - shownBase(a.base) || (a.label < b.label ? -1 : 1));
  const internal = showing === 'internal';
  const drawn = bars.filter(({ base }) => typeof base === 'number');
  const undrawn = bars.filter(({ base }) => typeof base !== 'number');
  return {
    kind: 'stacked',
    title: 'Comments by theme and sentiment',
    subtitle: `Percentage of the comments on each theme${wave === null ? '' : `, ${wave}`}. A comment may have several themes.`,
    source: survey === null ? 'Source: all surveys.' : `Source: ${survey}, ${wave ?? ''}.`,
    notes: [
      'Themes and sentiment are given by program, and as people have changed them.',
      chartNotes.rounded,
      ...(undrawn.length > 0
        ? [`${formatCount(undrawn.length, 'theme')} of too few comments to show: see the table.`]
        : []),
      ...(internal || bars.some(hidesFigure) ? [note] : []),
    ],
    internal,
    counted: 'comments',
    categories: sentiments.map(({ label, tone }) => ({ label, tone })),
    bars: drawn,
    undrawn,
  };
}
