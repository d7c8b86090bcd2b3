import { deflateSync } from 'node:zlib';
import { readBytes } from './written-file.js';

/** One variable of a file that a test writes. */
export interface WrittenVariable {
  /** At most 8 capitals. */
  name: string;
  label?: string;
  /** Bytes of a string; a number without. */
  width?: number;
  /** Type of the print format: 5 a number, 20 a date. */
  format?: number;
  labels?: [value: string | number, label: string][];
  missing?: (string | number)[];
  /** Both ends included. */
  missingRange?: [number, number];
  values: (string | number | null)[];
}

export interface WrittenFile {
  variables: WrittenVariable[];
  compression?: 'none' | 'bytes' | 'zlib';
  bigEndian?: boolean;
  /** Name in the character encoding record, and how texts are written; UTF-8. */
  encoding?: string;
  encode?: (text: string) => Buffer;
  /** Extension records by subtype; the content is text, or bytes. */
  extensions?: [subtype: number, content: string | Buffer][];
  /** Cases in the header: the true number unless given. */
  claims?: number;
  weightIndex?: number;
  /** Bytes of a compressed block. */
  blockSize?: number;
}

const padded = (bytes: Buffer, length: number, fill: string | number = ' ') =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, length - bytes.length), fill)]);

const elementsOf = (width: number) => Math.max(1, Math.ceil(width / 8));

/** Strings of over 255 bytes are kept in pieces of 255. */
function piecesOf({ width = 0 }: WrittenVariable): number[] {
  const count = width <= 255 ? 1 : Math.ceil(width / 252);
  return Array.from({ length: count }, (_, at) =>
    at < count - 1 ? 255 : width - (count - 1) * 252,
  );
}

/** Integers, numbers and texts as bytes of one file. */
function byteWriter({
  bigEndian = false,
  encode = (text: string) => Buffer.from(text),
}: WrittenFile) {
  const sized = (size: number, write: (bytes: Buffer) => void) => {
    const bytes = Buffer.alloc(size);
    write(bytes);
    return bigEndian ? bytes.reverse() : bytes;
  };
  const double = (value: number) => sized(8, (bytes) => bytes.writeDoubleLE(value));
  return {
    encode,
    double,
    int32: (value: number) => sized(4, (bytes) => bytes.writeInt32LE(value)),
    int64: (value: number) => sized(8, (bytes) => bytes.writeBigInt64LE(BigInt(value))),
    value: (one: string | number) =>
      typeof one === 'number' ? double(one) : padded(encode(one), 8),
  };
}
type ByteWriter = ReturnType<typeof byteWriter>;

/**
 * An SPSS system file, after GNU PSPP's "System File Format"; the reader's own code has no part in it.
 */
export function spssFile(file: WrittenFile): Buffer {
  const { variables, compression = 'bytes' } = file;
  const bytes = byteWriter(file);
  const { int32, double } = bytes;
  const cases = variables[0]?.values.length ?? 0;
  const size = variables.flatMap(piecesOf).reduce((sum, width) => sum + elementsOf(width), 0);
  const head = Buffer.concat([
    Buffer.from(compression === 'zlib' ? '$FL3' : '$FL2'),
    padded(Buffer.from('@(#) SPSS DATA FILE written by a test'), 60),
    ...[2, size, ['none', 'bytes', 'zlib'].indexOf(compression)].map(int32),
    int32(file.weightIndex ?? 0),
    int32(file.claims ?? cases),
    double(100),
    Buffer.from('01 Jan 1120:53:52'),
    Buffer.alloc(64, ' '),
    Buffer.alloc(3),
    ...variables.map((variable) => variableRecords(variable, bytes)),
    ...labelRecords(variables, bytes),
    ...extensionRecords(file, bytes),
    int32(999),
    int32(0),
  ]);
  const elements = caseElements(variables, cases, bytes);
  if (compression === 'none') return Buffer.concat([head, ...elements]);
  const packed = packElements(elements, double);
  if (compression === 'bytes') return Buffer.concat([head, packed]);
  return zipped(head, packed, file.blockSize ?? 0x3ff000, bytes);
}

function variableRecords(variable: WrittenVariable, bytes: ByteWriter): Buffer {
  const pieces = piecesOf(variable).map((width, at) =>
    at === 0
      ? variableRecord(variable, width, bytes)
      : variableRecord({ name: `${variable.name.slice(0, 5)}${at}`, values: [] }, width, bytes),
  );
  return Buffer.concat(pieces);
}

function variableRecord(variable: WrittenVariable, width: number, bytes: ByteWriter): Buffer {
  const { int32, encode, double, value } = bytes;
  const { label, missing = [], missingRange = [] } = variable;
  const text = label === undefined ? undefined : encode(label);
  const format = int32(((variable.format ?? (width > 0 ? 1 : 5)) << 16) | 0x0800);
  const count = missingRange.length > 0 ? -2 - missing.length : missing.length;
  const more = Buffer.concat([...[2, -1, 0, 0, 0, 0].map(int32), Buffer.alloc(8, ' ')]);
  return Buffer.concat([
    ...[2, width, text ? 1 : 0, count].map(int32),
    format,
    format,
    padded(encode(variable.name), 8),
    ...(text ? [int32(text.length), padded(text, Math.ceil(text.length / 4) * 4)] : []),
    ...missingRange.map(double),
    ...missing.map(value),
    ...Array.from({ length: elementsOf(width) - 1 }, () => more),
  ]);
}

