import { zipOf, type ZipPart } from './written-file.js';

/** A worksheet of `<row>` elements. */
export const sheetXml = (rows: string, dimension = 'A1') =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${dimension}"/><sheetData>${rows}</sheetData></worksheet>`;

/** The smallest package around one worksheet, "S"; a part of the same name takes the place of its own. */
export const xlsx = (sheet: string | Buffer, ...more: ZipPart[]) =>
  zipOf(xlsxParts(sheet, ...more));

export function xlsxParts(sheet: string | Buffer, ...more: ZipPart[]): ZipPart[] {
  const replaced = new Set(more.map(({ name }) => name));
  const parts = [...ownParts, { name: 'xl/worksheets/sheet1.xml', content: sheet }];
  return [...parts.filter(({ name }) => !replaced.has(name)), ...more];
}

const ownParts: ZipPart[] = [
  {
    name: '[Content_Types].xml',
    content:
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  },
  {
    name: 'xl/workbook.xml',
    content:
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  },
];
