import { checkOdsContent } from './ods-content.js';
import { inThousands, tooLarge, unreadable, type ReadLimits } from './read-limits.js';
import { passwordProtected, type ZipParts } from './zip-parts.js';

export type ZippedFormat = 'xlsx' | 'xlsb' | 'ods';

/** Ten million shared strings take SheetJS 2.8 GB; no survey of the size allowed needs a fifth of it. */
const mostSharedStrings = 2_000_000;

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

/** Which workbook the parts make up. Throws `invalid` for other zipped kinds of file, naming the kind. */
export function zippedFormat({ names, parts }: ZipParts, name: string): ZippedFormat {
  const has = (pattern: RegExp) => names.some((part) => pattern.test(part));
  if (has(/^xl\/workbook\.bin$/i)) return 'xlsb';
  if (has(/^xl\//i)) return 'xlsx';
  const foreign = foreignContents.find((one) => has(one.has));
  if (foreign) throw unreadable(name, `is ${foreign.what}, not a spreadsheet; ${foreign.remedy}`);
  const mimetype = parts.get('mimetype')?.toString('latin1') ?? '';
  const document = openDocuments.find((one) => one.type.test(mimetype));
  if (document) {
    throw unreadable(name, `is ${document.what}, not a spreadsheet; upload the spreadsheet itself`);
  }
  if (parts.has('content.xml')) return 'ods';
  if (has(/^\[Content_Types\]\.xml$/i)) return 'xlsx';
  throw unreadable(name, 'is a zip archive; unpack it and upload the spreadsheet inside');
}

/** Refuses parts that would cost SheetJS more than the limits allow, before it sees them. */
export function checkParts(
  parts: Map<string, Buffer>,
  format: ZippedFormat,
  name: string,
  limits: ReadLimits,
) {
  for (const [part, bytes] of parts) {
    if (/\.xml$/i.test(part) && bytes.includes('<!ENTITY')) {
      throw unreadable(
        name,
        'defines XML entities, which no spreadsheet program writes, so it is not safe to read; open it in a spreadsheet program and save it again as .xlsx',
      );
    }
  }
  if (format === 'ods') checkOds(parts, name, limits);
  if (format === 'xlsx') checkXlsx(parts, name, limits);
}

function checkOds(parts: Map<string, Buffer>, name: string, limits: ReadLimits) {
  if (parts.get('META-INF/manifest.xml')?.includes('encryption-data')) {
    throw passwordProtected(name);
  }
  const content = parts.get('content.xml');
  if (content) checkOdsContent(content.toString('latin1'), name, limits);
}

function checkXlsx(parts: Map<string, Buffer>, name: string, limits: ReadLimits) {
  for (const [part, bytes] of parts) {
    if (
      /sharedStrings/i.test(part) &&
      count(bytes, ['<si>', '<si ', ':si>', '<si/']) > mostSharedStrings
    ) {
      throw tooLarge(
        name,
        `holds more than ${inThousands(mostSharedStrings)} different texts; split it into smaller files`,
      );
    }
    if (/worksheets\//i.test(part) && count(bytes, ['<c ', '<c>', ':c ', '<c/']) > limits.cells) {
      throw tooLarge(
        name,
        `has more than ${inThousands(limits.cells)} cells; split it into smaller files`,
      );
    }
  }
}

function count(bytes: Buffer, needles: string[]): number {
  let found = 0;
  for (const needle of needles) {
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) {
      found += 1;
    }
  }
  return found;
}
