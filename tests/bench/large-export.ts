import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { columnLetter } from '../../src/imports/readers/cell-address.js';
import { sentences } from './comment-phrases.js';
import {
  attributes,
  closedQuestions,
  openQuestions,
  providers,
  regions,
} from './export-columns.js';

export interface LargeExport {
  responses: number;
  /** Texts in a table of their own, as Excel and most platforms write them, or in the cells. */
  strings: 'shared' | 'inline';
}

/** Counts up when the same numbers would no longer give the same bytes. */
const edition = 2;
const seed = 20_121_031;
const firstDay = 41_183;

/**
 * A survey export of 30 columns as .xlsx, the same bytes for the same order: 4 attributes, 22 closed
 * questions, 4 open ones of about 30 words, every comment given. Written once and kept in the system's
 * temporary folder; 100,000 responses are about 178 MB inflated and 98 million characters.
 * @returns the path of the file
 */
export async function largeExport({ responses, strings }: LargeExport): Promise<string> {
  const folder = path.join(tmpdir(), 'viewfinder-bench');
  const file = path.join(folder, `export-${edition}-${responses}-${strings}.xlsx`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await pipeline(zipped({ responses, strings }), createWriteStream(unfinished));
  renameSync(unfinished, file);
  return file;
}

function zipped(order: LargeExport): NodeJS.ReadableStream {
  const zip = new ZipFile();
  const made = { mtime: new Date(2013, 0, 1), compressionLevel: 4 };
  for (const [name, xml] of Object.entries(smallParts)) {
    zip.addBuffer(Buffer.from(`${declaration}${xml}`), name, made);
  }
  const addText = (name: string, chunks: Iterable<string>) =>
    zip.addReadStreamLazy(name, made, (give) =>
      give(null, Readable.from(inBytes(chunks), { objectMode: false })),
    );
  addText('xl/worksheets/sheet1.xml', sheetXml(order));
  if (order.strings === 'shared') addText('xl/sharedStrings.xml', stringsXml(order.responses));
  zip.end();
  return zip.outputStream;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const smallParts = {
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${contentType}.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Responses" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="22" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

export type Dice = (below: number) => number;

/** Whole numbers from 0 to below `below`, always the same for the same start (mulberry32). */
export function dice(start: number): Dice {
  let state = start | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const letters = [
  ...attributes,
  ...closedQuestions.map(([wording]) => wording),
  ...openQuestions,
].map((_, column) => columnLetter(column));

/** Shared texts that are not comments, in their order in the table. */
const fixedTexts = [
  ...new Set([
    ...attributes,
    ...closedQuestions.flatMap(([wording, options]) => [wording, ...options]),
    ...openQuestions,
    ...regions,
    ...providers,
  ]),
];
const placeOf = new Map(fixedTexts.map((text, place) => [text, place]));

type Texts = { fixed(text: string): string; comment(number: number): string };

const shared: Texts = {
  fixed: (text) => ` t="s"><v>${placeOf.get(text)}</v></c>`,
  comment: (number) => ` t="s"><v>${fixedTexts.length + number}</v></c>`,
};
const inline: Texts = {
  fixed: (text) => ` t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
  comment: (number) => ` t="inlineStr"><is><t>${escaped(comment(number))}</t></is></c>`,
};

function* sheetXml({ responses, strings }: LargeExport): Generator<string> {
  const texts = strings === 'shared' ? shared : inline;
  const headings = [
    ...attributes,
    ...closedQuestions.map(([wording]) => wording),
    ...openQuestions,
  ];
  yield `${declaration}<worksheet xmlns="${main}"><dimension ref="A1:${letters.at(-1)}${responses + 1}"/><sheetData>`;
  yield rowXml(1, headings.map(texts.fixed));
  const roll = dice(seed);
  for (let response = 0; response < responses; response += 1) {
    const cells = [
      `><v>${118_000_000 + response * 7}</v></c>`,
      ` s="1"><v>${firstDay + roll(90)}.${1000 + roll(8000)}</v></c>`,
      texts.fixed(regions[roll(regions.length)] ?? ''),
      texts.fixed(providers[roll(providers.length)] ?? ''),
    ];
    for (const [, options] of closedQuestions) {
      const skipped = roll(20) === 0;
      cells.push(skipped ? '' : texts.fixed(options[roll(options.length)] ?? ''));
    }
    for (let open = 0; open < openQuestions.length; open += 1) {
      cells.push(texts.comment(response * openQuestions.length + open));
    }
    yield rowXml(response + 2, cells);
  }
  yield '</sheetData></worksheet>';
}

/** Cells from their attributes on; '' where there is none. */
const rowXml = (row: number, cells: string[]) =>
  `<row r="${row}">${cells.map((cell, column) => cell && `<c r="${letters[column]}${row}"${cell}`).join('')}</row>`;

function* stringsXml(responses: number): Generator<string> {
  const comments = responses * openQuestions.length;
  yield `${declaration}<sst xmlns="${main}" uniqueCount="${fixedTexts.length + comments}">`;
  for (const text of fixedTexts) yield `<si><t>${escaped(text)}</t></si>`;
  for (let number = 0; number < comments; number += 1) {
    yield `<si><t>${escaped(comment(number))}</t></si>`;
  }
  yield '</sst>';
}

const escaped = (text: string) => (text.includes('&') ? text.replaceAll('&', '&amp;') : text);

/** Two or three sentences; one comment in eight has a slip of the pen in it, as people's words have. */
function comment(number: number): string {
  const roll = dice(seed + 1 + number * 7919);
  const wanted = 2 + (roll(8) > 6 ? 1 : 0);
  const written = Array.from({ length: wanted }, () => sentence(roll));
  const text = written.join(roll(12) === 0 ? '\n' : ' ');
  if (roll(8) > 0) return text;
  const slip = 1 + roll(text.length - 2);
  return text.slice(0, slip) + text.slice(slip + 1);
}

function sentence(roll: Dice): string {
  const places = sentences[roll(sentences.length)] ?? [];
  const text = places.map((phrases) => phrases[roll(phrases.length)]).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Chunks of about 64 KB, for a stream of single rows would spend its time on streaming. */
function* inBytes(texts: Iterable<string>): Generator<Buffer> {
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < 65_536) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  yield Buffer.from(waiting);
}
