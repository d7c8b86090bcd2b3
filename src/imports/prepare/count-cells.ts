import { missingKindOf, type AnswerCells, type Encoding } from '../../surveys/answer-codes.js';
import type { MissingKind, QuestionKind } from '../../surveys/words.js';

/** How the responses of an import answered one question: answered + each missing kind = responses. */
export interface QuestionCounts {
  key: string;
  text: string;
  kind: QuestionKind;
  /** Letters of the columns of the file that it is made of. */
  columns: string[];
  answered: number;
  missing: Partial<Record<MissingKind, number>>;
}

type Tally = Pick<QuestionCounts, 'answered' | 'missing'>;

function tally(cells: AnswerCells): Map<number, number> {
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

/** Answers and missing kinds of a column of cells; of a multiple choice every column says the same. */
export function countCells(cells: AnswerCells, encoding: Encoding): Tally {
  const missing: Tally['missing'] = {};
  let answered = 0;
  for (const [cell, count] of tally(cells)) {
    const kind = missingKindOf(cell, encoding);
    if (kind === undefined) answered += count;
    else missing[kind] = count;
  }
  return { answered, missing };
}

/** Comments of an open question; whoever left it out gave no reply, or was not asked. */
export function countComments(answered: number, notAsked: number, responses: number): Tally {
  const noReply = responses - answered - notAsked;
  return {
    answered,
    missing: {
      ...(notAsked > 0 ? { not_asked: notAsked } : {}),
      ...(noReply > 0 ? { no_reply: noReply } : {}),
    },
  };
}
