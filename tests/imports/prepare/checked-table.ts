import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import type { Mapping } from '../../../src/imports/import-types.js';
import { prepareImport } from '../../../src/imports/prepare/prepare-import.js';
import type { surveyTable } from '../survey-table.js';

export type Table = ReturnType<typeof surveyTable>;

export const prepare = (
  table: Table,
  mapping: Mapping = guessMapping(table),
  receivedOn?: number,
) =>
  prepareImport(table, mapping, {
    fileName: 'views.csv',
    groupKey: null,
    ...(receivedOn === undefined ? {} : { receivedOn }),
  });

/** Kind, row, column and value of every problem of some kinds. */
export const found = (prepared: ReturnType<typeof prepare>, ...kinds: string[]) =>
  prepared.problems
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, row, column, value }) => [kind, row, column, value]);

/** A mapping in which the columns have these roles. */
export function asRoles(table: Table, roles: Mapping['columns'][number]['role'][]): Mapping {
  const mapping = guessMapping(table);
  return {
    ...mapping,
    columns: mapping.columns.map((column, at) => ({ ...column, role: roles[at] ?? column.role })),
  };
}
