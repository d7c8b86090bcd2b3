import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import type { FrameContent } from './code-frame.js';
import { codesOf, type FileCode } from './frame-file-codes.js';

const namespace = 'urn:QDA-XML:codebook:1.0';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 cannot hold in any form: control characters and halves of a pair. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escape = (text: string) =>
  text.replace(unwritable, '').replace(/[&<>"\t\n\r]/g, (one) => escapes[one] ?? one);

function writeCode(code: FileCode, all: readonly FileCode[]): string {
  const parts = all.filter(({ parent }) => parent === code.name);
  const description = `<Description>${escape(code.description)}</Description>`;
  const inner = description + parts.map((part) => writeCode(part, all)).join('');
  return `<Code guid="${code.guid}" name="${escape(code.name)}" isCodable="true">${inner}</Code>`;
}

/** A frame as a codebook of the REFI-QDA standard 1.5; rules have no place in it. */
export function writeQdc(frame: FrameContent): string {
  const codes = codesOf(frame);
  const top = codes.filter(({ parent }) => parent === '');
  const inner = top.map((code) => writeCode(code, codes)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook xmlns="${namespace}" origin="Viewfinder"><Codes>\n${inner}\n</Codes></CodeBook>\n`;
}

interface XmlCode {
  guid: string;
  name: string;
  Description?: string | undefined;
  Code?: XmlCode[] | undefined;
}

const codeSchema: z.ZodType<XmlCode> = z.object({
  guid: z.string(),
  name: z.string(),
  Description: z.string().optional(),
  Code: z.lazy(() => z.array(codeSchema)).optional(),
});
const bookSchema = z.object({
  CodeBook: z.object({ Codes: z.object({ Code: z.array(codeSchema) }) }),
});

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const unescape = (text: string) =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (all, hex, decimal, name) => {
      if (name) return named[String(name).toLowerCase()] ?? String(all);
      const point = hex ? parseInt(String(hex), 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
    },
  );

// Entities are none of the parser's business: it would expand what a hostile file declares.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'Code',
});

const refuse = (message: string) => new ViewfinderError('invalid', message);

function parseXml(text: string): unknown {
  const fault =
    'The file is not whole XML. Export the codebook again from the program that wrote it.';
  try {
    if (XMLValidator.validate(text) !== true) throw refuse(fault);
    return parser.parse(text);
  } catch (cause) {
    throw new ViewfinderError('invalid', fault, { cause });
  }
}

const flatten = (codes: readonly XmlCode[], parent = ''): FileCode[] =>
  codes.flatMap((code) => {
    const name = unescape(code.name).trim();
    const guid = code.guid.replace(/[{}]/g, '').toLowerCase();
    const own = { guid, name, description: unescape(code.Description ?? '').trim(), parent };
    return [own, ...flatten(code.Code ?? [], name)];
  });

/** @throws ViewfinderError `invalid` for what is no codebook, or declares entities. */
export function readQdc(text: string): FileCode[] {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw refuse('The file declares a document type, which no codebook needs. It was not read.');
  }
  const parsed = bookSchema.safeParse(parseXml(text));
  if (parsed.success) return flatten(parsed.data.CodeBook.Codes.Code);
  throw refuse('The file is XML but no REFI-QDA codebook. Export the codebook as .qdc.');
}
