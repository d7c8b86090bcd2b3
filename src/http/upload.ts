import type { RequestHandler } from 'express';
import { mkdirSync } from 'node:fs';
import multer from 'multer';
import type { Config } from '../config.js';

/** A file received by a form: where it is, and the name its owner gave it. */
export interface ReceivedFile {
  path: string;
  storedName: string;
  originalName: string;
}

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
  return upload.single('file');
}

export function receivedFile(file: Express.Multer.File | undefined): ReceivedFile | undefined {
  return file && { path: file.path, storedName: file.filename, originalName: file.originalname };
}
