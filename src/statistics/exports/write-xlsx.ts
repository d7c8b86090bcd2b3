import {
  columnLetters,
  placeSheet,
  type PlacedCell,
  type PlacedSheet,
  type Workbook,
} from './workbook.js';
import { styleNumber, stylesXml } from './xlsx-styles.js';
import { escapeXml, xmlHeader } from '../../documents/xml.js';
import { zipParts, type Part } from './zip-parts.js';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const address = (column: number, row: number) => `${columnLetters(column)}${row + 1}`;

/** Every text once, by its number. */
class Texts {
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  numberOf(text: string): number {
    this.#uses += 1;
    const known = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, known);
    return known;
  }

  xml(): string {
    const all = [...this.#numbers.keys()]
      .map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
      .join('');
    return `${xmlHeader}<sst xmlns="${main}" count="${this.#uses}" uniqueCount="${this.#numbers.size}">${all}</sst>`;
  }
}

function cellXml({ style, value }: PlacedCell, at: string, texts: Texts): string {
  const start = `<c r="${at}" s="${styleNumber(style)}"`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  return `${start} t="s"><v>${texts.numberOf(value)}</v></c>`;
}

const sheetAddress = (name: string, cell: string) => `'${name.replace(/'/g, "''")}'!${cell}`;

function linksXml(rows: readonly PlacedCell[][]): string {
  const links = rows.flatMap((row, y) =>
    row.flatMap(({ sheet, value }, x) =>
      sheet === undefined
        ? []
        : [
            `<hyperlink ref="${address(x, y)}" location="${escapeXml(sheetAddress(sheet, 'A1'))}" display="${escapeXml(String(value))}"/>`,
          ],
    ),
  );
  return links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`;
}

/** In points, as Excel has them: a line of text in 12 point takes 15.75, a title in 16 point 21. */
const rowHeight = ([first]: readonly PlacedCell[], lines: number) =>
  first?.style === 'title' ? 21 : Math.min(lines * 15.75, 409);

/** Elements in the order that the schema of a worksheet has; Excel repairs a file of any other. */
function sheetXml(sheet: PlacedSheet, isFirst: boolean, texts: Texts): string {
  const { rows, widths, heights } = sheet;
  const cols = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const lines = rows
    .map((row, y) => {
      const cells = row.map((cell, x) => cellXml(cell, address(x, y), texts)).join('');
      return `<row r="${y + 1}" ht="${rowHeight(row, heights[y] ?? 1)}" customHeight="1">${cells}</row>`;
    })
    .join('');
  const tables = sheet.table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : '';
  return `${xmlHeader}<worksheet xmlns="${main}" xmlns:r="${office}/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${address(widths.length - 1, rows.length - 1)}"/><sheetViews><sheetView ${isFirst ? 'tabSelected="1" ' : ''}workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>${lines}</sheetData>${linksXml(rows)}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>${tables}</worksheet>`;
}

function tableXml({ table, headingRow, rows }: PlacedSheet, number: number): string {
  if (!table || headingRow === null) return '';
  const range = `A${headingRow + 1}:${address(table.columns.length - 1, rows.length - 1)}`;
  const columns = table.columns
    .map(({ heading }, at) => `<tableColumn id="${at + 1}" name="${escapeXml(heading)}"/>`)
    .join('');
  return `${xmlHeader}<table xmlns="${main}" id="${number}" name="${table.name}" displayName="${table.name}" ref="${range}" totalsRowShown="0"><tableColumns count="${table.columns.length}">${columns}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}

const relations = (list: readonly (readonly [type: string, target: string])[]) =>
  `${xmlHeader}<Relationships xmlns="${packages}/relationships">${list
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

function contentTypes(sheets: readonly PlacedSheet[]): string {
  const override = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${type}"/>`;
  const own = sheets.flatMap(({ table }, at) => [
    override(`/xl/worksheets/sheet${at + 1}.xml`, `${types}.worksheet+xml`),
    ...(table ? [override(`/xl/tables/table${at + 1}.xml`, `${types}.table+xml`)] : []),
  ]);
  return `${xmlHeader}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', `${types}.sheet.main+xml`)}${override('/xl/styles.xml', `${types}.styles+xml`)}${override('/xl/sharedStrings.xml', `${types}.sharedStrings+xml`)}${override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}${own.join('')}</Types>`;
}

const coreXml = ({ title, madeAt }: Workbook) =>
  `${xmlHeader}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Viewfinder</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${madeAt}</dcterms:created></cp:coreProperties>`;

/** The workbook as the bytes of an .xlsx file (ECMA-376), its tables marked as tables. */
export function writeXlsx(workbook: Workbook): Promise<Buffer> {
  const sheets = workbook.sheets.map(placeSheet);
  const texts = new Texts();
  const parts: Part[] = sheets.flatMap((sheet, at): Part[] => {
    const path = `xl/worksheets/sheet${at + 1}.xml`;
    const own = { path, text: sheetXml(sheet, at === 0, texts) };
    if (!sheet.table) return [own];
    const target = `../tables/table${at + 1}.xml`;
    return [
      own,
      { path: `xl/tables/table${at + 1}.xml`, text: tableXml(sheet, at + 1) },
      {
        path: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
        text: relations([[`${office}/relationships/table`, target]]),
      },
    ];
  });
  const names = sheets
    .map(
      ({ name }, at) =>
        `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
    )
    .join('');
  const book = `${xmlHeader}<workbook xmlns="${main}" xmlns:r="${office}/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${names}</sheets></workbook>`;
  const bookRelations = relations([
    ...sheets.map(
      (_, at) => [`${office}/relationships/worksheet`, `worksheets/sheet${at + 1}.xml`] as const,
    ),
    [`${office}/relationships/styles`, 'styles.xml'],
    [`${office}/relationships/sharedStrings`, 'sharedStrings.xml'],
  ]);
  const rootRelations = relations([
    [`${office}/relationships/officeDocument`, 'xl/workbook.xml'],
    [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]);
  return zipParts(
    [
      { path: '[Content_Types].xml', text: contentTypes(sheets) },
      { path: '_rels/.rels', text: rootRelations },
      { path: 'docProps/core.xml', text: coreXml(workbook) },
      { path: 'xl/workbook.xml', text: book },
      { path: 'xl/_rels/workbook.xml.rels', text: bookRelations },
      { path: 'xl/styles.xml', text: stylesXml },
      { path: 'xl/sharedStrings.xml', text: texts.xml() },
      ...parts,
    ],
    workbook.madeAt,
  );
}
