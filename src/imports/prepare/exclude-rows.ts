import { doubtOf } from '../columns/doubtful-rows.js';
import {
  leftOutByDefault,
  type Mapping,
  type RowDoubt,
  type SurveyTable,
} from '../import-types.js';

/** Why a row is no response, in the words of the report. */
const doubtReasons = {
  test: 'Test response',
  preview: 'Preview of the survey',
  spam: 'Marked as spam',
  partial: 'Partial return',
  empty: 'Return without any answer',
} as const satisfies Record<RowDoubt, string>;

export type ExclusionReason =
  (typeof doubtReasons)[RowDoubt] | 'Response number already in this file';

/**
 * For each row its reason for exclusion, or undefined for a response. A return without any answer that is
 * not left out is a response: it counts among those received, and in no base.
 */
export function excludeRows(table: SurveyTable, mapping: Mapping): (ExclusionReason | undefined)[] {
  const doubt = doubtOf(table, mapping.columns, mapping.leaveOut ?? leftOutByDefault);
  const idColumn = mapping.columns.find((column) => column.role === 'response_id');
  const seen = new Set<string>();
  return table.rows.map((row) => {
    const found = doubt(row)?.doubt;
    if (found) return doubtReasons[found];
    const id = idColumn ? (row[idColumn.position] ?? '') : '';
    if (id !== '' && seen.has(id)) return 'Response number already in this file';
    seen.add(id);
    return undefined;
  });
}
