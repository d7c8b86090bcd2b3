import { lowerFirst } from '../../http/formats.js';
import { missingWords } from '../../surveys/words.js';
import type { Breakdown, PartRates } from '../breakdown.js';
import { roundPercentage } from '../percentages.js';
import type { AskedQuestion } from '../asked-question.js';
import type { Rates } from '../rates.js';
import { confidential, type Figure } from '../withhold.js';
import {
  chartNotes,
  everybody,
  hidesFigure,
  type Bar,
  type Category,
  type ChartCell,
  type ShareChart,
} from './chart.js';

/** What a chart says besides a question's figures. */
export interface ChartWords {
  survey: string;
  wave: string;
  /** What [c] means, or that true counts are shown. */
  note: string;
  internal: boolean;
}

/** Of a question, what decides which of its answers are drawn, and how. */
type Drawn = Pick<AskedQuestion, 'kind' | 'dontKnowInBase'> & {
  options: readonly Pick<AskedQuestion['options'][number], 'label' | 'polarity'>[];
};

const countsDontKnow = ({ kind, dontKnowInBase }: Drawn) => dontKnowInBase && kind !== 'multiple';

const isInBase = ({ kind }: Pick<Drawn, 'kind'>, polarity: string) =>
  kind === 'multiple' || polarity !== 'excluded';

/** The answers that a base holds, in the order of the question; a don't know last where it counts. */
export function categoriesOf(question: Drawn): Category[] {
  const options = question.options.filter(({ polarity }) => isInBase(question, polarity));
  const isRated = options.some(
    ({ polarity }) => polarity === 'positive' || polarity === 'negative',
  );
  const named = options.map(({ label, polarity }): Category => ({
    label,
    tone: isRated && polarity !== 'excluded' ? polarity : 'named',
  }));
  return countsDontKnow(question)
    ? [...named, { label: missingWords.dont_know, tone: 'dont_know' }]
    : named;
}

/** Of those in a base, where both may be told. */
export const shareOfBase = (count: Figure, base: Figure): Figure | null =>
  typeof count === 'number' && typeof base === 'number'
    ? roundPercentage(count, base)
    : confidential;

/** The figures of one part, one for each category. */
export function barOf(question: Drawn, label: string, rates: Rates<Figure>): Bar {
  const cells = rates.options
    .filter(({ polarity }) => isInBase(question, polarity))
    .map(({ count, percentage }): ChartCell => ({ count, percentage }));
  const count = rates.missing.dont_know;
  const dontKnow = { count, percentage: shareOfBase(count, rates.base) };
  return {
    label,
    base: rates.base,
    cells: countsDontKnow(question) ? [...cells, dontKnow] : cells,
  };
}

/** "region", but a question in its own words: "“Which home do you live in?”" */
const divider = (text: string) => (text.includes('?') ? `“${text}”` : lowerFirst(text));

/** "the 79 who answered; only children were asked", of each of two parts, whose numbers stand beside them. */
const inEach = (baseWords: string) => baseWords.replace(/^the (\d[\d,]*|\[c\]) /, 'those in each ');

/** The two parts of those codes; the first two where they are not there. */
function pairOf(parts: readonly PartRates[], codes: readonly number[]): PartRates[] {
  const chosen = codes.flatMap((code) => parts.find((part) => part.code === code) ?? []);
  return chosen.length === 2 ? chosen : parts.slice(0, 2);
}

/**
 * A question's figures as a chart: everybody first, then the parts in their order; of paired bars the two
 * parts of the codes chosen.
 */
export function breakdownChart(
  { kind, parts: chosen }: { kind: ShareChart['kind']; parts: readonly number[] },
  breakdown: Breakdown,
  { survey, wave, note, internal }: ChartWords,
): ShareChart {
  const { question, by, all, parts, baseWords, overlapping } = breakdown;
  const partBars = (kind === 'paired' ? pairOf(parts, chosen) : parts).map((part) =>
    barOf(question, part.label, part),
  );
  const bars = kind === 'paired' ? partBars : [barOf(question, everybody, all), ...partBars];
  const hides = bars.some(hidesFigure);
  return {
    kind,
    title: question.text,
    subtitle: `Percentage${by ? ` by ${divider(by.text)}` : ''}, ${wave}. Base: ${kind === 'paired' ? inEach(baseWords) : baseWords}.`,
    source: `Source: ${survey}, ${wave}.`,
    notes: [
      question.kind === 'multiple' ? chartNotes.several : chartNotes.rounded,
      ...(overlapping ? [chartNotes.overlapping] : []),
      ...(internal || hides ? [note] : []),
    ],
    internal,
    counted: 'responses',
    categories: categoriesOf(question),
    bars,
  };
}
