import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
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

export async function dropUpload(config: Config, uploadName: string | null): Promise<void> {
  if (uploadName !== null) await rm(uploadPath(config, uploadName), { force: true });
}
