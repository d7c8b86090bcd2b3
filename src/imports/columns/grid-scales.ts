import { foldLabel } from '../../surveys/words.js';
import type { SurveyTable } from '../import-types.js';
import { commonSpellings } from './column-profile.js';
import { isPart, repliesOf, type QuestionColumns } from './question-columns.js';

/** More answers than a grid offers: the rows are no grid, only neighbours under one heading. */
const mostGridAnswers = 12;

/**
 * The answers of every grid row by question key: rows of a grid share one scale, and the end of it that
 * nobody chose in one row still belongs to that row ("1 … 4" of a scale to 5).
 */
export function sharedScales(
  table: SurveyTable,
  questions: readonly QuestionColumns[],
): Map<string, string[]> {
  const headings = new Map(table.columns.map((column) => [column.position, column]));
  const grids = new Map<string, { key: string; labels: string[] }[]>();
  for (const question of questions) {
    const [column] = question.columns;
    const heading = column && headings.get(column.position);
    if (!heading || heading.subheader === '' || isPart(column)) continue;
    const replies = table.rows.flatMap((row) => repliesOf(table, question, row));
    const labels = [...commonSpellings(replies).labels.values()];
    const rows = grids.get(heading.header) ?? [];
    grids.set(heading.header, [...rows, { key: question.key, labels }]);
  }
  const scales = new Map<string, string[]>();
  for (const rows of grids.values()) {
    const all = new Map(
      rows.flatMap(({ labels }) => labels.map((label) => [foldLabel(label), label] as const)),
    );
    const most = Math.max(...rows.map(({ labels }) => labels.length));
    // One row at least shows nearly the whole scale; rows of different answers would not.
    if (all.size > Math.min(mostGridAnswers, most + 2)) continue;
    for (const { key } of rows) scales.set(key, [...all.values()]);
  }
  return scales;
}
