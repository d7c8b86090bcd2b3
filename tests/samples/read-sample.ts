import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as XLSX from 'xlsx';
import { findRespondentGroup } from '../../src/surveys/respondent-groups.js';
import { projectPath } from '../../src/paths.js';

/** What a person sees on opening each file, written down here and not taken from the layouts. */
const files = [
  { file: 'secure-childrens-homes-2012-13.csv', headerRows: 3, group: 'child' },
  { file: 'secure-childrens-homes-2011-12.ods', headerRows: 1, group: 'child' },
  { file: 'childrens-homes-2012-13.xlsx', headerRows: 1, group: 'Who is answering this survey?' },
  { file: 'fostering-2012-13.csv', headerRows: 3, group: 'Which of these are you?' },
  { file: 'adoption-2012-13.xlsx', headerRows: 2, group: 'Which of these best describes you?' },
] as const;
export const sampleFiles = files.map(({ file }) => file);
export type SampleFile = (typeof sampleFiles)[number];

export interface Sample {
  header: string[][];
  rows: string[][];
  /** The cells under a question, for the respondents of some groups or, with none named, of all. */
  answers: (question: string, groups?: string[]) => string[];
}

export const sampleBytes = (file: string) => readFileSync(projectPath(`samples/${file}`));

function tableOf(file: string): string[][] {
  if (file.endsWith('.csv')) return parse(sampleBytes(file), { bom: true });
  const book = XLSX.read(sampleBytes(file), { dense: true, cellDates: true, UTC: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) throw new Error(`${file} has no sheet`);
  const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '', raw: true });
  return rows.map((row) =>
    row.map((cell) => (cell instanceof Date ? cell.toISOString() : String(cell))),
  );
}

export function readSample(file: SampleFile): Sample {
  const { headerRows, group } = files.find((known) => known.file === file) ?? files[0];
  const table = tableOf(file);
  const header = table.slice(0, headerRows);
  const rows = table.slice(headerRows);
  const place = (question: string) => {
    const column = header.map((cells) => cells.indexOf(question)).find((found) => found >= 0);
    if (column === undefined) throw new Error(`${file} has no column “${question}”`);
    return column;
  };
  const groupOf = (row: string[]) =>
    group === 'child' ? group : findRespondentGroup(row[place(group)] ?? '')?.key;
  const answers = (question: string, groups: string[] = []) => {
    const column = place(question);
    const chosen = rows.filter((row) => !groups.length || groups.includes(groupOf(row) ?? ''));
    return chosen.map((row) => row[column] ?? '');
  };
  return { header, rows, answers };
}

/** How often each text stands in the cells. */
export function tally(cells: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return Object.fromEntries(counts);
}
