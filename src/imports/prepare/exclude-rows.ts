import { testRowsOf } from '../columns/test-rows.js';
import type { Mapping, SurveyTable } from '../import-types.js';

/** Why a row is no response, in the words of the report. */
export type ExclusionReason = 'Test or preview row' | 'Response number already in this file';

/**
 * For each row its reason for exclusion, or undefined for a response. A return without any answer is a
 * response: it counts among those received, and in no base.
 */
export function excludeRows(table: SurveyTable, mapping: Mapping): (ExclusionReason | undefined)[] {
  const isTest = testRowsOf(table);
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
