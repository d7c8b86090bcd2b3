import { foldLabel } from '../../surveys/words.js';
import type { SurveyTable } from '../import-types.js';
import { declaredMissing } from './declared-missing.js';

/** What the cells of one column look like; blank and "not asked" cells, and those declared missing, are left out. */
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

/** What Qualtrics and statistics programs write for a question that was seen and not answered. */
const seenUnanswered = /^-9{2,4}$/;

export const isBlank = (table: SurveyTable, cell: string) =>
  cell === '' ||
  table.notAskedTexts.includes(cell) ||
  (cell.startsWith('-9') && seenUnanswered.test(cell));

const numeric = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?$/;
const dated = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/;

/** `foldLabel`, done once for each different text: a closed column has few of them in many cells. */
export function foldOnce(): (label: string) => string {
  const known = new Map<string, string>();
  return (label) => {
    const folded = known.get(label) ?? foldLabel(label);
    known.set(label, folded);
    return folded;
  };
}

/** Each different cell as written, with how often it stands, in the order of first appearance. */
function countCells(cells: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

/** The commonest spelling of each folded label among the cells. */
export function commonSpellings(cells: Iterable<string>): {
  counts: Map<string, number>;
  labels: Map<string, string>;
} {
  const counts = new Map<string, number>();
  const spellings = new Map<string, Map<string, number>>();
  for (const [cell, count] of countCells(cells)) {
    const spelling = cell.trim().replace(/\s+/g, ' ');
    const folded = foldLabel(spelling);
    const known = spellings.get(folded) ?? new Map<string, number>();
    known.set(spelling, (known.get(spelling) ?? 0) + count);
    spellings.set(folded, known);
    counts.set(folded, (counts.get(folded) ?? 0) + count);
  }
  const labels = new Map<string, string>();
  for (const [folded, known] of spellings) {
    const [common] = [...known].sort((a, b) => b[1] - a[1]);
    labels.set(folded, common?.[0] ?? folded);
  }
  return { counts, labels };
}

export function profileColumn(table: SurveyTable, position: number): ColumnProfile {
  const missing = declaredMissing(table, position);
  const cells = table.rows
    .map((row) => row[position] ?? '')
    .filter((cell) => !isBlank(table, cell) && !(missing.size > 0 && missing.has(foldLabel(cell))));
  const different = [...countCells(cells)];
  const filled = cells.length;
  const sum = (measure: (cell: string) => number) =>
    different.reduce((total, [cell, count]) => total + measure(cell) * count, 0);
  const share = (test: RegExp) =>
    filled === 0 ? 0 : sum((cell) => Number(test.test(cell))) / filled;
  return {
    filled,
    ...commonSpellings(cells),
    numericShare: share(numeric),
    dateShare: share(dated),
    meanWords: filled === 0 ? 0 : sum((cell) => cell.split(/\s+/).length) / filled,
  };
}
