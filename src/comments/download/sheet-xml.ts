import { escapeXml, xmlHeader } from '../../documents/xml.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export type Cell = string | number;

/** A cell holds no more in Excel, and refuses a file that holds these. */
const longestCell = 32_767;
const refused = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** As much of a text as a cell can hold; no character is cut in two. */
export const cutText = (text: string) =>
  text
    .replace(refused, '')
    .slice(0, longestCell)
    .replace(/[\ud800-\udbff]$/, '');

/** Excel reads "_x0041_" as a character of that number: what somebody wrote so stays as they wrote it. */
const escapeCell = (text: string) =>
  escapeXml(cutText(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'));

/** "A" of the first column, "AA" of the 27th. */
const columnLetter = (column: number): string =>
  (column < 26 ? '' : columnLetter(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));

const styles = { text: 1, heading: 2 } as const;

/** Every text is written as a text, whatever it begins with, so that no spreadsheet runs it. */
export function rowXml(row: number, cells: readonly Cell[], style: keyof typeof styles): string {
  const written = cells.map((cell, at) => {
    const start = `<c r="${columnLetter(at)}${row}" s="${styles[style]}"`;
    return typeof cell === 'number'
      ? `${start}><v>${cell}</v></c>`
      : `${start} t="inlineStr"><is><t xml:space="preserve">${escapeCell(cell)}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

/** A worksheet up to its first row; `isFrozen` keeps the headings in sight. */
export function startOfSheet(of: { widths: readonly number[]; isFrozen: boolean }): string {
  const pane = of.isFrozen
    ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    : '';
  const cols = of.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return `${xmlHeader}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`;
}

/** The end of a worksheet, with filters over its columns where its rows are told. */
export function endOfSheet(filtered?: { rows: number; columns: number }): string {
  const filter = filtered
    ? `<autoFilter ref="A1:${columnLetter(filtered.columns - 1)}${filtered.rows}"/>`
    : '';
  return `</sheetData>${filter}</worksheet>`;
}

const font = (more: string) =>
  `<font>${more}<sz val="11"/><name val="Arial"/><family val="2"/></font>`;
const format = (fontId: number) =>
  `<xf numFmtId="0" fontId="${fontId}" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`;
const none = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';
const stylesXml = `${xmlHeader}<styleSheet xmlns="${main}"><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">${none}</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${format(0)}${format(1)}</cellXfs></styleSheet>`;

/** Every part of a workbook but its worksheets, which are xl/worksheets/sheet1.xml and so on (ECMA-376). */
export function sheetParts(names: readonly string[]): [path: string, text: string][] {
  const numbers = names.map((_, at) => at + 1);
  const override = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${types}.${type}+xml"/>`;
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (list: readonly string[]) =>
    `${xmlHeader}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
  const sheets = names.map(
    (name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return [
    [
      '[Content_Types].xml',
      `${xmlHeader}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${numbers.map((number) => override(`/xl/worksheets/sheet${number}.xml`, 'worksheet')).join('')}</Types>`,
    ],
    ['_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${xmlHeader}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...numbers.map((number) => relation(number, 'worksheet', `worksheets/sheet${number}.xml`)),
        relation(names.length + 1, 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/styles.xml', stylesXml],
  ];
}
