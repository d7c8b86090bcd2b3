import type { Condition } from '../conditions.js';
import { baseConditionOf } from '../base-rule.js';
import { questionsOf } from '../conditions.js';
import type { AskedQuestion } from '../asked-question.js';
import type { Answer, Answers } from './joint-answers.js';

/** One table that leaves: a question by the categories of another, or of none; of everybody or of some. */
export interface PublishedTable {
  question: AskedQuestion;
  by: AskedQuestion | null;
  where: Condition | null;
  /** Of a measure: the answers that it counts. Nothing but their sum and the base is then printed. */
  counted: number[] | null;
}

/** The columns of figures in a table: everybody, each part by its code, and those in no part. */
export type Part = 'all' | 'none' | number;

/** A number of a table, by its part and what it counts: "all base", "3 option 1". */
export type PlaceKey = `${Part} ${string}`;
export const placeKey = (part: Part, field: string): PlaceKey => `${part} ${field}`;
export const optionField = (code: number) => `option ${code}`;
/** Of a choice among several, those who answered and left the option out. */
export const besidesField = (code: number) => `besides ${code}`;
export const missingField = (kind: string) => `missing ${kind}`;
export const baseField = 'base';
export const strayField = 'strays';
export const negativeField = 'negative';
export const sumField = 'sum';
/** Those in the base of a measure whom it does not count. */
export const othersField = 'others';
/** Everybody in the part, whatever they answered: the same for each question of the wave. */
export const responsesField = 'responses';

export function meets(condition: Condition, answers: Answers): boolean {
  if (condition.kind === 'not') return !meets(condition.of, answers);
  if (condition.kind !== 'answer') {
    const met = (one: Condition) => meets(one, answers);
    return condition.kind === 'and' ? condition.of.every(met) : condition.of.some(met);
  }
  const answer = answers.get(condition.questionId);
  if (!answer) return false;
  return answer.missing
    ? condition.missing.includes(answer.missing)
    : answer.codes.some((code) => condition.codes.includes(code));
}

/** The questions whose answers decide where a response stands in a table. */
export function questionsIn({ question, by, where }: PublishedTable): number[] {
  const base = baseConditionOf(question);
  return [
    ...new Set([
      question.id,
      ...(base ? questionsOf(base.condition) : []),
      ...(by ? [by.id] : []),
      ...(where ? questionsOf(where) : []),
    ]),
  ];
}

/** Whether the base rule of a question leaves out who says so to others, as far as their file tells. */
export function isLeftOut(question: AskedQuestion, answers: Answers): boolean {
  const base = baseConditionOf(question);
  if (!base) return false;
  const isKnown = base.chosen || questionsOf(base.condition).every((id) => answers.has(id));
  return isKnown && !meets(base.condition, answers);
}

/** Whoever answers though the base rule leaves them out is in no other count. */
function fieldsOfLeftOut(question: AskedQuestion, { codes, missing }: Answer): string[] {
  const isUnsure = missing === 'dont_know' && question.kind !== 'multiple';
  if (codes.length > 0 || isUnsure) return [strayField];
  return baseConditionOf(question)?.chosen ? [] : [missingField('not_asked')];
}

const isInBase = ({ kind, dontKnowInBase, options }: AskedQuestion, answer: Answer) => {
  if (kind === 'multiple') return answer.missing === null;
  if (answer.missing) return answer.missing === 'dont_know' && dontKnowInBase;
  return options.some(
    ({ code, polarity }) => polarity !== 'excluded' && answer.codes.includes(code),
  );
};

function fieldsOfMeasure(question: AskedQuestion, counted: readonly number[], answer: Answer) {
  if (!isInBase(question, answer)) return [];
  return [baseField, answer.codes.some((code) => counted.includes(code)) ? sumField : othersField];
}

function fieldsOf({ question, counted }: PublishedTable, answers: Answers): string[] {
  const answer = answers.get(question.id);
  if (!answer) return [];
  if (isLeftOut(question, answers)) return counted ? [] : fieldsOfLeftOut(question, answer);
  if (counted) return fieldsOfMeasure(question, counted, answer);
  const { codes, missing } = answer;
  const fields = missing ? [missingField(missing)] : codes.map(optionField);
  if (isInBase(question, answer)) fields.push(baseField);
  if (question.kind === 'multiple') {
    const left = question.options.filter(({ code }) => !missing && !codes.includes(code));
    return [...fields, ...left.map(({ code }) => besidesField(code))];
  }
  const isNegative = question.options.some(
    ({ code, polarity }) => polarity === 'negative' && codes.includes(code),
  );
  return isNegative ? [...fields, negativeField] : fields;
}

function partsOf({ by }: PublishedTable, answers: Answers): Part[] {
  if (!by) return ['all'];
  const codes = answers.get(by.id)?.codes ?? [];
  const own = by.options.map(({ code }) => code).filter((code) => codes.includes(code));
  return ['all', ...(own.length > 0 ? own : ['none' as const])];
}

/** The numbers of a table that a response is counted in. */
export function placesOf(table: PublishedTable, answers: Answers): PlaceKey[] {
  if (table.where && !meets(table.where, answers)) return [];
  const fields = [responsesField, ...fieldsOf(table, answers)];
  return partsOf(table, answers).flatMap((part) => fields.map((field) => placeKey(part, field)));
}

/** A number that is never printed, and follows where all that surrounds it is. */
export const isUnprinted = (part: Part, field: string) =>
  part === 'none' || field === othersField || field.startsWith('besides');
