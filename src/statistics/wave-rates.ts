import type { Db } from '../db/schema.js';
import type { AnswerCells } from '../surveys/answer-codes.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { MissingKind, Polarity, QuestionKind } from '../surveys/words.js';
import { baseInWords } from './base-words.js';
import { addCounts, countByGroup, noCounts, type AnswerCounts } from './count-answers.js';
import { proportionInWords } from './figure-words.js';
import { proportion, roundPercentage, type Proportion } from './percentages.js';
import {
  askedQuestions,
  waveColumns,
  type AskedQuestion,
  type StoredColumn,
} from './rate-queries.js';

export interface OptionRate {
  code: number;
  label: string;
  polarity: Polarity;
  count: number;
  /** Of the base; null where the base is 0 or the option is excluded from it. */
  percentage: number | null;
}

/** Figures of one question for one set of responses. */
export interface Rates {
  base: number;
  options: OptionRate[];
  missing: Record<MissingKind, number>;
  /** Null where no option of the question is negative; `words` by the scale of proportions. */
  negative: (Proportion & { words: string | null }) | null;
}

export interface GroupRates extends Rates {
  groupKey: string;
  group: string;
}

export interface QuestionRates extends Rates {
  id: number;
  text: string;
  kind: QuestionKind;
  baseWords: string;
  dontKnowInBase: boolean;
  groups: GroupRates[];
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
  const first = [...byOption.values()][0] ?? noCounts();
  const base = (first.options.get(0) ?? 0) + (first.options.get(1) ?? 0);
  const options = question.options.map((option) => {
    const count = byOption.get(option.code)?.options.get(1) ?? 0;
    return { ...option, count, percentage: roundPercentage(count, base) };
  });
  return { base, options, missing: first.missing, negative: null };
}

/** Counts of one question: by respondent group code (-1 where there is none), then by option column. */
type Counted = Map<number, Map<number, AnswerCounts>>;

function countQuestion(
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

function groupRates(counted: CountedQuestion): GroupRates[] {
  const codes = [...counted.counted.keys()].sort((a, b) => a - b);
  return codes.flatMap((code) => {
    const group = findRespondentGroup(counted.groupNames.get(code) ?? '');
    if (!group) return [];
    const rates = ratesFrom(counted.question, counted.counted.get(code) ?? new Map());
    return replies(rates) > 0 ? [{ groupKey: group.key, group: group.plural, ...rates }] : [];
  });
}

/** Counts the wave's questions (or some of them) over the union of its published imports. */
export async function countWave(
  db: Db,
  waveId: number,
  only?: (question: AskedQuestion) => boolean,
): Promise<{ questions: AskedQuestion[]; counted: CountedQuestion[] }> {
  const questions = await askedQuestions(db, waveId);
  const groupQuestion = questions.find((question) => question.role === 'respondent_group');
  const wanted = questions.filter((question) => only?.(question) ?? true);
  const ids = [...wanted, ...(groupQuestion ? [groupQuestion] : [])].map(({ id }) => id);
  const columns = await waveColumns(db, waveId, ids);
  const groupCells = new Map(
    columns
      .filter((column) => column.questionId === groupQuestion?.id)
      .map((column) => [column.importId, column.cells]),
  );
  const groupNames = new Map(groupQuestion?.options.map(({ code, label }) => [code, label]));
  const counted = wanted.map((question) => {
    const own = columns.filter((column) => column.questionId === question.id);
    return { question, counted: countQuestion(own, groupCells), groupNames };
  });
  return { questions, counted };
}

const hasOptions = ({ kind }: AskedQuestion) => kind !== 'number' && kind !== 'date';

/** Every closed question and attribute of a wave with its figures, for everybody and by group. */
export async function waveRates(
  db: Db,
  waveId: number,
): Promise<{ questions: QuestionRates[]; attributes: QuestionRates[] }> {
  const { questions, counted } = await countWave(db, waveId, hasOptions);
  const all = counted.map((one): QuestionRates => {
    const { id, text, kind, dontKnowInBase } = one.question;
    const rates = ratesForGroups(one, []);
    const baseWords = baseInWords(one.question, questions, rates.base);
    return { id, text, kind, baseWords, dontKnowInBase, ...rates, groups: groupRates(one) };
  });
  return {
    questions: all.filter((question) => question.kind !== 'attribute'),
    attributes: all.filter((question) => question.kind === 'attribute'),
  };
}
