import { missingKindOf } from '../../surveys/answer-codes.js';
import type { ColumnMapping, PreparedQuestion, SurveyTable } from '../import-types.js';
import { questionKey } from '../../surveys/words.js';
import { straightLines, tooFast } from './careless-rows.js';
import type { KeptRows } from './check-values.js';
import type { StrayAnswer } from './closed-cells.js';
import type { ProblemList } from './problem-list.js';
import { sameAnswers } from './same-answers.js';

interface Checked {
  table: SurveyTable;
  columns: readonly ColumnMapping[];
  kept: KeptRows;
  questions: readonly PreparedQuestion[];
  strays: readonly StrayAnswer[];
  problems: ProblemList;
}

function noteStrays({ columns, kept, questions, strays, problems }: Checked): void {
  const positions = new Map<string, number>();
  for (const { question, position, role } of columns) {
    const key = questionKey(question);
    const isClosed = role === 'closed' || role === 'multiple_part';
    if (isClosed && !positions.has(key)) positions.set(key, position);
  }
  const parents = new Map(questions.map(({ key, text }) => [key, text]));
  const messages = new Map(
    questions.map(({ key, base }) => {
      const said = base?.labels.map((label) => `“${label}”`).join(' or ') ?? '';
      const asked = parents.get(base?.questionKey ?? '') ?? '';
      return [key, `Only those who answered ${said} to “${asked}” were asked this.`];
    }),
  );
  for (const { questionKey: key, row } of strays) {
    const position = positions.get(key);
    const value = position === undefined ? '' : kept.rows[row]?.[position];
    const message = messages.get(key);
    problems.add(
      'stray_answer',
      { row: kept.sourceRows[row], position, value },
      message === undefined ? {} : { message },
    );
  }
}

/** What is odd about whole responses: copies, strays, one answer all the way down, and haste. */
export function checkRows(checked: Checked): void {
  const { table, columns, kept, questions, problems } = checked;
  const rowOf = (at: number) => kept.sourceRows[at];
  noteStrays(checked);
  for (const { row, earlier } of sameAnswers(kept.rows, columns)) {
    const message = `Every answer and comment is the same as in row ${rowOf(earlier)}.`;
    problems.add('same_answers', { row: rowOf(row) }, { message });
  }
  for (const { row, label, count } of straightLines(questions, kept.rows.length)) {
    const message = `“${label}” was answered to all ${count} questions of one list.`;
    problems.add('straight_line', { row: rowOf(row) }, { message });
  }
  const answersOf = (row: number) =>
    questions.filter(({ columns: [first], encoding, kind }) => {
      const cell = kind === 'attribute' ? undefined : first?.cells[row];
      return cell !== undefined && missingKindOf(cell, encoding) === undefined;
    }).length;
  for (const { row, seconds, answers } of tooFast(kept.rows, table.columns, answersOf)) {
    const message = `${answers} questions were answered in ${Math.round(seconds)} seconds.`;
    problems.add('too_fast', { row: rowOf(row) }, { message });
  }
}
