import type { RequestHandler } from 'express';
import multer from 'multer';
import { ViewfinderError } from '../errors.js';

const mostBytes = 4 * 1024 * 1024;

/** Takes the one small file of a form into memory: nothing of it is left on disk. */
export function receiveSmallFile(): RequestHandler {
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: mostBytes, files: 1, fields: 5 },
    defParamCharset: 'utf8',
  }).single('file');
  return (request, response, next) => {
    receive(request, response, (error: unknown) =>
      next(
        error === undefined || error === null
          ? undefined
          : new ViewfinderError('invalid', 'Send one file of 4 MB or less.', {
              cause: error,
            }),
      ),
    );
  };
}
