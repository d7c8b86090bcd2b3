import type { SurveyTable } from '../import-types.js';

/** Platforms' own marks of a return that was not finished. */
const unfinished: readonly [RegExp, RegExp][] = [
  [/^finished$/i, /^(false|0|no)$/i],
  [/^(response )?status$/i, /^(partial|incomplete|disqualified)$/i],
];

/** The column by which the platform marks a row as not finished; undefined for a finished one. */
export function partialRowsOf(table: SurveyTable): (row: readonly string[]) => number | undefined {
  const marked = table.columns.flatMap(({ position, header, code }) => {
    const mark = unfinished.find(([name]) => name.test(header) || name.test(code))?.[1];
    return mark ? [{ position, mark }] : [];
  });
  return (row) => marked.find(({ position, mark }) => mark.test(row[position] ?? ''))?.position;
}
