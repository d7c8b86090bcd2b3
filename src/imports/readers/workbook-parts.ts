import { checkOdsContent } from './ods-content.js';
import { definesEntities, unreadable, type ReadLimits } from './read-limits.js';
import { passwordProtected, type ZipDirectory } from './zip-directory.js';

export type ZippedFormat = 'xlsx' | 'xlsb' | 'ods';

const foreignContents: { has: RegExp; what: string; remedy: string }[] = [
  { has: /^word\//i, what: 'a Word document', remedy: 'upload the spreadsheet itself' },
  { has: /^ppt\//i, what: 'a PowerPoint presentation', remedy: 'upload the spreadsheet itself' },
  {
    has: /^Index(?:\.zip|\/.*\.iwa)$/i,
    what: 'an Apple Numbers or Pages document',
    remedy: 'open it, export it to Excel and upload that',
  },
];

const openDocuments: { type: RegExp; what: string }[] = [
  { type: /opendocument\.text/, what: 'a text document (OpenDocument)' },
  { type: /opendocument\.(?:presentation|graphics)/, what: 'a presentation or drawing' },
];

/** Which workbook a zip holds. Throws `invalid` for other zipped kinds of file, naming the kind. */
export async function zippedFormat(zip: ZipDirectory, name: string): Promise<ZippedFormat> {
  const has = (pattern: RegExp) => zip.names.some((part) => pattern.test(part));
  if (has(/^xl\/workbook\.bin$/i)) return 'xlsb';
  if (has(/^xl\//i)) return 'xlsx';
  const foreign = foreignContents.find((one) => has(one.has));
  if (foreign) throw unreadable(name, `is ${foreign.what}, not a spreadsheet; ${foreign.remedy}`);
  const mimetype = await readMimetype(zip);
  const document = openDocuments.find((one) => one.type.test(mimetype));
  if (document) {
    throw unreadable(name, `is ${document.what}, not a spreadsheet; upload the spreadsheet itself`);
  }
  if (zip.names.includes('content.xml')) return 'ods';
  if (has(/^\[Content_Types\]\.xml$/i)) return 'xlsx';
  throw unreadable(name, 'is a zip archive; unpack it and upload the spreadsheet inside');
}

/** '' where there is none, or none as short as they are. */
const readMimetype = async (zip: ZipDirectory) =>
  zip.names.includes('mimetype') && zip.size('mimetype') < 1000
    ? (await zip.whole('mimetype')).toString('latin1')
    : '';

/** Refuses parts that would cost SheetJS more than the limits allow, before it sees them. */
export function checkParts(
  parts: Map<string, Buffer>,
  format: ZippedFormat,
  name: string,
  limits: ReadLimits,
) {
  for (const [part, bytes] of parts) {
    if (/\.xml$/i.test(part) && bytes.includes('<!ENTITY')) {
      throw definesEntities(name);
    }
  }
  if (format === 'ods') checkOds(parts, name, limits);
}

function checkOds(parts: Map<string, Buffer>, name: string, limits: ReadLimits) {
  if (parts.get('META-INF/manifest.xml')?.includes('encryption-data')) {
    throw passwordProtected(name);
  }
  const content = parts.get('content.xml');
  if (content) checkOdsContent(content.toString('latin1'), name, limits);
}
