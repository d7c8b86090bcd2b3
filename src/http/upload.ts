import { rm } from 'node:fs/promises';
import type { RequestHandler } from 'express';
import multer from 'multer';
import type { Config } from '../config.js';
import { ViewfinderError } from '../errors.js';
import { formatBytes } from './formats.js';

/** A file as it was stored on arrival. */
export interface StoredUpload {
  path: string;
  /** Its name in the uploads folder, and the key that it is sealed with. */
  uploadName: string;
  uploadKey: string;
  /** Of what is inside; the SHA-256 in hexadecimal. */
  bytes: number;
  sha256: string;
}

/** A file received by a form, with the name its owner gave it. */
export interface ReceivedFile extends StoredUpload {
  originalName: string;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by `receiveUpload` beside multer's own `file`. */
    storedUpload?: StoredUpload;
  }
}

const tooLarge = ({ uploadLimitBytes }: Config) =>
  new ViewfinderError(
    'too_large',
    `The file is larger than ${formatBytes(uploadLimitBytes)}, the most that this server accepts. Export fewer columns, or split the file and import its parts into the same wave.`,
    { link: { href: '/imports/new', text: 'Upload another file' } },
  );

/** Takes one file of the field `file` and hands its stream to `store`; limits are the server's. */
export function receiveUpload(
  config: Config,
  store: (source: AsyncIterable<Buffer>) => Promise<StoredUpload>,
): RequestHandler {
  const upload = multer({
    storage: {
      _handleFile(request, file, done) {
        store(file.stream).then((stored) => {
          request.storedUpload = stored;
          done(null, { path: stored.path, size: stored.bytes });
        }, done);
      },
      _removeFile(_request, file, done) {
        rm(file.path, { force: true }).then(() => done(null), done);
      },
    },
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

export function receivedFile({
  file,
  storedUpload,
}: {
  file?: Express.Multer.File | undefined;
  storedUpload?: StoredUpload | undefined;
}): ReceivedFile | undefined {
  return file && storedUpload && { ...storedUpload, originalName: file.originalname };
}
