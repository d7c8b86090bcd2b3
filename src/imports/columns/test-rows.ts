import type { SurveyTable } from '../import-types.js';

/** Columns by which platforms mark their own test rows, and the marks. */
const testMarks: readonly [RegExp, RegExp][] = [
  [
    /^(status|response type|distribution ?channel)$/i,
    /^(survey preview|survey test|spam|preview|test)$/i,
  ],
  [/^(test|is test|preview)$/i, /^(true|yes|1|test)$/i],
];

/** Whether a row is the platform's own test, by its marks. */
export function testRowsOf(table: SurveyTable): (row: readonly string[]) => boolean {
  const marked = table.columns.flatMap((column) => {
    const named = [column.header, column.code];
    const mark = testMarks.find(([heading]) => named.some((name) => heading.test(name)));
    return mark ? [{ position: column.position, value: mark[1] }] : [];
  });
  return (row) => marked.some(({ position, value }) => value.test(row[position] ?? ''));
}

/** The table without its test rows, so that what is shown of a question is what will be counted. */
export function withoutTestRows(table: SurveyTable): SurveyTable {
  const isTest = testRowsOf(table);
  const kept = table.rows.flatMap((row, at) => (isTest(row) ? [] : [at]));
  return {
    ...table,
    rows: kept.map((at) => table.rows[at] ?? []),
    sourceRows: kept.map((at) => table.sourceRows[at] ?? 0),
  };
}
