import { foldLabel } from '../../surveys/words.js';
import type { SurveyTable } from '../import-types.js';

/** What the cells of one column look like; blank and "not asked" cells are left out. */
export interface ColumnProfile {
  filled: number;
  /** Count by folded label, in the order of first appearance. */
  counts: Map<string, number>;
  /** The commonest spelling of each folded label. */
  labels: Map<string, string>;
  numericShare: number;
  dateShare: number;
  meanWords: number;
}

export const isBlank = (table: SurveyTable, cell: string) =>
  cell === '' || table.notAskedTexts.includes(cell);

const numeric = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const dated = /^\d{4}-\d\d-\d\d|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/;

/** The commonest spelling of each folded label among the cells. */
export function commonSpellings(cells: Iterable<string>): {
  counts: Map<string, number>;
  labels: Map<string, string>;
} {
  const spellings = new Map<string, Map<string, number>>();
  for (const cell of cells) {
    const folded = foldLabel(cell);
    const known = spellings.get(folded) ?? new Map<string, number>();
    const spelling = cell.trim().replace(/\s+/g, ' ');
    known.set(spelling, (known.get(spelling) ?? 0) + 1);
    spellings.set(folded, known);
  }
  const counts = new Map<string, number>();
  const labels = new Map<string, string>();
  for (const [folded, known] of spellings) {
    const ranked = [...known].sort((a, b) => b[1] - a[1]);
    labels.set(folded, ranked[0]?.[0] ?? folded);
    counts.set(
      folded,
      ranked.reduce((sum, [, count]) => sum + count, 0),
    );
  }
  return { counts, labels };
}

export function profileColumn(table: SurveyTable, position: number): ColumnProfile {
  const cells = table.rows
    .map((row) => row[position] ?? '')
    .filter((cell) => !isBlank(table, cell));
  const share = (test: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  const words = cells.reduce((sum, cell) => sum + cell.split(/\s+/).length, 0);
  return {
    filled: cells.length,
    ...commonSpellings(cells),
    numericShare: share((cell) => numeric.test(cell)),
    dateShare: share((cell) => dated.test(cell)),
    meanWords: cells.length === 0 ? 0 : words / cells.length,
  };
}
