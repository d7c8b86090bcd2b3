import { foldLabel, questionKey, type MissingKind } from '../../surveys/words.js';
import type { ColumnMapping, SurveyTable } from '../import-types.js';
import { commonSpellings, isBlank } from './column-profile.js';
import { declaredMissing } from './declared-missing.js';
import { isChosen, namesOther } from './option-columns.js';
import { findSplitter, learnSplitter, type CellTexts, type SplitAnswers } from './split-answers.js';

/** The columns that one closed question is made of: one, or one for each option. */
export interface QuestionColumns {
  key: string;
  text: string;
  columns: ColumnMapping[];
  /** Columns of the words behind its option "Other": filled means chosen. */
  others: { position: number; option: string }[];
  /** Folded texts that the file itself declares to be no answer. */
  missing: ReadonlyMap<string, MissingKind>;
  /** The answers that one cell holds. */
  split: SplitAnswers;
  /** Of a question of one column, the replies that its different cells gave so far. */
  read: Map<string, readonly string[]>;
}

export const isPart = (column: ColumnMapping) => column.role === 'multiple_part';

/** The different cells of a column with how often each stands. */
function cellTexts(table: SurveyTable, position: number): CellTexts[] {
  const cells = table.rows.map((row) => row[position] ?? '');
  const { counts, labels } = commonSpellings(cells.filter((cell) => !isBlank(table, cell)));
  return [...labels].map(([folded, text]) => ({ text, count: counts.get(folded) ?? 0 }));
}

function splitterOf(table: SurveyTable, column: ColumnMapping): SplitAnswers {
  if (isPart(column) || column.kind !== 'multiple') return (cell) => [cell];
  const cells = cellTexts(table, column.position);
  const found = findSplitter(cells, {
    separator: table.multipleSeparator,
    heading: column.question,
  });
  return found?.split ?? learnSplitter(cells, table.multipleSeparator || ';');
}

/**
 * Open columns that stand under the heading of an option column, or of a single choice: the words
 * behind its "Other". The rows of a grid have none of their own.
 */
function othersOf(
  table: SurveyTable,
  columns: readonly ColumnMapping[],
  own: ColumnMapping,
): QuestionColumns['others'] {
  const headings = new Map(table.columns.map((column) => [column.position, column]));
  const { header, subheader } = headings.get(own.position) ?? {};
  if (!isPart(own) && subheader !== '') return [];
  return columns.flatMap(({ role, position }) => {
    const heading = headings.get(position);
    const beside = role === 'open' && heading?.header === header && heading?.subheader;
    return beside && (isPart(own) || namesOther.test(beside)) ? [{ position, option: beside }] : [];
  });
}

/** Closed columns gathered into questions, in the order of the sheet. */
export function gatherQuestions(
  table: SurveyTable,
  columns: readonly ColumnMapping[],
): QuestionColumns[] {
  const questions = new Map<string, QuestionColumns>();
  for (const column of columns) {
    if (column.role !== 'closed' && !isPart(column)) continue;
    const key = questionKey(column.question);
    const known = questions.get(key);
    if (known) {
      known.columns.push(column);
      known.missing = new Map([...known.missing, ...declaredMissing(table, column.position)]);
      continue;
    }
    const others = othersOf(table, columns, column);
    const split = splitterOf(table, column);
    const missing = declaredMissing(table, column.position);
    questions.set(key, {
      key,
      text: column.question,
      columns: [column],
      others,
      missing,
      split,
      read: new Map(),
    });
  }
  return [...questions.values()];
}

function repliesIn(
  cell: string,
  column: ColumnMapping,
  { split, missing }: Pick<QuestionColumns, 'split' | 'missing'>,
): string[] {
  if (missing.size > 0 && missing.has(foldLabel(cell))) return [cell];
  if (!isPart(column)) return split(cell);
  const option = column.option ?? '';
  return isChosen(cell, option) ? [option] : [];
}

const noReply: string[] = [];

/** The texts that one response gives to a question: none, one, or several of a multiple choice. */
export function repliesOf(
  table: SurveyTable,
  question: QuestionColumns,
  row: readonly string[],
): readonly string[] {
  const { columns, others } = question;
  const cellAt = (position: number) => row[position] ?? '';
  const [only] = columns;
  // Nearly every question, for files of millions of cells: the same cell gives the same array.
  if (only && columns.length === 1 && others.length === 0) {
    const cell = cellAt(only.position);
    const known = question.read.get(cell);
    if (known) return known;
    const replies = isBlank(table, cell) ? noReply : repliesIn(cell, only, question);
    question.read.set(cell, replies);
    return replies;
  }
  const filled = (column: { position: number }) => !isBlank(table, cellAt(column.position));
  const chosen = columns
    .filter(filled)
    .flatMap((column) => repliesIn(cellAt(column.position), column, question));
  // Of a single choice the words beside it are the answer only where nothing was chosen.
  if (only && !isPart(only) && chosen.length > 0) return chosen;
  // Every column of a question that was not asked may say so.
  return [...new Set([...chosen, ...others.filter(filled).map(({ option }) => option)])];
}

/** Whether a response touched the question at all; an unticked 0 is a touch, a blank is not. */
export function isAnswered(table: SurveyTable, question: QuestionColumns, row: readonly string[]) {
  const isFilled = ({ position }: { position: number }) => !isBlank(table, row[position] ?? '');
  return question.columns.some(isFilled) || question.others.some(isFilled);
}
