import { blankCells, missingCode, optionsPerByte } from '../../surveys/answer-codes.js';
import { foldLabel, isBlank } from '../columns/column-profile.js';
import { isAnswered, repliesOf, type QuestionColumns } from '../columns/build-questions.js';
import type { PreparedQuestion, QuestionMapping, SurveyTable } from '../import-types.js';

type Row = readonly string[];

export interface ClosedCells {
  question: PreparedQuestion;
  /** Answers that the mapping did not know, with the row each was first seen in. */
  added: { label: string; row: number }[];
}

/** Cells of one question before its base is known: a blank is a "no reply", "-" is "not asked". */
export function closedCells(
  table: SurveyTable,
  columns: QuestionColumns,
  mapping: QuestionMapping,
  rows: readonly Row[],
): ClosedCells {
  const options = mapping.options
    .filter((option) => option.missing === undefined)
    .map(({ label, polarity }) => ({ label, polarity }));
  const places = new Map(options.map((option, at) => [foldLabel(option.label), at]));
  const missing = new Map(
    mapping.options.flatMap((option) =>
      option.missing ? [[foldLabel(option.label), option.missing] as const] : [],
    ),
  );
  const added: ClosedCells['added'] = [];
  const replies = rows.map((row) => repliesOf(table, columns, mapping.kind, row));
  replies.forEach((texts, row) => {
    for (const text of texts) {
      const folded = foldLabel(text);
      if (places.has(folded) || missing.has(folded)) continue;
      places.set(folded, options.length);
      options.push({ label: text.trim(), polarity: 'neutral' });
      added.push({ label: text, row });
    }
  });
  const encoding = options.length > optionsPerByte ? 'u16' : 'u8';
  const width = mapping.kind === 'multiple' ? options.length : 1;
  const code = mapping.kind === 'multiple' ? 'u8' : encoding;
  const cells = Array.from({ length: width }, () => blankCells(rows.length, code));
  replies.forEach((texts, row) => {
    const own = rows[row] ?? [];
    const chosen = texts.map((text) => places.get(foldLabel(text)));
    const excuse = texts.map((text) => missing.get(foldLabel(text))).find(Boolean);
    const notAsked = columns.columns.some(({ position }) =>
      table.notAskedTexts.includes(own[position] ?? ''),
    );
    cells.forEach((column, option) => {
      const value = valueOf(mapping.kind, chosen, option, isAnswered(table, columns, own));
      if (value !== undefined) column[row] = value;
      else if (excuse) column[row] = missingCode(excuse, code);
      else if (notAsked) column[row] = missingCode('not_asked', code);
    });
  });
  return {
    question: {
      key: mapping.key,
      text: mapping.text,
      kind: mapping.kind,
      role: null,
      options,
      encoding: code,
      columns: cells.map((column, option) => ({ option, cells: column })),
      base: mapping.base && { questionKey: mapping.base.questionKey, labels: mapping.base.labels },
      dontKnowInBase: mapping.dontKnowInBase,
    },
    added,
  };
}

function valueOf(
  kind: QuestionMapping['kind'],
  chosen: readonly (number | undefined)[],
  option: number,
  answered: boolean,
): number | undefined {
  if (kind !== 'multiple') return chosen.find((place) => place !== undefined);
  const any = chosen.some((place) => place !== undefined);
  if (!any && !(answered && chosen.length === 0)) return undefined;
  return chosen.includes(option) ? 1 : 0;
}

/** Whether a cell of this text says "not asked" or nothing, for an open column. */
export const isNoComment = (table: SurveyTable, cell: string) => isBlank(table, cell);

/** Marks the blanks of everybody outside a question's base as "not asked". */
export function applyBases(questions: readonly PreparedQuestion[], length: number): void {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  for (const question of questions) {
    const parent = question.base && byKey.get(question.base.questionKey);
    const parentCells = parent?.columns[0]?.cells;
    if (!parent || !parentCells || parent.kind === 'multiple') continue;
    const inBase = new Set(
      question.base?.labels.map((label) =>
        parent.options.findIndex((option) => foldLabel(option.label) === foldLabel(label)),
      ),
    );
    const noReply = missingCode('no_reply', question.encoding);
    const notAsked = missingCode('not_asked', question.encoding);
    for (const { cells } of question.columns) {
      for (let row = 0; row < length; row += 1) {
        if (cells[row] === noReply && !inBase.has(parentCells[row] ?? -1)) cells[row] = notAsked;
      }
    }
  }
}
