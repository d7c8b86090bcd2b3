import type { AskedQuestion } from '../asked-question.js';
import { questionsOf } from '../conditions.js';
import type { PublishedTable } from './published-table.js';

/**
 * Tables that nobody prints and that follow from a narrowed one where the whole is printed too: of those
 * whom it leaves out, and of each answer by which it chooses.
 */
export function impliedBy(
  { question, by, where, counted }: PublishedTable,
  questions: readonly AskedQuestion[],
): PublishedTable[] {
  if (!where) return [];
  const rest: PublishedTable = { question, by, where: { kind: 'not', of: where }, counted };
  const chosenBy = questionsOf(where).filter((id) => id !== question.id);
  return [
    rest,
    ...questions
      .filter(({ id }) => chosenBy.includes(id))
      .map((other) => ({ question, by: other, where: null, counted: null })),
  ];
}
