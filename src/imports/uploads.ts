import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatBytes } from '../http/formats.js';
import type { StoredUpload } from '../http/upload.js';
import { sealFile } from './seal.js';

/** Uploaded files live here, sealed and under names of ours, only while their import needs them. */
const uploadsFolder = (config: Config) => path.join(config.dataDir, 'uploads');

export const uploadPath = (config: Config, uploadName: string) =>
  path.join(uploadsFolder(config), path.basename(uploadName));

/**
 * Stores a file as it comes in, sealed; its key is in memory alone until an import notes it.
 * `checkBytes` may throw to stop it.
 */
export async function storeUpload(
  config: Config,
  source: AsyncIterable<Buffer>,
  checkBytes?: (soFar: number) => void,
): Promise<StoredUpload> {
  await mkdir(uploadsFolder(config), { recursive: true });
  const uploadName = randomUUID();
  const file = uploadPath(config, uploadName);
  const { key, bytes, sha256 } = await sealFile(source, file, checkBytes);
  return { path: file, uploadName, uploadKey: key, bytes, sha256 };
}

const copyFaults: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/**
 * Stores a file of the shell's user as an upload.
 * @throws ViewfinderError `not_found` where it cannot be read, `too_large`.
 */
export async function takeCopy(config: Config, file: string): Promise<StoredUpload> {
  const most = config.uploadLimitBytes;
  try {
    // Opened before anything else is waited for: a stream that fails unwatched ends the program.
    const source: AsyncIterable<Buffer> = (await open(file)).createReadStream();
    return await storeUpload(config, source, (soFar) => {
      if (soFar <= most) return;
      throw new ViewfinderError(
        'too_large',
        `${file} is larger than ${formatBytes(most)}; split it into smaller files.`,
      );
    });
  } catch (error) {
    const why = copyFaults[(error as { code?: string }).code ?? ''];
    if (why === undefined) throw error;
    throw new ViewfinderError('not_found', `${file} cannot be imported: ${why}.`);
  }
}

/** A file is noted within seconds of its arrival; one this old that no import names will never be. */
const strayAfterMilliseconds = 3_600_000;

/**
 * Removes the files of uploads that were cut off before their import was noted, by a crash for
 * example. `kept` are the names that imports still need.
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
