import { describe, expect, test } from '@jest/globals';
import { bookBytes, bookOf, readBytes, refusal, zipOf } from './written-file.js';
import { sheetXml, xlsx } from './written-xlsx.js';

const million = 1_000_000;

const ods = (rows: string) =>
  zipOf([
    { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
    { name: 'styles.xml', content: '<office:document-styles/>' },
    {
      name: 'content.xml',
      content: `<office:document-content><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    },
  ]);
const odsCell = (attributes = '') =>
  `<table:table-cell office:value-type="string"${attributes}><text:p>x</text:p></table:table-cell>`;

describe('hostile workbooks', () => {
  test('a dimension that claims the whole sheet costs nothing', async () => {
    const cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>';
    const read = await readBytes(xlsx(sheetXml(cell, 'A1:XFD1048576')));
    expect(read.sheets[0]?.rows).toEqual([['x']]);
  });

  test('a lone cell in the far corner is read where it is', async () => {
    const cell = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>';
    const rows = (await readBytes(xlsx(sheetXml(cell)))).sheets[0]?.rows ?? [];
    expect(rows.length).toBe(1_048_576);
    expect(rows.at(-1)?.at(-1)).toBe('7');
    expect(rows[0]).toEqual([]);
  });

  test('far cells in many rows are refused by the cells they span', async () => {
    const rows = Array.from(
      { length: 1000 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>7</v></c></row>`,
    );
    const { kind, message } = await refusal(readBytes(xlsx(sheetXml(rows.join(''))), 'f.xlsx'));
    expect(kind).toBe('too_large');
    expect(message).toContain('more than 10,000,000 cells');
    expect(message).toContain('sheet “S”');
  });

  test('rows beyond the last are refused', async () => {
    const cell = '<row r="4000000000"><c r="A4000000000"><v>7</v></c></row>';
    expect((await refusal(readBytes(xlsx(sheetXml(cell))))).kind).toBe('too_large');
  });

  test('a directory that lies about sizes is caught while inflating', async () => {
    const bomb = { name: 'xl/styles.xml', content: Buffer.alloc(8 * million, 32), claims: 10 };
    const refused = await refusal(
      readBytes(xlsx(sheetXml(''), bomb), 'f.xlsx', { expandedBytes: million }),
    );
    expect(['invalid', 'too_large']).toContain(refused.kind);
  });

  test('a bomb is refused by what its directory declares', async () => {
    const bomb = { name: 'xl/sharedStrings.xml', content: Buffer.alloc(8 * million, 32) };
    const { kind, message } = await refusal(
      readBytes(xlsx(sheetXml(''), bomb), 'f.xlsx', { expandedBytes: million }),
    );
    expect(kind).toBe('too_large');
    expect(message).toContain('unpacks to more than 1 MB');
  });

  test('a bomb in a part that holds no cell is never inflated', async () => {
    const bomb = { name: 'xl/media/image1.xml', content: Buffer.alloc(8 * million, 32) };
    const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const read = await readBytes(xlsx(sheetXml(cell), bomb), 'f.xlsx', { expandedBytes: million });
    expect(read.sheets[0]?.rows).toEqual([['1']]);
  });

  test('too many entries, cells, columns or characters are each refused', async () => {
    const entries = Array.from({ length: 60 }, (_, i) => ({ name: `xl/e${i}.xml`, content: '' }));
    const cells =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>';
    const limits = [
      [{ entries: 50 }, xlsx(sheetXml(cells), ...entries)],
      [{ cells: 2 }, xlsx(sheetXml(cells))],
      [{ columns: 2 }, xlsx(sheetXml(cells))],
      [{ cellLength: 5 }, bookBytes(bookOf({ S: [['longer than five']] }))],
      [{ rows: 1 }, bookBytes(bookOf({ S: [['a'], ['b']] }))],
    ] as const;
    for (const [limit, bytes] of limits) {
      expect((await refusal(readBytes(bytes, 'f.xlsx', limit))).kind).toBe('too_large');
    }
  });

  test('entity definitions are refused', async () => {
    const bomb = { name: 'xl/sharedStrings.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' };
    expect((await refusal(readBytes(xlsx(sheetXml(''), bomb)))).message).toContain('XML entities');
  });
});

describe('repeat counts of .ods', () => {
  test('a value repeated over the whole sheet is refused at once', async () => {
    const row = `<table:table-row table:number-rows-repeated="1048576">${odsCell(' table:number-columns-repeated="16384"')}</table:table-row>`;
    const { kind, message } = await refusal(readBytes(ods(row), 'f.ods'));
    expect(kind).toBe('too_large');
    expect(message).toContain('unfolds into more than');
  });

  test('blank cells and rows that repeat to the end of the sheet are nothing', async () => {
    const blank =
      '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16383"/>';
    const rows = `<table:table-row>${odsCell()}${blank}</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;
    expect((await readBytes(ods(rows))).sheets[0]?.rows).toEqual([['x']]);
  });

  test('repeated values unfold', async () => {
    const rows = `<table:table-row table:number-rows-repeated="2">${odsCell(' table:number-columns-repeated="3"')}</table:table-row>`;
    expect((await readBytes(ods(rows))).sheets[0]?.rows).toEqual([
      ['x', 'x', 'x'],
      ['x', 'x', 'x'],
    ]);
  });

  test('unfold as far and no farther in a flat OpenDocument', async () => {
    const flat = (row: string) =>
      `<office:document xmlns:office="urn:x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="S">${row}</table:table></office:spreadsheet></office:body></office:document>`;
    const row = (rows: number, columns: number) =>
      `<table:table-row table:number-rows-repeated="${rows}">${odsCell(` table:number-columns-repeated="${columns}"`)}</table:table-row>`;
    expect((await readBytes(flat(row(2, 3)))).sheets[0]?.rows).toHaveLength(2);
    const { kind } = await refusal(readBytes(flat(row(1_048_576, 16_384)), 'f.fods'));
    expect(kind).toBe('too_large');
    const text = flat(row(1, 1)).replace('.spreadsheet"', '.text"');
    expect((await refusal(readBytes(text, 'f.fodt'))).message).toContain('not a spreadsheet');
  });

  test('a run of a billion spaces is refused', async () => {
    const rows = `<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="999999999"/></text:p></table:table-cell></table:table-row>`;
    expect((await refusal(readBytes(ods(rows)))).kind).toBe('too_large');
  });
});
