import { lowerFirst } from '../../http/formats.js';
import { missingKinds, missingWords } from '../../surveys/words.js';
import type { Breakdown, PartRates } from '../breakdown.js';
import { roundPercentage } from '../percentages.js';
import type { AskedQuestion, Rates } from '../rates.js';
import { confidential, type Figure } from '../withhold.js';
import {
  chartNotes,
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

export const everybody = 'Everybody';

const countsDontKnow = ({ kind, dontKnowInBase }: AskedQuestion) =>
  dontKnowInBase && kind !== 'multiple';

const isInBase = ({ kind }: AskedQuestion, polarity: string) =>
  kind === 'multiple' || polarity !== 'excluded';

/** The answers that a base holds, in the order of the question; a don't know last where it counts. */
export function categoriesOf(question: AskedQuestion): Category[] {
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

const share = (count: Figure, base: Figure): Figure | null =>
  typeof count === 'number' && typeof base === 'number'
    ? roundPercentage(count, base)
    : confidential;

/** The figures of one part, one for each category. */
export function barOf(question: AskedQuestion, label: string, rates: Rates<Figure>): Bar {
  const cells = rates.options
    .filter(({ polarity }) => isInBase(question, polarity))
    .map(({ count, percentage }): ChartCell => ({ count, percentage }));
  const count = rates.missing.dont_know;
  const dontKnow = { count, percentage: share(count, rates.base) };
  return {
    label,
    base: rates.base,
    cells: countsDontKnow(question) ? [...cells, dontKnow] : cells,
  };
}

const outsideBase = ({ question, all }: Breakdown): string[] => {
  const kinds = missingKinds.filter(
    (kind) => all.missing[kind] !== 0 && !(kind === 'dont_know' && countsDontKnow(question)),
  );
  if (kinds.length === 0) return [];
  const words = kinds.map((kind) => `${missingWords[kind].toLowerCase()} ${all.missing[kind]}`);
  return [`Not in the base: ${words.join(', ')}.`];
};

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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
  const { question, by, all, parts, baseWords } = breakdown;
  const partBars = (kind === 'paired' ? pairOf(parts, chosen) : parts).map((part) =>
    barOf(question, part.label, part),
  );
  const bars = kind === 'paired' ? partBars : [barOf(question, everybody, all), ...partBars];
  const outside = outsideBase(breakdown);
  const hides = bars.some(hidesFigure) || outside.some((words) => words.includes(confidential));
  return {
    kind,
    title: question.text,
    subtitle: `Percentage${by ? ` by ${lowerFirst(by.text)}` : ''}, ${wave}. Base: ${baseWords}.`,
    source: `Source: ${survey}, ${wave}.`,
    notes: [
      question.kind === 'multiple' ? chartNotes.several : chartNotes.rounded,
      ...outside,
      ...(internal || hides ? [note] : []),
    ].map(upperFirst),
    internal,
    counted: 'responses',
    categories: categoriesOf(question),
    bars,
  };
}
