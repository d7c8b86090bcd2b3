import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ViewfinderError } from '../errors.js';

/**
 * What an open import leaves on the disk is sealed with a key of its own (AES-256-GCM): once the key is
 * gone, nothing that is left of it in free space, a log or a copy can be read.
 */
const algorithm = 'aes-256-gcm';
const bytesOf = { key: 32, nonce: 12, tag: 16 } as const;

/** A new key, in base64. */
const newKey = () => randomBytes(bytesOf.key).toString('base64');

const sealedMark = 'sealed:';

/** Seals a text with a key; `openText` alone reads it again. */
export function sealText(key: string, text: string): string {
  const nonce = randomBytes(bytesOf.nonce);
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce);
  const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return sealedMark + Buffer.concat(sealed).toString('base64');
}

/** The text that was sealed; one that was not, as it is. Throws where the key is another. */
export function openText(key: string | null, text: string): string {
  if (!text.startsWith(sealedMark)) return text;
  const sealed = Buffer.from(text.slice(sealedMark.length), 'base64');
  const nonce = sealed.subarray(0, bytesOf.nonce);
  const decipher = createDecipheriv(algorithm, Buffer.from(key ?? '', 'base64'), nonce);
  decipher.setAuthTag(sealed.subarray(-bytesOf.tag));
  const start = decipher.update(sealed.subarray(bytesOf.nonce, -bytesOf.tag), undefined, 'utf8');
  return start + decipher.final('utf8');
}

/** A file as it was sealed: its key, and the size and SHA-256 (hexadecimal) of what is inside. */
export interface SealedFile {
  key: string;
  bytes: number;
  sha256: string;
}

/**
 * Seals a stream into a new file with a new key, counting and hashing in the same pass: none of it is
 * ever on the disk in clear. Leaves no file where the stream breaks off, or `checkBytes` throws.
 */
export async function sealFile(
  source: AsyncIterable<Buffer>,
  file: string,
  checkBytes: (soFar: number) => void = () => undefined,
): Promise<SealedFile> {
  const [key, nonce, hash] = [newKey(), randomBytes(bytesOf.nonce), createHash('sha256')];
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce);
  let bytes = 0;
  async function* seal(chunks: AsyncIterable<Buffer>) {
    yield nonce;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      checkBytes(bytes);
      hash.update(chunk);
      yield cipher.update(chunk);
    }
    yield cipher.final();
    yield cipher.getAuthTag();
  }
  try {
    await pipeline(source, seal, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { key, bytes, sha256: hash.digest('hex') };
}

const changed = (name: string) =>
  new ViewfinderError(
    'invalid',
    `The stored copy of ${name} has been changed or cut short since it was uploaded, so it was not read. Upload the file again.`,
  );

/** The nonce and tag of a sealed file, and the size of what lies between; undefined for a cut one. */
async function endsOf(file: string) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const length = size - bytesOf.nonce - bytesOf.tag;
    if (length < 0) return undefined;
    const nonce = Buffer.alloc(bytesOf.nonce);
    const tag = Buffer.alloc(bytesOf.tag);
    await handle.read(nonce, 0, nonce.length, 0);
    await handle.read(tag, 0, tag.length, size - tag.length);
    return { nonce, tag, length };
  } finally {
    await handle.close();
  }
}

/**
 * Reads a sealed file into memory. `name` is the officer's name for it.
 * @throws ViewfinderError `invalid` where a byte of it is not as it was written; `not_found`.
 */
export async function openFile(file: string, key: string, name: string): Promise<Buffer> {
  try {
    const ends = await endsOf(file);
    if (!ends) throw changed(name);
    const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64'), ends.nonce);
    decipher.setAuthTag(ends.tag);
    const content = Buffer.allocUnsafe(ends.length);
    let at = 0;
    if (ends.length > 0) {
      const end = bytesOf.nonce + ends.length - 1;
      for await (const chunk of createReadStream(file, { start: bytesOf.nonce, end })) {
        at += decipher.update(chunk as Buffer).copy(content, at);
      }
    }
    try {
      decipher.final();
    } catch {
      throw changed(name);
    }
    return content;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new ViewfinderError('not_found', `${name} is no longer kept. Upload it again.`);
  }
}
