import { findRespondentGroup } from '../../surveys/respondent-groups.js';
import {
  missingKinds,
  missingWords,
  type Polarity,
  type QuestionKind,
} from '../../surveys/words.js';
import type { Breakdown } from '../breakdown.js';
import { proportion, roundPercentage } from '../percentages.js';
import type { AskedQuestion, Rates } from '../rates.js';
import { confidential, type Figure } from '../withhold.js';
import { answerPercentage, shownLimit, shownPercentage, type Shown } from './shorthand.js';

/** One row of a question's table for some respondents: an answer, a reason for none, or a rate. */
export interface AnswerFigures {
  answer: string;
  countsAs: string;
  count: Figure;
  percentage: Shown;
  /** 95% interval of a rate, in per cent, to one decimal. */
  low: Shown;
  high: Shown;
}

/** The respondents of a table's columns: everybody first. */
export interface RespondentFigures {
  respondents: string;
  base: Figure;
  answers: AnswerFigures[];
  reasons: AnswerFigures[];
  negative: AnswerFigures | null;
}

const polarityWords: Record<Polarity, string> = {
  positive: 'Positive',
  neutral: 'Neither positive nor negative',
  negative: 'Negative',
  excluded: 'Not in the base',
};

/** Kinds of question whose answers count as neither good nor bad. */
const kindWords: Partial<Record<QuestionKind, string>> = {
  multiple: 'One of several',
  attribute: 'Category',
};

const noShare = { percentage: '[z]', low: '[z]', high: '[z]' } as const;

/** The interval of a share that is shown; of a withheld one it is withheld. */
export function interval(
  count: Figure,
  { base, invited }: Pick<Rates<Figure>, 'base' | 'invited'>,
): { low: Shown; high: Shown } {
  if (count === confidential || base === confidential) {
    return { low: confidential, high: confidential };
  }
  const { low, high } = proportion(count, base, invited);
  return { low: shownLimit(low, base), high: shownLimit(high, base) };
}

function answersOf({ kind }: AskedQuestion, rates: Rates<Figure>): AnswerFigures[] {
  const { options, base } = rates;
  return options.map((option) => {
    const percentage = answerPercentage(option, base);
    const limits = percentage === '[z]' ? noShare : interval(option.count, rates);
    const countsAs = kindWords[kind] ?? polarityWords[option.polarity];
    return { answer: option.label, countsAs, count: option.count, ...limits, percentage };
  });
}

function reasonsOf(question: AskedQuestion, rates: Rates<Figure>): AnswerFigures[] {
  const { missing, strays, base } = rates;
  const reasons = missingKinds.map((kind): AnswerFigures => {
    const [answer, count] = [missingWords[kind], missing[kind]];
    const inBase = kind === 'dont_know' && question.dontKnowInBase && question.kind !== 'multiple';
    if (!inBase) return { answer, countsAs: 'No answer: not in the base', count, ...noShare };
    const withheld = count === confidential || base === confidential;
    const percentage = withheld
      ? confidential
      : shownPercentage(roundPercentage(count, base), count, base);
    return {
      answer,
      countsAs: 'No answer: in the base',
      count,
      percentage,
      ...interval(count, rates),
    };
  });
  const countsAs = 'Left out by the base rule';
  return [...reasons, { answer: 'Answered, but left out', countsAs, count: strays, ...noShare }];
}

function figuresOf(
  question: AskedQuestion,
  respondents: string,
  rates: Rates<Figure>,
): RespondentFigures {
  const { base, negative } = rates;
  return {
    respondents,
    base,
    answers: answersOf(question, rates),
    reasons: reasonsOf(question, rates),
    negative: negative && {
      answer: 'Negative rate',
      countsAs: 'All negative answers together',
      count: negative.numerator,
      percentage: shownPercentage(negative.percentage, negative.numerator, base),
      low: shownLimit(negative.low, base),
      high: shownLimit(negative.high, base),
    },
  };
}

/** As files name those of one category. */
export const partName = (by: AskedQuestion | null, label: string) =>
  by?.role === 'respondent_group' ? (findRespondentGroup(label)?.plural ?? label) : label;

export const allRespondents = 'All respondents';

/** Everything that a file says of a question: everybody, then each part. */
export const respondentFigures = ({ question, by, all, parts }: Breakdown): RespondentFigures[] => [
  figuresOf(question, allRespondents, all),
  ...parts.map((part) => figuresOf(question, partName(by, part.label), part)),
];
