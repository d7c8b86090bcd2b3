import { unreadable } from './read-limits.js';

/** The first mark-up of a document, past comments and the like. */
const rootElement = /^(?:\ufeff|\s|<\?[^>]*>|<!--.*?-->)*<(?:\w+:)?document\s[^>]*\bxmlns:office=/s;
const mimetype = /\boffice:mimetype="([^"]*)"/;

const openingLength = 20_000;
const openingOf = (bytes: Buffer) => bytes.toString('utf8', 0, openingLength);

/** Whether a text file is a flat OpenDocument: one XML file (OpenDocument 1.2 part 1, 2.2.1). */
export const isFlatOpenDocument = (bytes: Buffer) => rootElement.test(openingOf(bytes));

/** XML may go without its first line, but SheetJS knows a flat OpenDocument by it. */
export const withProlog = (bytes: Buffer) =>
  bytes.toString('latin1', 0, 5) === '<?xml'
    ? bytes
    : Buffer.concat([Buffer.from('<?xml version="1.0"?>'), bytes]);

/** Throws `invalid` where a flat OpenDocument is no spreadsheet. */
export function refuseOtherDocument(bytes: Buffer, name: string) {
  const type = mimetype.exec(openingOf(bytes))?.[1] ?? '';
  if (type.includes('spreadsheet')) return;
  throw unreadable(
    name,
    'is a text, drawing or presentation (OpenDocument), not a spreadsheet; upload the spreadsheet itself',
  );
}
