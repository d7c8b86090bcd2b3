import type { AskedQuestion } from '../asked-question.js';
import { questionsOf } from '../conditions.js';
import type { PublishedTable } from './published-table.js';

/**
 * Tables that nobody prints and that follow from a narrowed one where the whole is printed too: of those
 * whom it leaves out, and of each answer by which it chooses. Of one by parts: how many are in these.
 */
export function impliedBy(
  { question, by, where, counted }: PublishedTable,
  questions: readonly AskedQuestion[],
): PublishedTable[] {
  const ofParts: PublishedTable[] = by ? [{ question: by, by: null, where, counted: null }] : [];
  if (!where) return ofParts;
  const rest: PublishedTable = { question, by, where: { kind: 'not', of: where }, counted };
  const chosenBy = questionsOf(where).filter((id) => id !== question.id);
  return [
    rest,
    ...ofParts,
    ...questions
      .filter(({ id }) => chosenBy.includes(id))
      .map((other) => ({ question, by: other, where: null, counted: null })),
  ];
}
