import { foldLabel, isOddSpace, spaceEvenly } from '../../surveys/words.js';
import type { SurveyTable } from '../import-types.js';
import { declaredMissing } from './declared-missing.js';
import { hasDecimalComma } from './number-text.js';

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
  (table.notAskedTexts.length > 0 && table.notAskedTexts.includes(cell)) ||
  (cell.startsWith('-9') && seenUnanswered.test(cell));

const numeric = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?$/;
const numericWithComma = /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?%?$/;
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

/** Hardly any text so long is written twice: to look for it costs more than to take it again. */
const longText = 60;

interface CellCount {
  cell: string;
  count: number;
}

/** Each different cell as written, with how often it stands, in the order of first appearance; long ones as often as they stand. */
function countCells(cells: Iterable<string>): CellCount[] {
  const counted: CellCount[] = [];
  const known = new Map<string, CellCount>();
  for (const cell of cells) {
    const before = cell.length > longText ? undefined : known.get(cell);
    if (before) before.count += 1;
    else {
      const first = { cell, count: 1 };
      counted.push(first);
      if (cell.length <= longText) known.set(cell, first);
    }
  }
  return counted;
}

/** The commonest spelling of each folded label among the cells. */
export const commonSpellings = (cells: Iterable<string>) => gatherSpellings(countCells(cells));

function gatherSpellings(counted: readonly CellCount[]) {
  const counts = new Map<string, number>();
  const labels = new Map<string, string>();
  // Nearly every label has one spelling, and a column of comments a hundred thousand labels.
  const several = new Map<string, Map<string, number>>();
  for (const { cell, count } of counted) {
    const spelling = spaceEvenly(cell);
    const folded = spelling.toLowerCase();
    const before = counts.get(folded) ?? 0;
    counts.set(folded, before + count);
    const label = labels.get(folded);
    if (label === undefined) labels.set(folded, spelling);
    else if (label !== spelling || several.has(folded)) {
      const known = several.get(folded) ?? new Map([[label, before]]);
      several.set(folded, known.set(spelling, (known.get(spelling) ?? 0) + count));
    }
  }
  for (const [folded, known] of several) labels.set(folded, commonest(known));
  return { counts, labels };
}

const commonest = (spellings: ReadonlyMap<string, number>) =>
  [...spellings].reduce((best, one) => (one[1] > best[1] ? one : best))[0];

/** How many parts whitespace cuts a text into. */
function countWords(text: string): number {
  let words = 1;
  let inSpace = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const space = code === 32 || ((code < 14 || code >= 160) && isOddSpace(code));
    if (space && !inSpace) words += 1;
    inSpace = space;
  }
  return words;
}

function profileCells(table: SurveyTable, position: number): ColumnProfile {
  const missing = declaredMissing(table, position);
  const counted = countCells(table.rows.map((row) => row[position] ?? '')).filter(
    ({ cell }) => !isBlank(table, cell) && !(missing.size > 0 && missing.has(foldLabel(cell))),
  );
  const filled = counted.reduce((sum, { count }) => sum + count, 0);
  // A comma may part the answers of a choice of several instead.
  const commas =
    table.multipleSeparator !== ',' && hasDecimalComma(counted.map(({ cell }) => cell));
  const number = commas ? numericWithComma : numeric;
  const meanOf = (measure: (cell: string) => number) => {
    let total = 0;
    for (const { cell, count } of counted) total += measure(cell) * count;
    return filled === 0 ? 0 : total / filled;
  };
  return {
    filled,
    ...gatherSpellings(counted),
    numericShare: meanOf((cell) => Number(number.test(cell))),
    dateShare: meanOf((cell) => Number(dated.test(cell))),
    meanWords: meanOf(countWords),
  };
}

const profiled = new WeakMap<SurveyTable, ColumnProfile[]>();

/** The profile of a column, made once for a table: the guesses and the screen both ask for it. */
export function profileColumn(table: SurveyTable, position: number): ColumnProfile {
  const profiles = profiled.get(table) ?? [];
  profiled.set(table, profiles);
  return (profiles[position] ??= profileCells(table, position));
}
