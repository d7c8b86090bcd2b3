import { missingKinds, missingWords, type MissingKind } from '../surveys/words.js';
import type { Breakdown } from './breakdown.js';
import { roundPercentage } from './percentages.js';
import type { AskedQuestion, Rates } from './rates.js';
import { confidential, type Figure } from './withhold.js';

/** What a row or column of a cross-tabulation counts. */
export interface Heading {
  /** A code of an option, a reason for no answer, "base" or "everybody". */
  key: string;
  kind: 'answer' | 'everybody' | 'base' | 'missing';
  label: string;
  /** What sets it apart from the other answers. */
  note: string | null;
  /** False for an answer that is not in the base, and so has no percentage. */
  inBase: boolean;
}

/** Whether a share is above or below that of all other parts together, by more than chance. */
export type Mark = 'higher' | 'lower';

export interface MatrixCell {
  count: Figure;
  /** Of the base of its part; null where it has none. */
  percentage: Figure | null;
  mark: Mark | null;
}

/** A breakdown as a table: a line for each answer, the base and each reason, a column for each part and for everybody. */
export interface Matrix {
  lines: Heading[];
  parts: Heading[];
  /** By line, then part. */
  cells: MatrixCell[][];
}

export const everybody: Heading = {
  key: 'everybody',
  kind: 'everybody',
  label: 'Everybody',
  note: null,
  inBase: true,
};
const base: Heading = { key: 'base', kind: 'base', label: 'Base', note: null, inBase: false };

const countsDontKnow = ({ kind, dontKnowInBase }: AskedQuestion) =>
  dontKnowInBase && kind !== 'multiple';

function answerLines(question: AskedQuestion, { options, missing }: Rates<Figure>): Heading[] {
  // Of an attribute, such as the provider, many values belong to other waves.
  const given = options.filter(({ count }) => question.kind !== 'attribute' || count !== 0);
  const answers = given.map(({ code, label, polarity }): Heading => {
    const inBase = question.kind === 'multiple' || polarity !== 'excluded';
    const note = inBase ? (polarity === 'negative' ? 'Negative' : null) : 'Not in base';
    return { key: String(code), kind: 'answer', label, note, inBase };
  });
  if (!countsDontKnow(question) || missing.dont_know === 0) return answers;
  const label = missingWords.dont_know;
  return [...answers, { key: 'dont_know', kind: 'answer', label, note: null, inBase: true }];
}

const missingLines = (question: AskedQuestion, all: Rates<Figure>): Heading[] =>
  missingKinds
    .filter(
      (kind) => all.missing[kind] !== 0 && (kind !== 'dont_know' || !countsDontKnow(question)),
    )
    .map((kind) => ({
      key: kind,
      kind: 'missing',
      label: missingWords[kind],
      note: null,
      inBase: false,
    }));

function shareOf(count: Figure, whole: Figure): Figure | null {
  if (count === confidential || whole === confidential) return confidential;
  return roundPercentage(count, whole);
}

function cellOf(rates: Rates<Figure>, { key, kind, inBase }: Heading): MatrixCell {
  if (kind === 'base') return { count: rates.base, percentage: null, mark: null };
  const option = rates.options.find(({ code }) => String(code) === key);
  if (option) return { count: option.count, percentage: option.percentage, mark: null };
  const count = rates.missing[key as MissingKind];
  return { count, percentage: inBase ? shareOf(count, rates.base) : null, mark: null };
}

export function matrixOf({ question, all, parts }: Breakdown): Matrix {
  const lines = [...answerLines(question, all), base, ...missingLines(question, all)];
  const columns = [...parts, all];
  return {
    lines,
    parts: [
      ...parts.map(({ code, label }): Heading => ({
        key: String(code),
        kind: 'answer',
        label,
        note: null,
        inBase: true,
      })),
      everybody,
    ],
    cells: lines.map((line) => columns.map((rates) => cellOf(rates, line))),
  };
}

const withheldCell: MatrixCell = { count: confidential, percentage: confidential, mark: null };

/**
 * The matrix with every cell withheld too that the same two questions the other way round withhold:
 * what either table hides to protect another cell, the other would show.
 */
export function withholdBothWays(matrix: Matrix, turned: Matrix): Matrix {
  const isHidden = (line: Heading, part: Heading) => {
    const at = turned.lines.findIndex(({ key, kind }) => kind === 'answer' && key === part.key);
    const across = turned.parts.findIndex(({ key, kind }) => kind === 'answer' && key === line.key);
    return turned.cells[at]?.[across]?.count === confidential;
  };
  return {
    ...matrix,
    cells: matrix.cells.map((row, at) =>
      row.map((cell, across) => {
        const [line, part] = [matrix.lines[at], matrix.parts[across]];
        return line && part && isHidden(line, part) ? withheldCell : cell;
      }),
    ),
  };
}

/** The places of the headings to show: of the answers those with most people, in their own order. */
function placesOf(headings: readonly Heading[], sizes: readonly Figure[], most: number): number[] {
  const size = (at: number) => (typeof sizes[at] === 'number' ? sizes[at] : 0);
  const places = headings.map((_, at) => at);
  const answers = places.filter((at) => headings[at]?.kind === 'answer');
  const left = new Set([...answers].sort((a, b) => size(b) - size(a)).slice(most));
  return places.filter((at) => !left.has(at));
}

const pick = <T>(list: readonly T[], places: readonly number[]): T[] =>
  places.flatMap((at) => list.slice(at, at + 1));

/** A long table cut to the `most` answers and parts that have most people; parts by size where asked. */
export function cutMatrix(matrix: Matrix, most: number, byBase: boolean): Matrix {
  const { lines, parts, cells } = matrix;
  const baseAt = lines.findIndex(({ kind }) => kind === 'base');
  const bases = parts.map((_, at) => cells[baseAt]?.[at]?.count ?? 0);
  const across = placesOf(parts, bases, most);
  const size = (at: number) =>
    parts[at]?.kind !== 'answer' ? -1 : typeof bases[at] === 'number' ? bases[at] : 0;
  if (byBase) across.sort((a, b) => size(b) - size(a));
  const totals = cells.map((row) => row[parts.length - 1]?.count ?? 0);
  const down = placesOf(lines, totals, most);
  return {
    lines: pick(lines, down),
    parts: pick(parts, across),
    cells: pick(cells, down).map((row) => pick(row, across)),
  };
}
