import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { MissingKind, Polarity } from '../surveys/words.js';
import type { AskedQuestion } from './asked-question.js';
import { noCounts, type AnswerCounts } from './count-answers.js';
import { countsTogether, type Counted } from './count-question.js';
import { proportionInWords } from './figure-words.js';
import { proportion, roundPercentage, type Proportion } from './percentages.js';

export type { AskedQuestion } from './asked-question.js';
export type { StoredColumn } from './stored-column.js';

export interface OptionRate<N = number> {
  code: number;
  label: string;
  polarity: Polarity;
  count: N;
  /** Of the base; null where the base is 0 or the option is excluded from it. */
  percentage: N | null;
}

/** Figures of one question for one set of responses; `N` as in `Proportion`. */
export interface Rates<N = number> {
  base: N;
  options: OptionRate<N>[];
  missing: Record<MissingKind, N>;
  /** Those who answered though the base rule leaves them out: in no other count. */
  strays: N;
  /** Null where no option of the question is negative; `words` by the scale of proportions. */
  negative: (Proportion<N> & { words: string | null }) | null;
  /** How many were invited of these respondents, which narrows their intervals; absent where not known. */
  invited?: number;
}

export interface GroupRates<N = number> extends Rates<N> {
  groupKey: string;
  group: string;
}

function negativeRate(numerator: number, base: number): Rates['negative'] {
  const rate = proportion(numerator, base);
  return { ...rate, words: rate.percentage === null ? null : proportionInWords(rate.percentage) };
}

/** Base = answers not excluded, and don't knows where they count. */
function ratesOf(question: AskedQuestion, counts: AnswerCounts): Rates {
  const answered = question.options
    .filter((option) => option.polarity !== 'excluded')
    .reduce((sum, { code }) => sum + (counts.options.get(code) ?? 0), 0);
  const base = answered + (question.dontKnowInBase ? counts.missing.dont_know : 0);
  const negativeOptions = question.options.filter((option) => option.polarity === 'negative');
  const negative = negativeOptions.reduce(
    (sum, { code }) => sum + (counts.options.get(code) ?? 0),
    0,
  );
  return {
    base,
    options: question.options.map((option) => {
      const count = counts.options.get(option.code) ?? 0;
      const inBase = option.polarity !== 'excluded';
      return { ...option, count, percentage: inBase ? roundPercentage(count, base) : null };
    }),
    missing: { ...counts.missing },
    strays: counts.strays,
    negative: negativeOptions.length > 0 ? negativeRate(negative, base) : null,
  };
}

/** Of a multiple choice the base is everybody who was asked and answered, whatever they chose. */
function multipleRates(
  question: AskedQuestion,
  byOption: ReadonlyMap<number, AnswerCounts>,
): Rates {
  // A file of few responses may lack the column of an option: the column that most have says the base.
  const asked = (counts: AnswerCounts) =>
    (counts.options.get(0) ?? 0) + (counts.options.get(1) ?? 0);
  const first = [...byOption.values()].reduce(
    (most, counts) => (asked(counts) > asked(most) ? counts : most),
    [...byOption.values()][0] ?? noCounts(),
  );
  const base = asked(first);
  const options = question.options.map((option) => {
    const count = byOption.get(option.code)?.options.get(1) ?? 0;
    return { ...option, count, percentage: roundPercentage(count, base) };
  });
  return { base, options, missing: { ...first.missing }, strays: first.strays, negative: null };
}

const ratesFrom = (question: AskedQuestion, counts: ReadonlyMap<number, AnswerCounts>): Rates =>
  question.kind === 'multiple'
    ? multipleRates(question, counts)
    : ratesOf(question, counts.get(-1) ?? noCounts());

/** Figures for everybody counted. */
export const ratesForAll = (question: AskedQuestion, counted: Counted): Rates =>
  ratesFrom(question, counted.all);

/** Figures for some categories together, by their codes. */
export const ratesForParts = (
  question: AskedQuestion,
  counted: Counted,
  codes: readonly number[],
): Rates => ratesFrom(question, countsTogether(counted, codes));

const replies = (rates: Rates) =>
  rates.options.reduce((sum, option) => sum + option.count, 0) + rates.missing.dont_know;

/** A question's counts, and the names that its groups' codes stand for. */
export interface CountedQuestion {
  question: AskedQuestion;
  counted: Counted;
  groupNames: ReadonlyMap<number, string>;
}

/** Figures for some respondent groups together; of everybody where `groupKeys` is empty. */
export function ratesForGroups(one: CountedQuestion, groupKeys: readonly string[]): Rates {
  const { question, counted, groupNames } = one;
  if (groupKeys.length === 0) return ratesForAll(question, counted);
  const codes = [...counted.parts.keys()].filter((code) => {
    const key = findRespondentGroup(groupNames.get(code) ?? '')?.key;
    return key !== undefined && groupKeys.includes(key);
  });
  return ratesForParts(question, counted, codes);
}

/** Figures for each respondent group that replied, in the order of its codes. */
export function groupRates({ question, counted, groupNames }: CountedQuestion): GroupRates[] {
  const codes = [...counted.parts.keys()].sort((a, b) => a - b);
  return codes.flatMap((code) => {
    const group = findRespondentGroup(groupNames.get(code) ?? '');
    if (!group) return [];
    const rates = ratesForParts(question, counted, [code]);
    return replies(rates) > 0 ? [{ groupKey: group.key, group: group.plural, ...rates }] : [];
  });
}
