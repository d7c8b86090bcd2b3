import { missingKinds, type MissingKind } from './words.js';

/**
 * Answers are columns: one typed array for each import and question, one cell a response.
 * `u8` holds option codes 0–239, `u16` codes 0–65,499, `f64` numbers and dates (milliseconds since
 * 1970, UTC). The top codes of each encoding are the missing kinds; no survey number comes near the
 * sentinels of `f64`.
 */
export type AnswerCells = Uint8Array | Uint16Array | Float64Array;
export type Encoding = 'u8' | 'u16' | 'f64';

export const bytesPerCell: Record<Encoding, number> = { u8: 1, u16: 2, f64: 8 };

/** Codes 0–239 fit one byte beside the missing kinds. */
export const optionsPerByte = 240;

const farNumber = Number.MAX_VALUE / 16;
const places = missingKinds.map((_, place) => place);

/** Reserved cell values by encoding, in the order of the missing kinds. */
const reserved: Record<Encoding, readonly number[]> = {
  u8: places.map((place) => 255 - place),
  u16: places.map((place) => 65535 - place),
  f64: places.map((place) => Number.MAX_VALUE - place * farNumber),
};

/** The reserved cell value that stands for a missing kind. */
export const missingCode = (kind: MissingKind, encoding: Encoding): number =>
  reserved[encoding][missingKinds.indexOf(kind)] ?? 0;

/** The missing kind that a cell stands for, or undefined for an answer. */
export const missingKindOf = (cell: number, encoding: Encoding): MissingKind | undefined =>
  missingKinds[reserved[encoding].indexOf(cell)];

/** An array of `length` cells, all `no_reply`. */
export function blankCells(length: number, encoding: Encoding): AnswerCells {
  const cells =
    encoding === 'u8'
      ? new Uint8Array(length)
      : encoding === 'u16'
        ? new Uint16Array(length)
        : new Float64Array(length);
  return cells.fill(missingCode('no_reply', encoding));
}

/** The bytes to store, little-endian as every platform that Node runs on. */
export const packCells = (cells: AnswerCells): Uint8Array =>
  new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);

/** The cells from stored bytes, which they share; copied only where they lie at an odd place. */
export function unpackCells(bytes: Uint8Array, encoding: Encoding): AnswerCells {
  const aligned = bytes.byteOffset % bytesPerCell[encoding] === 0;
  // A Buffer's own slice would be no copy.
  const { buffer, byteOffset, byteLength } = aligned ? bytes : Uint8Array.from(bytes);
  const length = byteLength / bytesPerCell[encoding];
  if (encoding === 'u8') return new Uint8Array(buffer, byteOffset, length);
  return encoding === 'u16'
    ? new Uint16Array(buffer, byteOffset, length)
    : new Float64Array(buffer, byteOffset, length);
}
