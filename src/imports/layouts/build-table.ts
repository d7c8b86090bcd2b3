import type { PlatformColumn, SourceSheet, SurveyTable, TableColumn } from '../import-types.js';
import { columnLetter } from '../readers/cell-address.js';
import { isBlankRow } from './header-rows.js';
import { headerText } from './header-text.js';

export interface ColumnHeading {
  header: string;
  subheader?: string;
  code?: string;
  known?: PlatformColumn | '' | undefined;
  freeText?: boolean;
}

export interface TablePlan {
  layout: string;
  layoutName: string;
  evidence: string[];
  /** One for each column of the header row. */
  headings: ColumnHeading[];
  /** 0-based row of the sheet where the responses begin. */
  firstRow: number;
  notAskedTexts?: string[];
  /** Cell texts that stand for nothing at all. */
  noReplyTexts?: string[];
  multipleSeparator?: string;
  notes?: string[];
}

/**
 * The table of a sheet whose headers are understood: cells trimmed, rows as long as the columns, blank
 * rows and wholly blank columns without a header left out, cells beyond the header kept and noted.
 */
export function buildTable(sheet: SourceSheet, plan: TablePlan): SurveyTable {
  const body = sheet.rows
    .slice(plan.firstRow)
    .map((cells, place) => ({ cells, sourceRow: plan.firstRow + place + 1 }))
    .filter(({ cells }) => !isBlankRow(cells));
  const notes = [...(plan.notes ?? [])];
  const columns = tableColumns(plan.headings, body, notes);
  const noReply = new Set(plan.noReplyTexts);
  const cellsOf = (cells: string[]) =>
    columns.map(({ position }) => {
      const text = (cells[position] ?? '').trim();
      return noReply.has(text) ? '' : text;
    });
  return {
    layout: plan.layout,
    layoutName: plan.layoutName,
    evidence: plan.evidence,
    sheet: sheet.name,
    columns: columns.map((column, place) => ({ ...column, position: place })),
    rows: body.map(({ cells }) => cellsOf(cells)),
    sourceRows: body.map(({ sourceRow }) => sourceRow),
    notAskedTexts: plan.notAskedTexts ?? [],
    multipleSeparator: plan.multipleSeparator ?? '',
    notes,
  };
}

interface BodyRow {
  cells: string[];
  sourceRow: number;
}

function tableColumns(headings: ColumnHeading[], body: BodyRow[], notes: string[]): TableColumn[] {
  const filled: boolean[] = [];
  const longRows: number[] = [];
  for (const { cells, sourceRow } of body) {
    cells.forEach((cell, position) => {
      if (cell.trim() !== '') filled[position] = true;
    });
    if (cells.slice(headings.length).some((cell) => cell.trim() !== '')) longRows.push(sourceRow);
  }
  if (longRows.length > 0) notes.push(longRowsNote(longRows));
  const columns: TableColumn[] = [];
  for (let position = 0; position < Math.max(headings.length, filled.length); position += 1) {
    const heading = headings[position] ?? { header: '' };
    const named = [heading.header, heading.subheader, heading.code].some((text) => text?.trim());
    if (!named && !filled[position]) continue;
    columns.push(tableColumn(heading, position));
    if (!named && position < headings.length) {
      notes.push(
        `Column ${columnLetter(position)} has answers but no header; it is called “Column ${columnLetter(position)}”.`,
      );
    }
  }
  return oneOfEach(columns);
}

/** A response has one id and one date: the first id, and the last date, which is when it was sent. */
function oneOfEach(columns: TableColumn[]): TableColumn[] {
  const id = columns.find((column) => column.known === 'response_id');
  const date = columns.findLast((column) => column.known === 'date');
  return columns.map((column) =>
    (column.known === 'response_id' && column !== id) ||
    (column.known === 'date' && column !== date)
      ? { ...column, known: 'technical' as const }
      : column,
  );
}

function tableColumn(heading: ColumnHeading, position: number): TableColumn {
  const letter = columnLetter(position);
  const subheader = headerText(heading.subheader ?? '');
  const code = (heading.code ?? '').trim();
  return {
    position,
    letter,
    header: headerText(heading.header) || subheader || code || `Column ${letter}`,
    subheader,
    code,
    ...(heading.known ? { known: heading.known } : {}),
    ...(heading.freeText ? { freeText: true as const } : {}),
  };
}

function longRowsNote(sourceRows: number[]): string {
  const shown = sourceRows.slice(0, 5).join(', ');
  const more = sourceRows.length > 5 ? ` and ${sourceRows.length - 5} more` : '';
  const rows = sourceRows.length === 1 ? `Row ${shown} has` : `Rows ${shown}${more} have`;
  return `${rows} more cells than the header row; the extra cells were kept in columns of their own. Check for a separator inside an answer.`;
}
