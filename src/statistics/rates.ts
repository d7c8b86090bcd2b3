import type { AnswerCells, Encoding } from '../surveys/answer-codes.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { MissingKind, Polarity, QuestionKind, QuestionRole } from '../surveys/words.js';
import { addCounts, countByGroup, noCounts, type AnswerCounts } from './count-answers.js';
import { proportionInWords } from './figure-words.js';
import { proportion, roundPercentage, type Proportion } from './percentages.js';

/** A closed question or attribute as it is counted. */
export interface AskedQuestion {
  id: number;
  text: string;
  kind: QuestionKind;
  role: QuestionRole | null;
  baseQuestionId: number | null;
  baseCodes: number[];
  dontKnowInBase: boolean;
  options: { code: number; label: string; polarity: Polarity }[];
}

/** One answer column of one import. */
export interface StoredColumn {
  importId: number;
  questionId: number;
  optionCode: number;
  encoding: Encoding;
  cells: AnswerCells;
}

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
  /** Null where no option of the question is negative; `words` by the scale of proportions. */
  negative: (Proportion<N> & { words: string | null }) | null;
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
    missing: counts.missing,
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
  return { base, options, missing: first.missing, negative: null };
}

/** Counts of one question: by respondent group code (-1 where there is none), then by option column. */
export type Counted = Map<number, Map<number, AnswerCounts>>;

/**
 * Counts one question from its columns, those of a multiple choice one an option; `groupCells` holds the
 * respondent group codes of each import by its id. Numbers and dates have no options and are passed over.
 */
export function countQuestion(
  columns: readonly StoredColumn[],
  groupCells: ReadonlyMap<number, AnswerCells>,
): Counted {
  const counted: Counted = new Map();
  for (const column of columns) {
    if (column.encoding === 'f64') continue;
    const raw = countByGroup(column.cells, column.encoding, groupCells.get(column.importId));
    for (const [group, counts] of raw) {
      const ofGroup = counted.get(group) ?? new Map<number, AnswerCounts>();
      const own = ofGroup.get(column.optionCode) ?? noCounts();
      addCounts(own, counts, column.encoding);
      counted.set(group, ofGroup.set(column.optionCode, own));
    }
  }
  return counted;
}

function merge(parts: Iterable<ReadonlyMap<number, AnswerCounts>>): Map<number, AnswerCounts> {
  const merged = new Map<number, AnswerCounts>();
  for (const part of parts) {
    for (const [optionCode, counts] of part) {
      const own = merged.get(optionCode) ?? noCounts();
      for (const [code, count] of counts.options) {
        own.options.set(code, (own.options.get(code) ?? 0) + count);
      }
      for (const kind of Object.keys(own.missing) as MissingKind[]) {
        own.missing[kind] += counts.missing[kind];
      }
      merged.set(optionCode, own);
    }
  }
  return merged;
}

const ratesFrom = (question: AskedQuestion, counts: ReadonlyMap<number, AnswerCounts>): Rates =>
  question.kind === 'multiple'
    ? multipleRates(question, counts)
    : ratesOf(question, counts.get(-1) ?? noCounts());

/** Figures for some categories together, by their codes. */
export const ratesForParts = (
  question: AskedQuestion,
  counted: Counted,
  codes: readonly number[],
): Rates =>
  ratesFrom(
    question,
    merge(codes.map((code) => counted.get(code) ?? new Map<number, AnswerCounts>())),
  );

const replies = (rates: Rates) =>
  rates.options.reduce((sum, option) => sum + option.count, 0) + rates.missing.dont_know;

/** A question's counts, and the names that its groups' codes stand for. */
export interface CountedQuestion {
  question: AskedQuestion;
  counted: Counted;
  groupNames: ReadonlyMap<number, string>;
}

/** Figures for some respondent groups together; all of them where `groupKeys` is empty. */
export function ratesForGroups(counted: CountedQuestion, groupKeys: readonly string[]): Rates {
  const chosen = [...counted.counted].filter(([code]) => {
    const key = findRespondentGroup(counted.groupNames.get(code) ?? '')?.key;
    return groupKeys.length === 0 || (key !== undefined && groupKeys.includes(key));
  });
  return ratesFrom(counted.question, merge(chosen.map(([, counts]) => counts)));
}

/** Figures for each respondent group that replied, in the order of its codes. */
export function groupRates(counted: CountedQuestion): GroupRates[] {
  const codes = [...counted.counted.keys()].sort((a, b) => a - b);
  return codes.flatMap((code) => {
    const group = findRespondentGroup(counted.groupNames.get(code) ?? '');
    if (!group) return [];
    const rates = ratesFrom(counted.question, counted.counted.get(code) ?? new Map());
    return replies(rates) > 0 ? [{ groupKey: group.key, group: group.plural, ...rates }] : [];
  });
}
