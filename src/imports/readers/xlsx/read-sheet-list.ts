import { damaged } from '../read-limits.js';
import type { XmlElement } from './element-scanner.js';
import {
  findByContentType,
  findWorkbook,
  readRelationships,
  visitElements,
  type Package,
} from './package-parts.js';

export interface ListedSheet {
  title: string;
  hidden: boolean;
  /** Undefined where the zip has no such part. */
  part: string | undefined;
}

/** What the workbook part says (ECMA-376 part 1, 18.2), with the parts that it leads to. */
export interface SheetList {
  sheets: ListedSheet[];
  sharedStrings: string | undefined;
  styles: string | undefined;
  date1904: boolean;
}

/** Chart sheets and the sheets of old macros and dialogues hold no cells that anybody filled in. */
const withoutCells = /^(?:chartsheet|dialogsheet|xlMacrosheet|xlIntlMacrosheet)$/i;

export async function readSheetList(file: Package): Promise<SheetList> {
  const workbook = await findWorkbook(file);
  const related = await readRelationships(file, workbook);
  const written: XmlElement['attributes'][] = [];
  let date1904 = false;
  await visitElements(file, workbook, ({ name, parent, attributes }) => {
    if (name === 'sheet' && parent === 'sheets') written.push(attributes);
    // An extension of 2010 names its own settings alike, but elsewhere.
    if (name === 'workbookPr' && parent === 'workbook') {
      date1904 = isTrue(attributes.get('date1904'));
    }
  });
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const sheets = written.flatMap((attributes, place) => {
    const relationship = related.get(attributes.get('id') ?? '');
    if (relationship && withoutCells.test(relationship.type)) return [];
    const usualPart = `${folder}worksheets/sheet${place + 1}.xml`;
    const part = relationship?.part ?? file.zip.find(usualPart);
    const title = attributes.get('name') ?? `Sheet${place + 1}`;
    return [{ title, part, hidden: isHidden(attributes.get('state')) }];
  });
  refuseRepeats(sheets, file.fileName);
  const partOf = async (type: string) =>
    [...related.values()].find((one) => one.type === type && one.part !== undefined)?.part ??
    file.zip.find(`${folder}${type}.xml`) ??
    (await findByContentType(file, new RegExp(`\\.${type}\\+xml$`, 'i')));
  return {
    sheets,
    sharedStrings: await partOf('sharedStrings'),
    styles: await partOf('styles'),
    date1904,
  };
}

const isHidden = (state = '') => /^(?:very)?hidden$/i.test(state);
const isTrue = (written = '') => /^(?:1|true|on)$/.test(written);

/** Hundreds of sheets in one part's place would read the same megabytes again and again. */
function refuseRepeats(sheets: ListedSheet[], fileName: string) {
  const parts = sheets.flatMap(({ part }) => part ?? []);
  if (parts.length === 0 || new Set(parts).size < parts.length) throw damaged(fileName);
}
