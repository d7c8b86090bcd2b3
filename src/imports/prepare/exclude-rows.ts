import type { Mapping, SurveyTable } from '../import-types.js';

/** Why a row is no response, in the words of the report. */
export type ExclusionReason = 'Test or preview row' | 'Response number already in this file';

/** Columns by which platforms mark their own test rows, and the marks. */
const testMarks: readonly [RegExp, RegExp][] = [
  [
    /^(status|response type|distribution ?channel)$/i,
    /^(survey preview|survey test|spam|preview|test)$/i,
  ],
  [/^(test|is test|preview)$/i, /^(true|yes|1|test)$/i],
];

function testRows(table: SurveyTable): (row: readonly string[]) => boolean {
  const marked = table.columns.flatMap((column) => {
    const named = [column.header, column.code];
    const mark = testMarks.find(([heading]) => named.some((name) => heading.test(name)));
    return mark ? [{ position: column.position, value: mark[1] }] : [];
  });
  return (row) => marked.some(({ position, value }) => value.test(row[position] ?? ''));
}

/**
 * For each row its reason for exclusion, or undefined for a response. A return without any answer is a
 * response: it counts among those received, and in no base.
 */
export function excludeRows(table: SurveyTable, mapping: Mapping): (ExclusionReason | undefined)[] {
  const isTest = testRows(table);
  const idColumn = mapping.columns.find((column) => column.role === 'response_id');
  const seen = new Set<string>();
  return table.rows.map((row) => {
    if (isTest(row)) return 'Test or preview row';
    const id = idColumn ? (row[idColumn.position] ?? '') : '';
    if (id !== '' && seen.has(id)) return 'Response number already in this file';
    seen.add(id);
    return undefined;
  });
}
