import { describe, expect, test } from '@jest/globals';
import { utils, write, type CellObject } from 'xlsx';
import { bookBytes, bookOf, readBytes, refusal, zipOf } from './written-file.js';

const number = (v: number, z?: string): CellObject => ({ t: 'n', v, ...(z ? { z } : {}) });
const rowsOf = async (bytes: Buffer) => (await readBytes(bytes)).sheets[0]?.rows;

describe('reading a workbook', () => {
  test.each([
    ['xlsx', 'xlsx'],
    ['xlsm', 'xlsx'],
    ['xlsb', 'xlsb'],
    ['biff8', 'xls'],
    ['ods', 'ods'],
  ] as const)('gives the same cells from .%s', async (bookType, format) => {
    const book = bookOf({
      Responses: [
        ['Question', 'When', 'Score'],
        ['Were you listened to?', number(41333, 'dd/mm/yyyy'), 4.5],
        [null, number(41333.5868055556, 'dd/mm/yyyy hh:mm'), 0.1 + 0.2],
        [true, null, number(0.51, '0%')],
      ],
    });
    const read = await readBytes(bookBytes(book, bookType), 'children.csv');
    expect(read.format).toBe(format);
    expect(read.sheets).toEqual([
      {
        name: 'Responses',
        rows: [
          ['Question', 'When', 'Score'],
          ['Were you listened to?', '2013-02-28', '4.5'],
          ['', '2013-02-28T14:05:00', '0.3'],
          ['TRUE', '', '0.51'],
        ],
      },
    ]);
  });

  test('reads the 1904 date system without shifting a day', async () => {
    const book = bookOf({ Sheet1: [[number(41333 - 1462, 'yyyy-mm-dd')]] });
    book.Workbook = { WBProps: { date1904: true } };
    expect(await rowsOf(bookBytes(book))).toEqual([['2013-02-28']]);
  });

  test('writes numbers plain, whatever their format and size', async () => {
    const book = bookOf({
      Sheet1: [[number(1234567.5, '#,##0.00'), 114000000000, 1e21, 0.0000001, -12, 100.1 * 3]],
    });
    expect(await rowsOf(bookBytes(book))).toEqual([
      ['1234567.5', '114000000000', '1000000000000000000000', '0.0000001', '-12', '300.3'],
    ]);
  });

  test('reads error cells as blank and says where', async () => {
    const sheet = utils.aoa_to_sheet([['Score'], [{ t: 'e', v: 42 }], [3]]);
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'Form1');
    const read = await readBytes(bookBytes(book));
    expect(read.sheets[0]?.rows).toEqual([['Score'], [''], ['3']]);
    expect(read.notes).toEqual(['Sheet “Form1”: the error in cell A2 was read as blank.']);
  });

  test('keeps the value of merged cells in the first', async () => {
    const book = bookOf({ Sheet1: [['Merged', null, 'Beside']] });
    const sheet = book.Sheets['Sheet1'];
    if (sheet) sheet['!merges'] = [utils.decode_range('A1:B1')];
    expect(await rowsOf(bookBytes(book))).toEqual([['Merged', '', 'Beside']]);
  });

  test.each(['xlsx', 'biff8'] as const)(
    'leaves out hidden sheets of .%s and says so',
    async (type) => {
      const book = bookOf({ Codes: [['Yes']], Responses: [['No']] });
      book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
      const read = await readBytes(bookBytes(book, type));
      expect(read.sheets.map((sheet) => sheet.name)).toEqual(['Responses']);
      expect(read.notes).toEqual(['The hidden sheet “Codes” was not read.']);
    },
  );

  test('leaves out hidden sheets of .ods', async () => {
    const table = (name: string, style: string) =>
      `<table:table table:name="${name}" table:style-name="${style}"><table:table-row><table:table-cell office:value-type="string"><text:p>${name}</text:p></table:table-cell></table:table-row></table:table>`;
    const style = (name: string, shown: boolean) =>
      `<style:style style:name="${name}" style:family="table"><style:table-properties table:display="${shown}"/></style:style>`;
    const content = `<office:document-content><office:automatic-styles>${style('ta1', true)}${style('ta2', false)}</office:automatic-styles><office:body><office:spreadsheet>${table('Shown', 'ta1')}${table('Kept', 'ta2')}</office:spreadsheet></office:body></office:document-content>`;
    const read = await readBytes(
      zipOf([
        { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
        { name: 'styles.xml', content: '<office:document-styles/>' },
        { name: 'content.xml', content },
      ]),
    );
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(['Shown']);
  });

  test('reads a flat OpenDocument as the zipped one, whatever it is called', async () => {
    const rows = [
      ['Question', 'When'],
      ['Café ’n’ <tea>', 'a'],
      ['two\nlines', '12.5'],
    ];
    const book = bookOf({ Form1: rows, Other: [['x']] });
    const read = await readBytes(bookBytes(book, 'fods'), 'views.xml');
    expect(read.sheets[0]).toEqual({ name: 'Form1', rows });
    expect(read).toEqual(await readBytes(bookBytes(book, 'ods')));
  });

  test('leaves out hidden sheets of .fods', async () => {
    const table = (name: string, style: string) =>
      `<table:table table:name="${name}" table:style-name="${style}"><table:table-row><table:table-cell office:value-type="string"><text:p>${name}</text:p></table:table-cell></table:table-row></table:table>`;
    const style = (name: string, shown: boolean) =>
      `<style:style style:name="${name}" style:family="table"><style:table-properties table:display="${shown}"/></style:style>`;
    const flat = `<?xml version="1.0"?>\n<!-- exported --><office:document xmlns:office="urn:x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>${style('ta1', true)}${style('ta2', false)}</office:automatic-styles><office:body><office:spreadsheet>${table('Shown', 'ta1')}${table('Kept', 'ta2')}</office:spreadsheet></office:body></office:document>`;
    const read = await readBytes(flat, 'v.fods');
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(['Shown']);
  });

  test('treats __proto__ as a sheet name and a cell like any other', async () => {
    const content = '__proto__,constructor\n__proto__,toString';
    const read = await readBytes(content);
    expect(read.sheets[0]?.rows).toEqual([
      ['__proto__', 'constructor'],
      ['__proto__', 'toString'],
    ]);
    const odd = await readBytes(bookBytes(bookOf({ ['__proto__x']: [['__proto__']] })));
    expect(odd.sheets).toEqual([{ name: '__proto__x', rows: [['__proto__']] }]);
  });
});

