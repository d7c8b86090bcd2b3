import { findRespondentGroup } from '../surveys/respondent-groups.js';
import type { MissingKind } from '../surveys/words.js';
import type { AskedQuestion } from './asked-question.js';
import type { Condition } from './conditions.js';

type Answer = Condition & { kind: 'answer' };

const listWith = (word: string, parts: readonly string[]): string =>
  parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1]}`;

/** "No reply" as what people did, and did not do, to a question that follows in the sentence. */
const missingDone: Record<MissingKind, [done: string, undone: string]> = {
  not_asked: ['were not asked', 'were asked'],
  no_reply: ['gave no reply to', 'did not leave unanswered'],
  dont_know: ['did not know at', 'did not answer “don’t know” to'],
  not_applicable: ['said that it did not apply to them at', 'did not answer “not applicable” to'],
  prefer_not: ['preferred not to answer', 'did not prefer not to answer'],
  invalid: ['gave no valid answer to', 'did not give an invalid answer to'],
};

const labelsOf = ({ options }: AskedQuestion, codes: readonly number[]) =>
  codes.map((code) => {
    const label = options.find((option) => option.code === code)?.label;
    return label === undefined ? `answer ${code}` : `“${label}”`;
  });

const groupNames = ({ options }: AskedQuestion, codes: readonly number[]) =>
  codes.map((code) => {
    const label = options.find((option) => option.code === code)?.label ?? `answer ${code}`;
    return findRespondentGroup(label)?.plural.toLowerCase() ?? `“${label}”`;
  });

function answerClauses(
  { codes, missing }: Answer,
  question: AskedQuestion,
  met: boolean,
): string[] {
  const text = `“${question.text}”`;
  const gaps = missing.map((kind) => `who ${missingDone[kind][met ? 0 : 1]} ${text}`);
  if (codes.length === 0) return gaps.length > 0 ? gaps : [`who gave no chosen answer to ${text}`];
  if (question.role === 'respondent_group') {
    return [`who are ${met ? '' : 'not '}${listWith('or', groupNames(question, codes))}`, ...gaps];
  }
  const labels = listWith('or', labelsOf(question, codes));
  // An attribute that is worded as a question was answered as one.
  if (question.kind === 'attribute' && !question.text.trim().endsWith('?'))
    return [`whose ${text} is ${met ? '' : 'not '}${labels}`, ...gaps];
  return [`who ${met ? 'said' : 'did not say'} ${labels} to ${text}`, ...gaps];
}

function answerWords(answer: Answer, questions: readonly AskedQuestion[], met: boolean): string {
  const question = questions.find(({ id }) => id === answer.questionId);
  if (!question) {
    return `who ${met ? 'gave' : 'did not give'} a chosen answer to a question that is no longer there`;
  }
  return listWith(met ? 'or' : 'and', answerClauses(answer, question, met));
}

/**
 * Whom a condition means, to follow "those" or a number: "who said “Yes” to “…” and whose “Region” is
 * “North”". Every answer that it asks of is named. Not-conditions are carried to the answers (De Morgan).
 */
export function conditionInWords(
  condition: Condition,
  questions: readonly AskedQuestion[],
  met = true,
): string {
  if (condition.kind === 'answer') return answerWords(condition, questions, met);
  if (condition.kind === 'not') return conditionInWords(condition.of, questions, !met);
  const word = (condition.kind === 'and') === met ? 'and' : 'or';
  const parts = condition.of.map((part) => {
    const words = conditionInWords(part, questions, met);
    const nested = condition.of.length > 1 && joins(part);
    return nested ? `(${words})` : words;
  });
  return parts.join(` ${word} `);
}

/** True where the words of a condition hold an "and" or an "or" between answers of their own. */
function joins(condition: Condition): boolean {
  if (condition.kind === 'not') return joins(condition.of);
  if (condition.kind === 'answer') {
    return condition.missing.length + (condition.codes.length > 0 ? 1 : 0) > 1;
  }
  return condition.of.length > 1 || condition.of.some(joins);
}