function labelRecords(variables: WrittenVariable[], { int32, encode, value }: ByteWriter) {
  let place = 1;
  return variables.flatMap((variable) => {
    const own = place;
    place += piecesOf(variable).reduce((sum, width) => sum + elementsOf(width), 0);
    const { labels } = variable;
    if (!labels) return [];
    const written = labels.flatMap(([one, label]) => {
      const text = encode(label);
      const length = Math.ceil((text.length + 1) / 8) * 8 - 1;
      return [value(one), Buffer.from([text.length]), padded(text, length)];
    });
    return [...[3, labels.length].map(int32), ...written, ...[4, 1, own].map(int32)];
  });
}

function extensionRecords(file: WrittenFile, { int32, encode }: ByteWriter): Buffer[] {
  const long = file.variables
    .filter(({ width = 0 }) => width > 255)
    .map(({ name, width }) => `${name}=${String(width).padStart(5, '0')}\0\t`);
  const { encoding = 'UTF-8' } = file;
  const all: [number, string | Buffer][] = [
    ...(long.length > 0 ? [[14, long.join('')] as [number, string]] : []),
    ...(file.extensions ?? []),
    ...(encoding === '' ? [] : [[20, Buffer.from(encoding)] as [number, Buffer]]),
  ];
  return all.map(([subtype, written]) => {
    const content = typeof written === 'string' ? encode(written) : written;
    return Buffer.concat([...[7, subtype, 1, content.length].map(int32), content]);
  });
}

function caseElements(
  variables: WrittenVariable[],
  cases: number,
  { double, encode }: ByteWriter,
): Buffer[] {
  const eights = (bytes: Buffer) =>
    Array.from({ length: bytes.length / 8 }, (_, at) => bytes.subarray(at * 8, at * 8 + 8));
  const elementsAt = (variable: WrittenVariable, row: number): Buffer[] => {
    const { width = 0, values } = variable;
    const one = values[row];
    if (width === 0) return [double(typeof one === 'number' ? one : -Number.MAX_VALUE)];
    const text = padded(encode(String(one ?? '')), width).subarray(0, width);
    return piecesOf(variable).flatMap((piece, at) => {
      const room = elementsOf(piece) * 8;
      return eights(padded(text.subarray(at * 255, at * 255 + 255), room).subarray(0, room));
    });
  };
  return Array.from({ length: cases }, (_, row) =>
    variables.flatMap((variable) => elementsAt(variable, row)),
  ).flat();
}

/** Command bytes by eights, each followed by the elements that it could not say itself. */
function packElements(elements: Buffer[], double: (value: number) => Buffer): Buffer {
  const small = Array.from(
    { length: 251 },
    (_, at) => [double(at - 99).toString('latin1'), at + 1] as const,
  );
  const known = new Map<string, number>([
    ...small,
    [' '.repeat(8), 254],
    [double(-Number.MAX_VALUE).toString('latin1'), 255],
  ]);
  const coded = elements.map((element) => ({
    element,
    code: known.get(element.toString('latin1')) ?? 253,
  }));
  const out: Buffer[] = [];
  for (let from = 0; from < coded.length || from === 0; from += 8) {
    const eight = coded.slice(from, from + 8);
    const codes = eight.map(({ code }) => code);
    out.push(padded(Buffer.from(eight.length < 8 ? [...codes, 252] : codes), 8, 0));
    out.push(...eight.filter(({ code }) => code === 253).map(({ element }) => element));
  }
  return Buffer.concat(out);
}

/** Blocks between a header that says where the trailer is, and the trailer that says where they are. */
function zipped(head: Buffer, packed: Buffer, size: number, { int32, int64 }: ByteWriter): Buffer {
  const blocks = Array.from({ length: Math.ceil(packed.length / size) }, (_, at) => {
    const plain = packed.subarray(at * size, at * size + size);
    return { plain, squeezed: deflateSync(plain) };
  });
  let [from, at] = [head.length, head.length + 24];
  const entries = blocks.map(({ plain, squeezed }) => {
    const entry = [int64(from), int64(at), int32(plain.length), int32(squeezed.length)];
    from += plain.length;
    at += squeezed.length;
    return Buffer.concat(entry);
  });
  return Buffer.concat([
    head,
    ...[head.length, at, 24 + entries.length * 24].map(int64),
    ...blocks.map(({ squeezed }) => squeezed),
    ...[-100, 0].map(int64),
    ...[size, blocks.length].map(int32),
    ...entries,
  ]);
}

/** Reads a written file, with what it declares of its columns. */
export const readWritten = async (file: WrittenFile) => {
  const book = await readBytes(spssFile(file), 'Survey.sav');
  const sheet = book.sheets[0];
  if (!sheet?.declared) throw new Error('there is no sheet with declared columns');
  return { ...book, sheet, declared: sheet.declared, rows: sheet.rows };
};

/** Reads a file of one variable: its cells, and what is declared of it. */
export const readVariable = async (variable: WrittenVariable, more: Partial<WrittenFile> = {}) => {
  const { rows, declared } = await readWritten({ variables: [variable], ...more });
  return { cells: rows.map((cells) => cells[0]), ...declared[0] };
};
