import { describe, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { readBytes, refusal, zipOf, type ZipPart } from '../written-file.js';
import { sheetXml, xlsx, xlsxParts } from '../written-xlsx.js';

const rowsOf = async (rows: string, ...parts: ZipPart[]) =>
  (await readBytes(xlsx(sheetXml(rows), ...parts))).sheets[0]?.rows;

const cell = (attributes: string, content: string) => `<c ${attributes}>${content}</c>`;
const words = (xml: string) => cell('t="inlineStr"', `<is>${xml}</is>`);
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;

describe('the cells of an .xlsx', () => {
  test.each([
    [
      'rich text, without its reading aids',
      words(
        '<r><rPr><b/></rPr><t>Yes</t></r><r><t xml:space="preserve"> no</t></r><rPh sb="0" eb="1"><t>イエス</t></rPh>',
      ),
      'Yes no',
    ],
    [
      'character references',
      words('<t>R&amp;B &lt;3 &#8217; &#x1F600; &nbsp;</t>'),
      'R&B <3 ’ 😀 &nbsp;',
    ],
    ['CDATA', words('<t>a<![CDATA[<b> & ]]>c</t>'), 'a<b> & c'],
    ['a comment inside a value', cell('', '<v>4<!-- not > 5 -->2</v>'), '42'],
    ['escaped characters', words('<t>tab_x0009_end _x005F_x0009_</t>'), 'tab\tend _x0009_'],
    ['line ends of Windows', words('<t>one_x000D_\ntwo\r\nthree</t>'), 'one\ntwo\nthree'],
    ['the result of a formula', cell('t="str"', '<f>A1&amp;"&lt;v>"</f><v>Agree</v>'), 'Agree'],
    ['a boolean', cell('t="b"', '<v>1</v>'), 'TRUE'],
    ['an ISO date', cell('t="d"', '<v>2013-02-28T14:05:00.000Z</v>'), '2013-02-28T14:05:00'],
    ['an ISO day', cell('t="d"', '<v>2013-02-28</v>'), '2013-02-28'],
    ['an ISO time', cell('t="d"', '<v>14:05:00</v>'), '14:05:00'],
    ['a number with noise', cell('', '<v>0.30000000000000004</v>'), '0.3'],
    ['a number in powers', cell('', '<v>4.5E3</v>'), '4500'],
    ['a number with a loose end', cell('', '<v>4.50</v>'), '4.5'],
    ['minus nothing', cell('', '<v>-0</v>'), '0'],
    ['a phone number kept as text', cell('t="str"', '<v>01234</v>'), '01234'],
    ['text in a cell of numbers', cell('t="n"', '<v>n/a</v>'), 'n/a'],
    ['single quotes and spaces in tags', `<c  t = 'inlineStr' ><is ><t >x</t ></is></c >`, 'x'],
    ['an inline text beside a number', cell('t="inlineStr"', '<v>1.0</v><is><t>1.</t></is>'), '1.'],
    ['brackets in an attribute', cell('x="a>b" t="b"', '<v>0</v>'), 'FALSE'],
  ])('reads %s', async (_what, xml, text) => {
    expect(await rowsOf(row(xml))).toEqual([[text]]);
  });

  test('puts rows and cells where they say they are, and others after the one before', async () => {
    const rows =
      '<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r="1"><c r="B1"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>';
    expect(await rowsOf(rows)).toEqual([['', '4'], [], ['5', '', '1', '2'], ['3']]);
  });

  test('knows elements by their names, whatever their prefix', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row x:r="2"><x:c r="B2" t="str"><x:v>Agree</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect((await readBytes(xlsx(sheet))).sheets[0]?.rows).toEqual([[], ['', 'Agree']]);
  });

  test('takes rows of the sheet alone, not of the controls beside them', async () => {
    const sheet = sheetXml(row(words('<t>x</t>'))).replace(
      '</worksheet>',
      '<controls><xdr:from><xdr:row r="7"/><c><v>9</v></c></xdr:from></controls></worksheet>',
    );
    expect((await readBytes(xlsx(sheet))).sheets[0]?.rows).toEqual([['x']]);
  });

  test.each([
    ['with a byte order mark', '\ufeff'],
    ['without a byte order mark', ''],
  ])('reads parts in UTF-16 %s', async (_what, mark) => {
    const text = sheetXml(row(words('<t>Café’s</t>')));
    const sheet = Buffer.from(`${mark}${text}`, 'utf16le');
    expect((await readBytes(xlsx(sheet))).sheets[0]?.rows).toEqual([['Café’s']]);
    const swapped = Buffer.from(sheet).swap16();
    expect((await readBytes(xlsx(swapped))).sheets[0]?.rows).toEqual([['Café’s']]);
  });

  test('reads a part in the encoding that it declares', async () => {
    const xml = `<?xml version="1.0" encoding="windows-1252"?>${sheetXml(row(words('<t>Caf\xe9\x92s</t>')))}`;
    const sheet = Buffer.from(xml, 'latin1');
    expect((await readBytes(xlsx(sheet))).sheets[0]?.rows).toEqual([['Café’s']]);
  });

  test('tells dates by the format of the cell, built in, custom or Japanese', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\-mmm\\-yyyy"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/><xf numFmtId="46"/></cellXfs><dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs></styleSheet>';
    const cells = [0, 1, 2, 3, 4, 5].map((style) => cell(`s="${style}"`, '<v>41333</v>'));
    expect(await rowsOf(row(...cells), { name: 'xl/styles.xml', content: styles })).toEqual([
      ['41333', '2013-02-28', '2013-02-28', '41333', '2013-02-28', '991992:00:00'],
    ]);
  });

  test('looks texts up in the shared strings, and says where there is none', async () => {
    const strings = '<sst><si><t>Agree</t></si><si><r><t>Dis</t></r><r><t>agree</t></r></si></sst>';
    const cells = ['0', '1', '7'].map((place) => cell('t="s"', `<v>${place}</v>`));
    const read = await readBytes(
      xlsx(sheetXml(row(...cells)), { name: 'xl/sharedStrings.xml', content: strings }),
    );
    expect(read.sheets[0]?.rows).toEqual([['Agree', 'Disagree', '']]);
    expect(read.notes).toEqual(['Sheet “S”: the error in cell C1 was read as blank.']);
  });
});

