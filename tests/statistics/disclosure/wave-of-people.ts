import { missingKinds, type MissingKind } from '../../../src/surveys/words.js';
import { missingCode } from '../../../src/surveys/answer-codes.js';
import type { AskedQuestion } from '../../../src/statistics/asked-question.js';
import type { StoredColumn } from '../../../src/statistics/rates.js';

/** What a person says to each question by its id: a code, the codes chosen, or a reason for no answer. */
export type Person = Record<number, number | number[] | MissingKind>;

export const questionOf = (
  id: number,
  options: number,
  more: Partial<AskedQuestion> = {},
): AskedQuestion => ({
  id,
  text: `Question ${id}`,
  kind: 'single',
  role: null,
  baseQuestionId: null,
  baseCodes: [],
  dontKnowInBase: false,
  options: Array.from({ length: options }, (_, code) => ({
    code,
    label: `Answer ${code}`,
    polarity: code === 0 ? 'negative' : 'positive',
  })),
  ...more,
});

const isMissing = (value: Person[number]): value is MissingKind =>
  missingKinds.some((kind) => kind === value);

function cellOf(value: Person[number] | undefined, optionCode: number): number {
  const own = value ?? 'no_reply';
  if (isMissing(own)) return missingCode(own, 'u8');
  if (typeof own === 'number') return own;
  return own.includes(optionCode) ? 1 : 0;
}

/** The people's answers as an import stores them. */
export const columnsOf = (
  questions: readonly AskedQuestion[],
  people: readonly Person[],
): StoredColumn[] =>
  questions.flatMap(({ id, kind, options }) =>
    (kind === 'multiple' ? options.map(({ code }) => code) : [-1]).map((optionCode) => ({
      importId: 1,
      questionId: id,
      optionCode,
      encoding: 'u8' as const,
      cells: Uint8Array.from(people, (person) => cellOf(person[id], optionCode)),
    })),
  );
