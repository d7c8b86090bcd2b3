import { crc32, createInflateRaw } from 'node:zlib';

const chunkSize = 262_144;

/** What the directory of a zip says of one part (PKWARE's APPNOTE, 4.3.12). */
interface PackedPart {
  compressionMethod: number;
  uncompressedSize: number;
  crc32: number;
}

/**
 * The bytes of a stored or deflated part in chunks of 256 KB, compared with the size and the checksum that
 * the directory gives. Throws an Error where they differ or the deflated bytes are broken.
 */
export async function* inflate(packed: Buffer, part: PackedPart): AsyncGenerator<Buffer> {
  let length = 0;
  let sum = 0;
  for await (const chunk of part.compressionMethod === 0 ? slices(packed) : inflated(packed)) {
    length += chunk.length;
    if (length > part.uncompressedSize) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length !== part.uncompressedSize) throw new Error('The zip directory gives another size.');
  if (sum !== part.crc32) throw new Error('The checksum differs.');
}

function inflated(packed: Buffer): AsyncIterable<Buffer> {
  const stream = createInflateRaw({ chunkSize });
  stream.end(packed);
  return stream;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}
