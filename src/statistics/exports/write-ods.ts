import { odsStylesXml, ods, widthStyle } from './ods-styles.js';
import {
  columnLetters,
  placeSheet,
  type PlacedCell,
  type PlacedSheet,
  type Workbook,
} from './workbook.js';
import { escapeXml, xmlHeader } from '../../documents/xml.js';
import { zipParts } from './zip-parts.js';

const mimeType = 'application/vnd.oasis.opendocument.spreadsheet';

const quoted = (name: string) => `'${name.replace(/'/g, "''")}'`;

/** Runs of spaces are one space in OpenDocument, unless they are written as elements. */
const textXml = (text: string) =>
  escapeXml(text)
    .replace(/&#9;/g, '<text:tab/>')
    .replace(/&#13;(&#10;)?/g, '&#10;')
    .replace(/ {2,}/g, ({ length }) => ` <text:s text:c="${length - 1}"/>`);

function cellXml({ style, value, sheet }: PlacedCell): string {
  const start = `<table:table-cell table:style-name="${style}"`;
  if (typeof value === 'number') {
    const shown = style === 'tenths' ? value.toFixed(1) : String(value);
    return `${start} office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`;
  }
  const paragraphs = textXml(value)
    .split('&#10;')
    .map((line) => {
      if (sheet === undefined) return `<text:p>${line}</text:p>`;
      const href = escapeXml(`#${quoted(sheet)}.A1`);
      return `<text:p><text:a xlink:type="simple" xlink:href="${href}">${line}</text:a></text:p>`;
    });
  return `${start} office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}

const rowXml = (row: readonly PlacedCell[]) =>
  `<table:table-row table:style-name="row">${row.map(cellXml).join('')}</table:table-row>`;

function sheetXml({ name, rows, headingRow, widths }: PlacedSheet): string {
  const columns = widths
    .map(
      (width) =>
        `<table:table-column table:style-name="${widthStyle(width)}" table:default-cell-style-name="text"/>`,
    )
    .join('');
  const lines = rows.map((row, at) =>
    at === headingRow
      ? `<table:table-header-rows>${rowXml(row)}</table:table-header-rows>`
      : rowXml(row),
  );
  return `<table:table table:name="${escapeXml(name)}" table:style-name="sheet">${columns}${lines.join('')}</table:table>`;
}

/** What OpenDocument has for a marked table: a named range whose first row is its headings. */
function rangeXml({ name, table, headingRow, rows }: PlacedSheet): string {
  if (!table || headingRow === null) return '';
  const last = columnLetters(table.columns.length - 1);
  const range = `${quoted(name)}.A${headingRow + 1}:${quoted(name)}.${last}${rows.length}`;
  return `<table:database-range table:name="${table.name}" table:target-range-address="${escapeXml(range)}" table:contains-header="true"/>`;
}

function contentXml(sheets: readonly PlacedSheet[]): string {
  const widths = [...new Set(sheets.flatMap((sheet) => sheet.widths))];
  const automatic = widths
    .map(
      (width) =>
        `<style:style style:name="${widthStyle(width)}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.21).toFixed(2)}cm"/></style:style>`,
    )
    .join('');
  return `${xmlHeader}<office:document-content ${ods} office:version="1.3"><office:automatic-styles>${automatic}<style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style><style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}<table:database-ranges>${sheets.map(rangeXml).join('')}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`;
}

const metaXml = ({ title, madeAt }: Workbook) =>
  `${xmlHeader}<office:document-meta ${ods} office:version="1.3"><office:meta><meta:generator>Viewfinder</meta:generator><dc:title>${escapeXml(title)}</dc:title><dc:language>en-GB</dc:language><meta:creation-date>${madeAt.slice(0, 19)}</meta:creation-date></office:meta></office:document-meta>`;

const manifestXml = `${xmlHeader}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimeType}"/>${[
  'content',
  'styles',
  'meta',
]
  .map(
    (part) =>
      `<manifest:file-entry manifest:full-path="${part}.xml" manifest:media-type="text/xml"/>`,
  )
  .join('')}</manifest:manifest>`;

/** The workbook as the bytes of an .ods file (OpenDocument 1.3), its tables marked as ranges with headings. */
export function writeOds(workbook: Workbook): Promise<Buffer> {
  const sheets = workbook.sheets.map(placeSheet);
  return zipParts(
    [
      { path: 'mimetype', text: mimeType, stored: true },
      { path: 'content.xml', text: contentXml(sheets) },
      { path: 'styles.xml', text: odsStylesXml },
      { path: 'meta.xml', text: metaXml(workbook) },
      { path: 'META-INF/manifest.xml', text: manifestXml },
    ],
    workbook.madeAt,
  );
}
