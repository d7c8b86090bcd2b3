import type { SourceSheet } from '../import-types.js';
import { headerKey } from './header-text.js';
import type { OwnColumns } from './layout.js';

/** An export may have a title or a blank row above its headers, not a page of them. */
const mostRowsAbove = 10;

export interface OwnHeaders {
  /** 0-based row of the sheet. */
  row: number;
  /** Headers of that row that are the platform's own: as compared, and as written. */
  found: Map<string, string>;
}

/** The row near the top that holds most of a platform's own headers. */
export function findOwnHeaders(sheet: SourceSheet, own: OwnColumns): OwnHeaders {
  return sheet.rows
    .slice(0, mostRowsAbove)
    .map((cells, row) => ({
      row,
      found: new Map(
        cells
          .map((cell) => [headerKey(cell), cell.trim()] as const)
          .filter(([header]) => own.has(header)),
      ),
    }))
    .reduce((best, next) => (next.found.size > best.found.size ? next : best), {
      row: 0,
      found: new Map<string, string>(),
    });
}

/** “A”, “B” and “C” */
export function listed(headers: Iterable<string>): string {
  const quoted = [...headers].map((header) => `“${header}”`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

export const isBlankRow = (cells: string[] | undefined) =>
  cells === undefined || cells.every((cell) => cell.trim() === '');

export interface SplitHeader {
  header: string;
  subheader: string;
}

/**
 * Two header rows as one: a blank top cell inherits from the left where the row below has something,
 * because the question stands once above all its options.
 */
export function pairHeaders(top: string[], below: string[]): SplitHeader[] {
  let question = '';
  return Array.from({ length: Math.max(top.length, below.length) }, (_, column) => {
    const own = (top[column] ?? '').trim();
    const subheader = (below[column] ?? '').trim();
    if (own !== '') question = own;
    return { header: own === '' && subheader === '' ? '' : question, subheader };
  });
}

/**
 * "Question [Row]" as question and row, where a neighbour shares the question: a grid, or "Question
 * [Other]" beside the question itself. One such header alone is a question that ends in brackets.
 */
export function splitBrackets(headers: string[]): SplitHeader[] {
  const parts = headers.map((header) => /^(.*\S)\s*\[([^[\]]+)\]$/s.exec(header));
  const question = (column: number) => parts[column]?.[1];
  return headers.map((header, column) => {
    const shared =
      question(column) !== undefined &&
      [question(column - 1), question(column + 1), headers[column - 1]].includes(question(column));
    const [, text = '', row = ''] = parts[column] ?? [];
    return shared ? { header: text, subheader: row } : { header, subheader: '' };
  });
}

/** Columns of one question repeat its wording: "Wording - Option"; '' where they do not. */
export function sharedStem(texts: string[]): string {
  const [first = ''] = texts;
  if (texts.length < 2) return '';
  let stem = '';
  for (let at = first.indexOf(' - '); at >= 0; at = first.indexOf(' - ', at + 1)) {
    const candidate = first.slice(0, at);
    if (texts.every((text) => text === candidate || text.startsWith(`${candidate} - `))) {
      stem = candidate;
    }
  }
  return stem;
}
