import { inflateSync } from 'node:zlib';
import { SpssBytes, SpssDamage } from './spss-bytes.js';
import type { SpssDictionary } from './spss-variable.js';

/** One case as it is given out: its elements of 8 bytes one after another, the same buffer each time. */
export type ElementSource = (into: Buffer, at: number) => boolean;

const spaces = Buffer.alloc(8, ' ');

/**
 * The elements of a file's cases in their order, in whatever way they are packed [Data Record]. The
 * source writes the next element at a place of a buffer, and says false where there is none left.
 * @throws SpssDamage, or `tooMuch()` where more than `room` bytes come out of the compressed blocks.
 */
export function elementSource(
  file: SpssBytes,
  { compression, bias }: SpssDictionary,
  room: number,
  tooMuch: () => Error,
): ElementSource {
  if (compression === 'none') return plainElements(file);
  const packed = compression === 'zlib' ? inflateBlocks(file, room, tooMuch) : file;
  return unpackElements(packed, bias);
}

function plainElements(file: SpssBytes): ElementSource {
  return (into, at) => {
    if (file.left === 0) return false;
    file.take(8).copy(into, at);
    return true;
  };
}

const systemMissing = -Number.MAX_VALUE;

/** The meaning of each command byte is in [Data Record], "bytecode compression". */
function unpackElements(file: SpssBytes, bias: number): ElementSource {
  const number = (value: number) => {
    const eight = Buffer.alloc(8);
    if (file.bigEndian) eight.writeDoubleBE(value);
    else eight.writeDoubleLE(value);
    return eight;
  };
  const known = Array.from({ length: 256 }, (_, code) => number(code - bias));
  known[254] = spaces;
  known[255] = number(systemMissing);
  let codes: Buffer = Buffer.alloc(0);
  let next = 0;
  return (into, at) => {
    for (;;) {
      if (next === codes.length) {
        if (file.left === 0) return false;
        [codes, next] = [file.take(8), 0];
      }
      const code = codes[next] ?? 0;
      next += 1;
      if (code === 0) continue;
      if (code === 252) return false;
      (code === 253 ? file.take(8) : (known[code] ?? spaces)).copy(into, at);
      return true;
    }
  };
}

/**
 * [Data Record], "ZLIB compression": a header that says where the trailer is, blocks, and the trailer
 * with the place and size of each. Every size is checked before anything is inflated.
 */
function inflateBlocks(file: SpssBytes, room: number, tooMuch: () => Error): SpssBytes {
  file.take(8);
  const trailerAt = file.int64();
  const trailer = new SpssBytes(file.bytes, file.bigEndian);
  trailer.take(trailerAt);
  trailer.take(20);
  const count = trailer.int32();
  if (count < 0 || count * 24 > trailer.left) throw new SpssDamage('compressed blocks');
  const blocks = Array.from({ length: count }, () => {
    trailer.int64();
    return { at: trailer.int64(), size: trailer.int32(), packed: trailer.int32() };
  });
  if (blocks.some(({ size }) => size < 0)) throw new SpssDamage('size of a block');
  if (blocks.reduce((sum, { size }) => sum + size, 0) > room) throw tooMuch();
  const pieces = blocks.map(({ at, size, packed }) => {
    const block = new SpssBytes(file.bytes, file.bigEndian);
    block.take(at);
    const piece = inflate(block.take(packed), size);
    if (piece.length !== size) throw new SpssDamage('size of a block');
    return piece;
  });
  return new SpssBytes(Buffer.concat(pieces), file.bigEndian);
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new SpssDamage(String(error));
  }
}
