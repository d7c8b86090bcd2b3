import { ViewfinderError } from '../errors.js';
import { writeCsv } from '../http/csv.js';
import type { FrameContent } from './code-frame.js';
import { codesOf, type FileCode } from './frame-file-codes.js';

const guarded = /^'+(?:[\t\r]|[\p{Cc}\s]*[=+\-@＝＋－＠])/u;

/** A text that looks as if it had been given an apostrophe gets another, so that it reads back as it was. */
const guard = (text: string) => (guarded.test(text) ? `'${text}` : text);
const unguard = (text: string) => (guarded.test(text) ? text.slice(1) : text);

/** Marks that part the levels of a path, as names hold them: full-width, and back again. */
const inPath = (name: string) => name.replace(/>/g, '＞').replace(/\\/g, '＼');
const outOfPath = (name: string) => name.replace(/＞/g, '>').replace(/＼/g, '\\').trim();

/**
 * A frame as the table that MAXQDA reads codes from: the columns Code and Memo, levels parted by “ > ” (its
 * manual, “Import codes and code memos from an Excel table”).
 */
export const writeCodeCsv = (frame: FrameContent): string =>
  writeCsv([
    ['Code', 'Memo'],
    ...codesOf(frame).map(({ parent, name, description }) => [
      guard([parent, name].filter(Boolean).map(inPath).join(' > ')),
      guard(description),
    ]),
  ]);

/** A frame as Taguette writes a codebook; it has no hierarchy. */
export const writeTaguetteCsv = (
  frame: FrameContent,
  counts: ReadonlyMap<string, number>,
): string =>
  writeCsv([
    ['tag', 'description', 'number of highlights'],
    ...codesOf(frame).map((one, at) => [
      guard(one.name),
      guard(one.description),
      counts.get(frame.themes[at]?.key ?? '') ?? 0,
    ]),
  ]);

/** Rows of cells (RFC 4180), parted by whichever of , ; and tab the first line has most of. */
function parseRows(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const parts = [',', ';', '\t'].map((mark) => ({ mark, count: first.split(mark).length }));
  const { mark } = parts.reduce((most, one) => (one.count > most.count ? one : most));
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|((?!")[^${mark}\\r\\n]*))(${mark}|\\r?\\n|\\r|$)`,
    'y',
  );
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    row.push(unguard(found[1]?.replace(/""/g, '"') ?? found[2] ?? ''));
    if (found[3] !== mark) {
      rows.push(row);
      row = [];
    }
    if (found[3] === '') return rows;
  }
  throw new ViewfinderError(
    'invalid',
    `Row ${rows.length + 1} of the file has a quotation mark in the wrong place, or one that is never closed.`,
  );
}

/** What the columns are called in files of MAXQDA and Taguette. */
const headings = {
  path: ['code'],
  name: ['tag'],
  description: ['memo', 'code memo', 'description'],
} as const;

/** Whether the first line names a column of codes. */
export const looksLikeCsv = (text: string): boolean => {
  const cells = (text.split(/\r?\n/, 1)[0] ?? '').split(/[,;\t]/);
  const found = cells.map((one) => one.replace(/"/g, '').trim().toLowerCase());
  return (
    found.length > 1 && [...headings.path, ...headings.name].some((name) => found.includes(name))
  );
};

/** The codes of a path such as “Home > Food” or “Home\Food”; those on the way may have no row of their own. */
function codesOnPath(path: string, description: string): FileCode[] {
  const names = path.split(/[>\\]/).map(outOfPath);
  return names.map((name, at) => ({
    name,
    parent: names[at - 1] ?? '',
    description: at === names.length - 1 ? description : '',
  }));
}

/** @throws ViewfinderError `invalid` for a file that is no table of codes. */
export function readCodeCsv(text: string): FileCode[] {
  const [head = [], ...rows] = parseRows(text).filter((row) => row.some((one) => one !== ''));
  const titles = head.map((one) => one.trim().toLowerCase());
  const columnOf = (names: readonly string[]) => titles.findIndex((one) => names.includes(one));
  const [path, tag] = [columnOf(headings.path), columnOf(headings.name)];
  const memo = columnOf(headings.description);
  const cell = (row: string[], at: number) => (row[at] ?? '').trim();
  const found = rows.map((row) =>
    path >= 0
      ? codesOnPath(cell(row, path), cell(row, memo))
      : [{ name: cell(row, tag), parent: '', description: cell(row, memo) }],
  );
  const own = new Set(found.map((codes) => codes.at(-1)?.name));
  const added = new Set<string>();
  return found.flatMap((codes) =>
    codes.filter(({ name }, at) => {
      if (at === codes.length - 1) return true;
      const isNew = !own.has(name) && !added.has(name);
      added.add(name);
      return isNew;
    }),
  );
}
