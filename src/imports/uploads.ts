import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.js';
import { ViewfinderError } from '../errors.js';

/** Uploaded files live here, under names of ours, only until their import is done or discarded. */
export const uploadsFolder = (config: Config) => path.join(config.dataDir, 'uploads');

export const uploadPath = (config: Config, uploadName: string) =>
  path.join(uploadsFolder(config), path.basename(uploadName));

export const newUploadName = () => randomUUID();

/** Bytes and SHA-256 (hexadecimal) of a file. */
export async function fingerprint(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

const copyFaults: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/**
 * Copies a file of the shell's user into the uploads folder and returns its name there.
 * @throws ViewfinderError `not_found` where it cannot be read.
 */
export async function takeCopy(config: Config, file: string): Promise<string> {
  await mkdir(uploadsFolder(config), { recursive: true });
  const uploadName = newUploadName();
  try {
    await copyFile(file, uploadPath(config, uploadName));
  } catch (error) {
    const why = copyFaults[(error as { code?: string }).code ?? ''];
    if (why === undefined) throw error;
    await dropUpload(config, uploadName);
    throw new ViewfinderError('not_found', `${file} cannot be imported: ${why}.`);
  }
  return uploadName;
}

/** A file is noted within seconds of its arrival; one this old that no import names will never be. */
const strayAfterMilliseconds = 3_600_000;

/**
 * Removes the files of uploads that were cut off before their import was noted, by a crash for
 * example; they may hold personal details. `kept` are the names that imports still need.
 */
export async function dropStrayUploads(config: Config, kept: ReadonlySet<string>): Promise<void> {
  const names = await readdir(uploadsFolder(config)).catch(() => []);
  for (const name of names.filter((one) => !kept.has(one))) {
    // Another process may have taken it away since the folder was listed.
    const found = await stat(uploadPath(config, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > strayAfterMilliseconds) {
      await dropUpload(config, name);
    }
  }
}

export async function dropUpload(config: Config, uploadName: string | null): Promise<void> {
  if (uploadName !== null) await rm(uploadPath(config, uploadName), { force: true });
}
