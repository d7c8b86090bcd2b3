import { ViewfinderError } from '../errors.js';

const words: Record<string, string> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is not there',
  EEXIST: 'what is named as its folder is a file',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'you may not write there',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR_WRITE: 'the disk refused it',
  SQLITE_IOERR_FSYNC: 'the disk refused it',
  SQLITE_CANTOPEN: 'it could not be opened',
  SQLITE_BUSY: 'the database is in use',
};

/** The fault of a disk in one sentence; any other as it is. */
export function diskFault(file: string, error: unknown): unknown {
  const why = words[(error as { code?: string }).code ?? ''];
  if (why === undefined) return error;
  return new ViewfinderError('unavailable', `${file} cannot be written: ${why}.`, { cause: error });
}
