import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** One file inside a zip file. */
export interface Part {
  path: string;
  text: string;
  /** Left uncompressed: where a format wants to be recognised by it. */
  stored?: boolean;
}

/** A zip file of the parts, in their order; the same parts of the same instant make the same bytes. */
export function zipParts(parts: readonly Part[], madeAt: string): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(madeAt);
  for (const { path, text, stored } of parts) {
    zip.addBuffer(Buffer.from(text, 'utf8'), path, { mtime, compress: !stored });
  }
  zip.end();
  return buffer(zip.outputStream);
}