describe('the package of an .xlsx', () => {
  const sheet = sheetXml(row(words('<t>x</t>')));

  test('is followed by its relationships, wherever its parts lie', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      {
        name: '_rels\\.rels',
        content: `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="/Book/Main.xml"/></Relationships>`,
      },
      {
        name: 'book\\main.xml',
        content:
          '<s:workbook xmlns:s="s" xmlns:q="q"><s:sheets><s:sheet name="Q&amp;A" sheetId="9" q:id="z"/></s:sheets></s:workbook>',
      },
      {
        name: 'book\\_rels\\main.xml.rels',
        content: `<Relationships><Relationship Id="z" Type="${office}/worksheet" Target="..\\odd%20place\\one.xml"/></Relationships>`,
      },
      { name: 'odd place/one.xml', content: sheet },
    ]);
    expect((await readBytes(bytes)).sheets).toEqual([{ name: 'Q&A', rows: [['x']] }]);
  });

  test('is damaged where the sheet breaks off, its checksum differs or its part is missing', async () => {
    const whole = xlsx(sheet);
    const spoilt = Buffer.from(whole);
    // The checksum of the worksheet in the directory: the last entry but for the end record.
    const entry = spoilt.lastIndexOf('PK\x01\x02');
    spoilt.writeUInt32LE(7, entry + 16);
    const missing = zipOf([
      {
        name: 'xl/workbook.xml',
        content: '<workbook><sheets><sheet name="S"/></sheets></workbook>',
      },
    ]);
    for (const bytes of [xlsx(sheet.slice(0, -20)), spoilt, missing]) {
      const { kind, message } = await refusal(readBytes(bytes, 'f.xlsx'));
      expect([kind, message]).toEqual([
        'invalid',
        '“f.xlsx” is damaged or was only partly saved; export it again.',
      ]);
    }
  });

  test('may be in Zip64', async () => {
    const zip = new ZipFile();
    for (const { name, content } of xlsxParts(sheet)) {
      zip.addBuffer(Buffer.from(content), name, { forceZip64Format: true });
    }
    zip.end({ forceZip64Format: true, comment: '' });
    const bytes = await buffer(zip.outputStream);
    expect((await readBytes(bytes)).sheets[0]?.rows).toEqual([['x']]);
  });

  test('may not pass one part off as many sheets', async () => {
    const list = '<sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/>';
    const workbook = `<workbook><sheets>${list}</sheets></workbook>`;
    const bytes = xlsx(sheet, { name: 'xl/workbook.xml', content: workbook });
    expect((await refusal(readBytes(bytes))).kind).toBe('invalid');
  });
});
