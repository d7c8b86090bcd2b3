import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ViewfinderError } from '../../src/errors.js';
import { cellAddress } from '../../src/imports/readers/cell-address.js';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';
import { projectPath } from '../../src/paths.js';
import { sheetJsSheets } from '../imports/readers/sheetjs-rows.js';

const folder = projectPath('../shared/data');
const present = existsSync(folder);
const describeCorpus = present ? describe : describe.skip;

/** Where the two differ, what ours reads, and why that is right: looked up in the file itself. */
const differences: Record<string, { cells: Record<string, string>; reason: string }> = {
  'nasty/encoding/calamine__has_x000D_.xlsx': {
    cells: { 'Sheet1!A1': 'ABC\nDEF' },
    reason: 'the line end of Windows, _x000D_ and a line feed, is one line end everywhere else',
  },
  'nasty/xlsx_structure/poi__InlineString.xlsx': {
    cells: { 'Sheet1!A1': '😜more text' },
    reason: 'the inline string has two runs, of which SheetJS reads the last',
  },
  'nasty/xlsx_structure/readxl__inlineStr2.xlsx': {
    cells: { 'Requirements!B1': 'BeforeHierarchy' },
    reason: 'a t element comes before the run; SheetJS reads it alone',
  },
};

/** What ours refuses and SheetJS reads, and why it should be refused. */
const refusals: Record<string, string> = {
  'nasty/hostile/poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5265527465181184.xlsx':
    'the package’s own relationships fail their checksum, and names differ from the directory',
  'nasty/hostile/poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx':
    'one row calls itself row 231,999,999,999,940',
  'nasty/hostile/poi__poc-shared-strings.xlsx': 'one cell is many times longer than Excel’s limit',
  'nasty/hostile/poi__poc-xmlbomb-empty.xlsx': 'it defines XML entities',
};

const workbooks = present
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /^(?:nasty|exports)/.test(file) && /\.xls[xm]$/i.test(file),
    )
  : [];

type Cells = Map<string, string>;

/** Cells that are not blank, by sheet and address, with each sheet's own name among them. */
function cellsOf(sheets: { name: string; rows: string[][] }[]): Cells {
  const cells: Cells = new Map();
  for (const { name, rows } of sheets) {
    cells.set(`sheet ${name}`, name);
    rows.forEach((row, place) =>
      row.forEach((text, column) => {
        if (text !== '') cells.set(`${name}!${cellAddress(place, column)}`, text);
      }),
    );
  }
  return cells;
}

async function ourCells(file: string): Promise<Cells | 'refused'> {
  try {
    return cellsOf((await readWorkbook(readFileSync(path.join(folder, file)), file)).sheets);
  } catch (error) {
    if (error instanceof ViewfinderError) return 'refused';
    throw error;
  }
}

function theirCells(file: string): Cells | 'refused' {
  try {
    return cellsOf(sheetJsSheets(readFileSync(path.join(folder, file))));
  } catch {
    return 'refused';
  }
}

function differing(ours: Cells, theirs: Cells): Record<string, string> {
  const addresses = new Set([...ours.keys(), ...theirs.keys()]);
  return Object.fromEntries(
    [...addresses]
      .filter((address) => ours.get(address) !== theirs.get(address))
      .map((address) => [address, ours.get(address) ?? '']),
  );
}

describeCorpus('our reader of .xlsx beside SheetJS as the referee', () => {
  // SheetJS writes about every odd record of the fuzzed files.
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  test.each(workbooks)('agrees on every cell of %s', async (file) => {
    const ours = await ourCells(file);
    const theirs = theirCells(file);
    if (ours === 'refused') {
      expect(theirs === 'refused' || refusals[file] !== undefined).toBe(true);
      return;
    }
    expect(theirs).not.toBe('refused');
    const found = theirs === 'refused' ? {} : differing(ours, theirs);
    expect(found).toEqual(differences[file]?.cells ?? {});
  });

  test('tells of no difference that has gone', () => {
    const listed = [...Object.keys(differences), ...Object.keys(refusals)];
    expect(listed.filter((file) => !workbooks.includes(file))).toEqual([]);
  });
});
