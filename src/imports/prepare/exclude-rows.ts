import { doubtOf } from '../columns/doubtful-rows.js';
import { lowerFirst } from '../../http/formats.js';
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

const repeated = 'Response number already in this file';

export type ExclusionReason = (typeof doubtReasons)[RowDoubt] | typeof repeated;

/** Rows left out for a reason: what one is called, and what several are. */
const nouns: Record<ExclusionReason, [string, string]> = {
  'Test response': ['test response', 'test responses'],
  'Preview of the survey': ['preview of the survey', 'previews of the survey'],
  'Marked as spam': ['row marked as spam', 'rows marked as spam'],
  'Partial return': ['partial return', 'partial returns'],
  'Return without any answer': ['return without any answer', 'returns without any answer'],
  [repeated]: ['repeat of a response number', 'repeats of a response number'],
};

/** What rows left out for a reason are called, one and several; a reason of an earlier version says itself. */
export const exclusionWords = (reason: string): [string, string] =>
  (nouns as Partial<Record<string, [string, string]>>)[reason] ?? [
    lowerFirst(reason),
    lowerFirst(reason),
  ];

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
    if (id !== '' && seen.has(id)) return repeated;
    seen.add(id);
    return undefined;
  });
}
