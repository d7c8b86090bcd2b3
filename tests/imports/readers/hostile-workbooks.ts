import { repeatedPart, zipOf, type ZipPart } from './written-file.js';
import { sheetXml, xlsx } from './written-xlsx.js';

const zeros = (name: string): ZipPart =>
  repeatedPart(name, { chunk: Buffer.alloc(1_000_000), times: 1000 });
const oneCell = sheetXml('<row><c t="inlineStr"><is><t>Question</t></is></c></row>');
const [opening = '', closing = ''] = sheetXml('<rows/>').split('<rows/>');
const sheetPart = 'xl/worksheets/sheet1.xml';

/** Packs 40 times, as sheets of surveys do, so that it is not refused for packing too well. */
const repeatedSheet = (before: string, chunk: string, times: number) =>
  xlsx('', repeatedPart(sheetPart, { before: opening + before, chunk, times, after: closing }));

const laughs = `<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>')}`;

/** Two entries of the directory for the bytes of one. */
function overlapping(): Buffer {
  const bytes = Buffer.from(xlsx(oneCell, { name: 'xl/media/a.png', content: 'a picture' }));
  const entries: number[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    entries.push(at);
  }
  bytes.writeUInt32LE(bytes.readUInt32LE((entries[0] ?? 0) + 42), (entries.at(-1) ?? 0) + 42);
  return bytes;
}

const deep = (depth: number) => '<a>'.repeat(depth);

/** Files that were made to harm: small on disk, and what becomes of each. */
export const hostileWorkbooks: Record<
  string,
  { make: () => Buffer; ends: 'read' | 'invalid' | 'too_large'; says?: string }
> = {
  'a dimension of the whole sheet': {
    make: () => xlsx(oneCell.replace('ref="A1"', 'ref="A1:XFD1048576"')),
    ends: 'read',
  },
  'a lone cell in the far corner': {
    make: () => xlsx(sheetXml('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>')),
    ends: 'read',
  },
  'a gigabyte of zeros for a sheet': {
    make: () => xlsx('', zeros(sheetPart)),
    ends: 'too_large',
    says: 'unpacks to more than 200 times its size',
  },
  'a gigabyte of zeros that claims to be 50 bytes': {
    make: () => xlsx('', { ...zeros(sheetPart), claims: 50 }),
    ends: 'invalid',
  },
  'a gigabyte of zeros for a picture': {
    make: () => xlsx(oneCell, zeros('xl/media/image1.png')),
    ends: 'read',
  },
  'ten million shared strings': {
    make: () =>
      xlsx(
        oneCell,
        repeatedPart('xl/sharedStrings.xml', {
          before: '<sst>',
          chunk: '<si><t>aha</t></si>'.repeat(100),
          times: 100_000,
          after: '</sst>',
        }),
      ),
    ends: 'too_large',
  },
  'one cell of a hundred megabytes': {
    make: () =>
      repeatedSheet('<row><c t="inlineStr"><is><t>', 'What could be better? '.repeat(100), 50_000),
    ends: 'too_large',
  },
  'fifty million cells without a value': {
    make: () => repeatedSheet('<row>', '<c s="1"/>'.repeat(200), 250_000),
    ends: 'too_large',
    says: 'has more than 10,000,000 cells',
  },
  'a hundred million elements of no meaning': {
    make: () => repeatedSheet('', '<a/><b/>'.repeat(200), 250_000),
    ends: 'too_large',
  },
  'elements a million deep': { make: () => xlsx(deep(1_000_000)), ends: 'invalid' },
  'a workbook part a million deep': {
    make: () => xlsx(oneCell, { name: 'xl/workbook.xml', content: deep(1_000_000) }),
    ends: 'invalid',
  },
  'entities that multiply': { make: () => xlsx(laughs), ends: 'invalid' },
  'entries that overlap': { make: overlapping, ends: 'invalid' },
  'twenty thousand entries': {
    make: () =>
      xlsx(
        oneCell,
        ...Array.from({ length: 20_000 }, (_, place) => ({ name: `xl/${place}`, content: '' })),
      ),
    ends: 'too_large',
  },
  'a part under a password': {
    make: () => xlsx('', { name: sheetPart, content: oneCell, encrypted: true }),
    ends: 'invalid',
  },
  'a sheet that claims four gigabytes': {
    make: () => xlsx('', { ...zeros(sheetPart), claims: 0xffff_ffff }),
    ends: 'too_large',
  },
  'rows repeated to the end of an .ods': {
    make: () =>
      zipOf([
        {
          name: 'content.xml',
          content:
            '<office:document-content><office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
        },
      ]),
    ends: 'too_large',
  },
  'a gigabyte of zeros in an .ods': {
    make: () => zipOf([zeros('content.xml')]),
    ends: 'too_large',
  },
};
