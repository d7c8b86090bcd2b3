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

/** What is wrong with a form that cannot be taken apart, by multer's code or the start of busboy's message. */
const formFaults: readonly [RegExp, string][] = [
  [/^LIMIT_(UNEXPECTED_FILE|FILE_COUNT)$/, 'Send one file, in the field “file”.'],
  [/^LIMIT_FIELD_COUNT$/, 'The form has more than 20 fields, the most that are read.'],
  [/^LIMIT_FIELD_VALUE$/, 'A field of the form is longer than 10,000 characters.'],
  [
    /^(Malformed |Unexpected end of |Multipart: |Request aborted|Unsupported content type)/,
    'The form broke off, or is not as its Content-Type says. Send it again.',
  ],
];

/** The fault in the words of whoever sent the form; anything else as it is. */
function tellable(config: Config, error: unknown): unknown {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (error instanceof ViewfinderError) return error;
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(config);
  const found = formFaults.find(([mark]) => mark.test(String(code ?? message)));
  return found ? new ViewfinderError('invalid', found[1]) : error;
}

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
    receive(request, response, (error: unknown) => next(tellable(config, error)));
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
