import { expect, describe, it } from '@jest/globals';
import exceljs from 'exceljs';
import { read, utils, type WorkSheet } from 'xlsx';
import { placeSheet, type Workbook } from '../../../src/statistics/exports/workbook.js';
import { writeOds } from '../../../src/statistics/exports/write-ods.js';
import { writeXlsx } from '../../../src/statistics/exports/write-xlsx.js';
import { partsOf } from '../../support/zip-parts.js';

const workbook: Workbook = {
  title: 'Safety <survey> & "more"',
  madeAt: '2026-11-26T03:00:00.000Z',
  sheets: [
    {
      name: 'Cover',
      title: 'Safety',
      lines: ['Two  spaces', { text: 'Go', sheet: "Child's" }],
      table: null,
    },
    {
      name: "Child's",
      title: 'Do you feel safe?',
      lines: ['This worksheet has one table.'],
      table: {
        name: 'Figures_1',
        columns: [
          { heading: 'Answer', kind: 'text' },
          { heading: 'Number', kind: 'figure' },
          { heading: 'number', kind: 'figure' },
          { heading: 'Limit\n(95%)', kind: 'figure' },
        ],
        rows: [
          ['=1+1', 1186, '[c]', { value: 30 }],
          ['+44 & <b>"x"</b>', 0, 51, { value: 41.6 }],
          ['@SUM(A1)\u0000\u0007\ud800 end', 7, '[low]', '[z]'],
          ['line\nbreak\tand – dash', -3, 100, { value: 0 }],
          ['', 1, 2, 3],
        ],
      },
    },
  ],
};

const wanted = workbook.sheets.map((sheet) =>
  placeSheet(sheet).rows.map((row) => row.map(({ value }) => value)),
);

/** Every cell as SheetJS reads it: a value and whether it is a formula. */
function cellsOf(bytes: Buffer) {
  const book = read(bytes, { cellFormula: true, cellNF: true, cellStyles: true });
  const sheets = book.SheetNames.map((name): WorkSheet => book.Sheets[name] ?? {});
  const formulas = sheets.flatMap((sheet) =>
    Object.values(sheet as Record<string, { f?: string } | undefined>).filter((cell) => cell?.f),
  );
  return {
    book,
    formulas,
    merged: sheets.flatMap((sheet) => sheet['!merges'] ?? []),
    cells: sheets.map((sheet) => utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' })),
  };
}

const padded = (rows: unknown[][]) => {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
};

describe.each([
  ['xlsx', writeXlsx],
  ['ods', writeOds],
] as const)('a workbook written as .%s', (format, write) => {
  it('holds every cell as it was given, text as text', async () => {
    const { book, cells, formulas, merged } = cellsOf(await write(workbook));
    expect(book.SheetNames).toEqual(['Cover', "Child's"]);
    expect(cells).toEqual(wanted.map(padded));
    expect(formulas).toEqual([]);
    expect(merged).toEqual([]);
  });

  it('leaves out what a spreadsheet program would refuse', async () => {
    const parts = await partsOf(await write(workbook));
    const all = [...parts.values()].join('');
    expect(/[^\P{Cc}\t\n\r]|\ufffd/u.test(all)).toBe(false);
    expect(all).toContain('@SUM(A1) end');
  });

  it('says its title and language', async () => {
    const parts = await partsOf(await write(workbook));
    const about = parts.get(format === 'xlsx' ? 'docProps/core.xml' : 'meta.xml') ?? '';
    expect(about).toContain('<dc:title>Safety &lt;survey&gt; &amp; &quot;more&quot;</dc:title>');
    expect(about).toContain('<dc:language>en-GB</dc:language>');
  });

  it('makes the same bytes of the same figures', async () => {
    expect((await write(workbook)).equals(await write(workbook))).toBe(true);
  });
});

describe('an .xlsx file', () => {
  it('marks each table, its headings worded as its columns and each of them once', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await writeXlsx(workbook)) as never);
    const sheet = book.getWorksheet("Child's");
    const table = sheet?.getTable('Figures_1') as unknown as {
      table: { tableRef: string; headerRow: boolean; columns: { name: string }[] };
    };
    expect(table.table.tableRef).toBe('A3:D8');
    const headings = ['Answer', 'Number', 'number (2)', 'Limit (95%)'];
    expect(table.table.columns.map(({ name }) => name)).toEqual(headings);
    expect(headings.map((_, at) => sheet?.getCell(3, at + 1).value)).toEqual(headings);
    expect(sheet?.getCell('A3').font.bold).toBe(true);
    expect(sheet?.getCell('B4').numFmt).toBe('#,##0');
    expect(sheet?.getCell('D4').numFmt).toBe('0.0');
    expect(sheet?.getCell('A4').value).toBe('=1+1');
    expect(sheet?.views[0]?.state).not.toBe('frozen');
  });

  it('has its elements in the order of the schema', async () => {
    const parts = await partsOf(await writeXlsx(workbook));
    const order = [
      'sheetPr',
      'dimension',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'hyperlinks',
      'pageMargins',
      'pageSetup',
      'tableParts',
    ];
    const [first = '', second = ''] = [1, 2].map((at) => parts.get(`xl/worksheets/sheet${at}.xml`));
    const found = (xml: string) =>
      [...xml.matchAll(/<(\w+)[ />]/g)]
        .map(([, name = '']) => name)
        .filter((name) => order.includes(name));
    expect(found(first)).toEqual(order.filter((name) => name !== 'tableParts'));
    expect(found(second)).toEqual(order.filter((name) => name !== 'hyperlinks'));
    expect(first).toContain(`location="'Child''s'!A1"`);
  });
});

describe('an .ods file', () => {
  it('is known by its first bytes, and marks each table with its headings', async () => {
    const bytes = await writeOds(workbook);
    expect(bytes.subarray(38, 84).toString('latin1')).toBe(
      'application/vnd.oasis.opendocument.spreadsheet',
    );
    const content = (await partsOf(bytes)).get('content.xml') ?? '';
    expect(content).toContain(
      `<table:database-range table:name="Figures_1" table:target-range-address="'Child''s'.A3:'Child''s'.D8" table:contains-header="true"/>`,
    );
    expect(content.match(/<table:table-header-rows>/g)).toHaveLength(1);
    expect(content).toContain(`xlink:href="#'Child''s'.A1"`);
  });
});
