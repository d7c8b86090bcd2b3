import type { RequestHandler } from 'express';
import { mkdirSync } from 'node:fs';
import multer from 'multer';
import type { Config } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatBytes } from './formats.js';

/** A file received by a form: where it is, and the name its owner gave it. */
export interface ReceivedFile {
  path: string;
  storedName: string;
  originalName: string;
}

const tooLarge = ({ uploadLimitBytes }: Config) =>
  new ViewfinderError(
    'too_large',
    `The file is larger than ${formatBytes(uploadLimitBytes)}, the most that this server accepts. Export fewer columns, or split the file and import its parts into the same wave.`,
    { link: { href: '/imports/new', text: 'Upload another file' } },
  );

/** Takes one file of the field `file` into `folder` under a name of ours; limits are the server's. */
export function receiveUpload(
  config: Config,
  folder: string,
  newName: () => string,
): RequestHandler {
  mkdirSync(folder, { recursive: true });
  const upload = multer({
    storage: multer.diskStorage({
      destination: folder,
      filename: (_request, _file, done) => done(null, newName()),
    }),
    limits: { fileSize: config.uploadLimitBytes, files: 1, fields: 20, fieldSize: 10_000 },
    // Browsers send the name's UTF-8 bytes; multer's own default would read them as Latin-1.
    defParamCharset: 'utf8',
  });
  const receive = upload.single('file');
  return (request, response, next) => {
    receive(request, response, (error: unknown) => {
      const isTooLarge = (error as { code?: unknown } | undefined)?.code === 'LIMIT_FILE_SIZE';
      next(isTooLarge ? tooLarge(config) : error);
    });
  };
}

export function receivedFile(file: Express.Multer.File | undefined): ReceivedFile | undefined {
  return file && { path: file.path, storedName: file.filename, originalName: file.originalname };
}
