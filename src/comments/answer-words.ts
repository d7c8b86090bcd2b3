import { formatDate } from '../http/formats.js';
import { missingKindOf } from '../surveys/answer-codes.js';
import { missingWords, type MissingKind } from '../surveys/words.js';
import type { AnswerCell } from './response-queries.js';

export interface AnswerInWords {
  question: string;
  /** Several for a multiple choice. */
  answers: string[];
  /** True where `answers` says why there is none. */
  missing: boolean;
}

type Labels = ReadonlyMap<number, ReadonlyMap<number, string>>;

const reason = (kind: MissingKind) => ({ answers: [missingWords[kind]], missing: true });

function singleAnswer({ questionId, kind, role, encoding, cell }: AnswerCell, labels: Labels) {
  const missing = missingKindOf(cell, encoding);
  if (missing) return reason(missing);
  if (encoding !== 'f64') {
    return { answers: [labels.get(questionId)?.get(cell) ?? String(cell)], missing: false };
  }
  const date = kind === 'date' || role === 'date';
  return {
    answers: [date ? formatDate(new Date(cell).toISOString()) : String(cell)],
    missing: false,
  };
}

/** A multiple choice has a column an option, 1 where it was ticked. */
function tickedAnswers(cells: readonly AnswerCell[], labels: Labels) {
  const [first] = cells;
  const missing = first && missingKindOf(first.cell, first.encoding);
  if (missing) return reason(missing);
  const ticked = cells.filter(({ cell }) => cell === 1);
  const answers = ticked.map(
    ({ questionId, optionCode }) => labels.get(questionId)?.get(optionCode) ?? String(optionCode),
  );
  return answers.length > 0 ? { answers, missing: false } : { answers: ['None'], missing: false };
}

/** What a response answered to each closed question and attribute, in words; reasons for gaps too. */
export function answersInWords(cells: readonly AnswerCell[], labels: Labels): AnswerInWords[] {
  const byQuestion = new Map<number, AnswerCell[]>();
  for (const one of cells) {
    byQuestion.set(one.questionId, [...(byQuestion.get(one.questionId) ?? []), one]);
  }
  return [...byQuestion.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { question, kind } = first;
    const answered = kind === 'multiple' ? tickedAnswers(own, labels) : singleAnswer(first, labels);
    return [{ question, ...answered }];
  });
}