describe('refusing what is no readable workbook', () => {
  const compound = (path: string) => {
    const book = bookBytes(bookOf({ Sheet1: [['x']] }), 'biff8');
    return Buffer.from(book.toString('latin1').replace(widen('Workbook'), widen(path)), 'latin1');
  };
  const widen = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');

  test.each([
    ['nothing', '', 'is empty'],
    ['blank lines', ' \n\n', 'is empty'],
    ['a PDF', '%PDF-1.7 ...', 'is a PDF document, not a spreadsheet'],
    ['a web page', '\n<!DOCTYPE html><html></html>', 'is a web page (HTML)'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'is a picture'],
    ['random bytes', Buffer.from([1, 2, 3, 4, 5, 6, 1, 2, 3]), 'is neither a spreadsheet nor'],
    [
      'a Word document',
      zipOf([{ name: 'word/document.xml', content: '<w/>' }]),
      'is a Word document',
    ],
    [
      'another zip',
      zipOf([{ name: 'responses.csv', content: 'a,b' }]),
      'is a zip archive; unpack it',
    ],
    ['an encrypted .xlsx', compound('Encrypt\0'), 'holds no Excel workbook'],
    ['half an .xlsx', bookBytes(bookOf({ S: [['x']] })).subarray(0, 900), 'is damaged'],
    ['an .xlsx without sheets', zipOf([{ name: 'xl/workbook.xml', content: '<a' }]), 'is damaged'],
  ])('says what %s is', async (_what, bytes, sentence) => {
    const { kind, message } = await refusal(readBytes(bytes, 'views.xlsx'));
    expect(kind).toBe('invalid');
    expect(message.startsWith(`“views.xlsx” ${sentence}`)).toBe(true);
    expect(message.endsWith('.')).toBe(true);
  });

  test('names the password of an encrypted part', async () => {
    const parts = [{ name: 'xl/workbook.xml', content: '<workbook/>', encrypted: true }];
    const { message } = await refusal(readBytes(zipOf(parts), 'views.xlsx'));
    expect(message).toContain('protected by a password; save a copy without one');
  });

  test('says how large a file may be', async () => {
    const bytes = write(bookOf({ S: [['x']] }), { type: 'buffer' }) as Buffer;
    const refused = await refusal(readBytes(bytes, 'views.xlsx', { bytes: 1000 }));
    expect(refused.kind).toBe('too_large');
  });
});
