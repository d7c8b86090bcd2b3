import { unreadable } from './read-limits.js';

/** How a file's bytes are packed: a zip, an OLE2 compound file, bare Excel records, SPSS, or text. */
export type FileKind = 'zip' | 'compound' | 'records' | 'spss' | 'text';

const asSpreadsheet = 'open it in a spreadsheet program, save it as .xlsx and upload that';

const signatures: { starts: string; kind: FileKind }[] = [
  { starts: 'PK\x03\x04', kind: 'zip' },
  { starts: 'PK\x05\x06', kind: 'zip' },
  { starts: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', kind: 'compound' },
  // The BOF record of Excel 2, 3, 4 and of a bare Excel 5 to 97 stream.
  { starts: '\x09\x00\x04\x00', kind: 'records' },
  { starts: '\x09\x02\x06\x00', kind: 'records' },
  { starts: '\x09\x04\x06\x00', kind: 'records' },
  { starts: '\x09\x08\x08\x00', kind: 'records' },
  { starts: '\x09\x08\x10\x00', kind: 'records' },
  { starts: '$FL2', kind: 'spss' },
  { starts: '$FL3', kind: 'spss' },
];

const foreignBytes: { starts: string; what: string; remedy: string }[] = [
  {
    starts: '%PDF',
    what: 'a PDF document',
    remedy: 'upload the spreadsheet that it was made from',
  },
  { starts: '\x89PNG', what: 'a picture', remedy: 'upload the spreadsheet itself' },
  { starts: '\xff\xd8\xff', what: 'a picture', remedy: 'upload the spreadsheet itself' },
  { starts: 'GIF8', what: 'a picture', remedy: 'upload the spreadsheet itself' },
  { starts: '\x1f\x8b', what: 'a gzip archive', remedy: 'unpack it and upload the file inside' },
  { starts: 'Rar!', what: 'an archive', remedy: 'unpack it and upload the file inside' },
  { starts: '7z\xbc\xaf', what: 'an archive', remedy: 'unpack it and upload the file inside' },
  { starts: 'SQLite format 3\0', what: 'a database', remedy: 'export the responses as .csv' },
  { starts: '{\\rtf', what: 'a text document (RTF)', remedy: 'upload the spreadsheet itself' },
];

const foreignText: { opening: RegExp; what: string }[] = [
  {
    opening: /^<(?:!doctype\s+html|html|head|body|meta|table|div|style|script)\b/i,
    what: 'a web page (HTML)',
  },
  { opening: /^mime-version:/i, what: 'a saved web page (MHTML)' },
  { opening: /^<\?xml\b/i, what: 'an XML document' },
];

/**
 * What the first bytes of a file say it is, whatever its name says.
 * Throws `invalid` for an empty file and for kinds of file that are no spreadsheet, naming the kind.
 */
export function fileKind(bytes: Buffer, name: string): FileKind {
  if (bytes.length === 0) throw unreadable(name, 'is empty; export it again');
  const start = bytes.toString('latin1', 0, 64);
  const known = signatures.find((one) => start.startsWith(one.starts));
  if (known) return known.kind;
  const foreign = foreignBytes.find((one) => start.startsWith(one.starts));
  if (foreign) throw unreadable(name, `is ${foreign.what}, not a spreadsheet; ${foreign.remedy}`);
  return 'text';
}

/** Throws `invalid` where decoded text is mark-up or blank; `opening` is its first thousand characters. */
export function refuseForeignText(opening: string, name: string) {
  const text = opening.trimStart();
  if (text === '') throw unreadable(name, 'is empty; export it again');
  const foreign = foreignText.find((one) => one.opening.test(text));
  if (foreign) throw unreadable(name, `is ${foreign.what}, not a spreadsheet; ${asSpreadsheet}`);
}
