import { constants, crc32, deflateRawSync } from 'node:zlib';
import { utils, write, type BookType, type CellObject, type WorkBook } from 'xlsx';
import { ViewfinderError } from '../../../src/errors.js';
import type { Workbook } from '../../../src/imports/import-types.js';
import { defaultReadLimits, type ReadLimits } from '../../../src/imports/readers/read-limits.js';
import { readWorkbook } from '../../../src/imports/readers/read-workbook.js';

/** Reads bytes as the officer's file `name`. */
export const readBytes = (
  bytes: Buffer | string,
  name = 'Children’s views.xlsx',
  limits: Partial<ReadLimits> = {},
): Promise<Workbook> =>
  readWorkbook(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name, {
    ...defaultReadLimits,
    ...limits,
  });

/** The kind and sentence with which a reading is refused. */
export async function refusal(
  reading: Promise<unknown>,
): Promise<{ kind: string; message: string }> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof ViewfinderError) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error('The file was read.');
}

export type Cell = string | number | boolean | null | CellObject;

/** A workbook of one or more sheets, as SheetJS writes it. */
export function bookOf(sheets: Record<string, Cell[][]>): WorkBook {
  const book = utils.book_new();
  for (const [title, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), title);
  }
  return book;
}

export const bookBytes = (book: WorkBook, bookType: BookType = 'xlsx', bookSST = false) =>
  write(book, { type: 'buffer', bookType, bookSST }) as Buffer;

export interface ZipPart {
  name: string;
  content: Buffer | string;
  /** The inflated size that the directory claims; the true one unless given. */
  claims?: number;
  encrypted?: boolean;
  /** Deflated already; `claims` then has to say how long it is, and `content` counts for nothing. */
  packed?: Buffer;
}

/**
 * A chunk of bytes deflated once and repeated: a gigabyte in no time. Full flushes end on a byte and refer to
 * nothing before them, so deflated pieces can be strung together.
 */
export function repeatedPart(name: string, content: RepeatedContent): ZipPart {
  const flushed = (bytes: Buffer | string) =>
    deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const { before = '', chunk, times, after = '' } = content;
  const pieces = new Array<Buffer>(times).fill(flushed(chunk));
  const packed = Buffer.concat([flushed(before), ...pieces, deflateRawSync(after)]);
  const claims = before.length + Buffer.from(chunk).length * times + after.length;
  return { name, content: '', packed, claims };
}

export interface RepeatedContent {
  before?: string;
  chunk: Buffer | string;
  times: number;
  after?: string;
}

/** A zip file of deflated parts, honest or lying. */
export function zipOf(parts: ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = part.packed ?? deflateRawSync(part.content);
    const name = Buffer.from(part.name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(part.content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(part.claims ?? Buffer.from(part.content).length, 18);
    shared.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), shared, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, place, name);
    offset += 30 + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}
