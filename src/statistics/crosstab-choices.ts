import type { AnswerChoice } from '../surveys/answer-choice.js';
import { answerChoiceText } from '../surveys/answer-choice.js';
import type { FieldFault } from '../errors.js';
import { missingKinds, missingWords } from '../surveys/words.js';
import type { Condition } from './conditions.js';
import type { CrosstabAddress } from './crosstab-address.js';
import { hasOptions, type AskedQuestion } from './asked-question.js';

/** What can be chosen for rows and columns: numbers and dates have no answers to set side by side. */
export const tabulated = (questions: readonly AskedQuestion[]): AskedQuestion[] =>
  questions.filter((question) => hasOptions(question) && question.options.length > 0);

/** A longer list is for rows and columns, not for choosing one answer from. */
const mostListed = 60;

export interface AnswerList {
  question: string;
  answers: { value: string; text: string }[];
}

/** The single answers that a table can be narrowed to, by question. */
export const answerLists = (questions: readonly AskedQuestion[]): AnswerList[] =>
  tabulated(questions)
    .filter(({ options }) => options.length <= mostListed)
    .map(({ id, text, options }) => ({
      question: text,
      answers: [
        ...options.map(({ code, label }) => ({ value: `${id}:${code}`, text: label })),
        ...missingKinds.map((kind) => ({ value: `${id}:${kind}`, text: missingWords[kind] })),
      ],
    }));

/** What of an address cannot be tabulated, each with what to do. */
export function crosstabFaults(
  { rowsId, columnsId, where }: CrosstabAddress,
  questions: readonly AskedQuestion[],
): FieldFault[] {
  const known = (id: number | undefined) =>
    id === undefined || tabulated(questions).some((question) => question.id === id);
  const faults: FieldFault[] = [];
  const add = (field: string, message: string) => faults.push({ field, message });
  if (!known(rowsId)) add('rows', 'Choose what makes the rows from the list');
  if (!known(columnsId)) add('columns', 'Choose what makes the columns from the list');
  if (rowsId !== undefined && rowsId === columnsId) {
    add('columns', 'Choose another question for the columns than for the rows');
  }
  if (!where.every(({ questionId }) => known(questionId))) {
    add('where', 'Choose whom to count from the list');
  }
  return faults;
}

/** Those who meet all of the choices; null for everybody. */
export function conditionOf(where: readonly AnswerChoice[]): Condition | null {
  const [first, ...more] = where.map((choice): Condition => ({ kind: 'answer', ...choice }));
  if (!first) return null;
  return more.length === 0 ? first : { kind: 'and', of: [first, ...more] };
}

/** More columns than these are no table to begin with. */
const fewValues = 12;

/** A table to begin with: the first question by an attribute, or else by any other, of few values where there is one. */
export function exampleOf(questions: readonly AskedQuestion[]) {
  const all = tabulated(questions);
  const rows = all.find(({ kind }) => kind !== 'attribute') ?? all[0];
  const others = all.filter(({ id, options }) => id !== rows?.id && options.length > 1);
  const few = others.filter(({ options }) => options.length <= fewValues);
  const columns = few.find(({ kind }) => kind === 'attribute') ?? few[0] ?? others[0];
  return rows && columns ? { rows, columns } : null;
}

/** Choices that are in no list, because several answers were put together, each to stay chosen in the form. */
export const unlisted = (where: readonly AnswerChoice[], lists: readonly AnswerList[]): string[] =>
  where
    .map(answerChoiceText)
    .filter((text) => !lists.some(({ answers }) => answers.some(({ value }) => value === text)));
