import { questionKey } from '../../surveys/words.js';
import { isPart } from '../columns/question-columns.js';
import type { Mapping, PreparedQuestion, SurveyTable } from '../import-types.js';
import { isNoComment } from './closed-cells.js';
import { countCells, countComments, type QuestionCounts } from './count-cells.js';

type Row = readonly string[];

const notQuestions = new Set(['response_id', 'personal', 'ignore']);

/** Letters of the columns that each question is made of, by its key. */
function lettersByKey(table: SurveyTable, { columns }: Mapping): Map<string, string[]> {
  const letters = new Map<string, string[]>();
  for (const column of columns) {
    if (notQuestions.has(column.role)) continue;
    const key =
      column.role === 'respondent_group' ? 'respondent_group' : questionKey(column.question);
    const known = letters.get(key) ?? [];
    if (known.length > 0 && !isPart(column)) continue;
    letters.set(key, [...known, table.columns[column.position]?.letter ?? '']);
  }
  return letters;
}

/** How the responses answered every question, attribute and open question, in the order of the file. */
export function countQuestions(
  table: SurveyTable,
  mapping: Mapping,
  rows: readonly Row[],
  questions: readonly PreparedQuestion[],
): QuestionCounts[] {
  const letters = lettersByKey(table, mapping);
  const closed = questions.flatMap(({ key, text, kind, encoding, columns: [first] }) => {
    const tally = first ? countCells(first.cells, encoding) : countComments(0, 0, rows.length);
    return [{ key, text, kind, columns: letters.get(key) ?? [], ...tally }];
  });
  const open = mapping.columns
    .filter(({ role }) => role === 'open')
    .map(({ question: text, position }) => {
      const cells = rows.map((row) => (row[position] ?? '').trim());
      const answered = cells.filter((cell) => !isNoComment(table, cell)).length;
      const notAsked = cells.filter((cell) => table.notAskedTexts.includes(cell)).length;
      const key = questionKey(text);
      const columns = [table.columns[position]?.letter ?? ''];
      const tally = countComments(answered, notAsked, rows.length);
      return { key, text, kind: 'open' as const, columns, ...tally };
    });
  return [...closed, ...open];
}
