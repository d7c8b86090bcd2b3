/** A table as every output of a report prints it. */
export interface PrintedTable {
  kind: 'table';
  caption: string;
  columns: { name: string; isNumber: boolean }[];
  /** A cell for each column; the first heads its row. */
  rows: string[][];
}

export type AppendixBlock =
  { kind: 'text'; text: string } | { kind: 'list'; items: string[] } | PrintedTable;

export interface AppendixSection {
  heading: string;
  blocks: AppendixBlock[];
}

export const text = (...sentences: string[]): AppendixBlock => ({
  kind: 'text',
  text: sentences.filter((sentence) => sentence !== '').join(' '),
});

/** Columns named with a # at the end hold numbers, which stand to the right. */
export const table = (
  caption: string,
  columns: readonly string[],
  rows: string[][],
): PrintedTable => ({
  kind: 'table',
  caption,
  columns: columns.map((name) => ({
    name: name.replace(/#$/, ''),
    isNumber: name.endsWith('#'),
  })),
  rows,
});
