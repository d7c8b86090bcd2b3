import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ViewfinderError, type ErrorKind } from '../errors.js';
import { logFault } from '../log-fault.js';
import { sendPage, wantsJson } from './send-page.js';

const statuses: Record<ErrorKind, number> = {
  invalid: 422,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

const titles: Record<ErrorKind, string> = {
  invalid: 'There is a problem',
  signed_out: 'Sign in first',
  forbidden: 'You cannot do this',
  not_found: 'Page not found',
  conflict: 'This cannot be done now',
  too_large: 'The file is too large',
  too_many: 'Too many attempts',
  unavailable: 'Try again later',
};

/** Faults that Express and its parsers raise, told in our own words. */
function known(error: unknown): ViewfinderError | undefined {
  if (error instanceof ViewfinderError) return error;
  const { code, status } = error as { code?: unknown; status?: unknown };
  if (code === 'LIMIT_FILE_SIZE' || status === 413) {
    return new ViewfinderError(
      'too_large',
      'What was sent is larger than this server accepts. Export fewer columns or split the file.',
    );
  }
  const parserFault = typeof code === 'string' && code.startsWith('LIMIT_');
  if (parserFault || (typeof status === 'number' && status >= 400 && status < 500)) {
    return new ViewfinderError('invalid', 'The server could not read what was sent. Try again.');
  }
  return undefined;
}

/** A page that is worth asking for again loads itself again. */
function askAgain(request: Request, response: Response, fault?: ViewfinderError): void {
  if (fault?.kind !== 'unavailable' || fault.retrySeconds === undefined) return;
  response.set('Retry-After', String(fault.retrySeconds));
  if (request.method === 'GET') response.set('Refresh', String(fault.retrySeconds));
}

async function sendError(request: Request, response: Response, error: unknown): Promise<void> {
  const fault = known(error);
  const requestId = randomUUID();
  if (!fault) logFault([requestId, request.method, request.baseUrl], error);
  const status = fault ? statuses[fault.kind] : 500;
  const title = fault ? titles[fault.kind] : 'Sorry, there is a problem with Viewfinder';
  const detail = fault?.message ?? `Try again. If it goes on, quote this number: ${requestId}`;
  askAgain(request, response, fault);
  if (wantsJson(request)) {
    response.status(status).type('application/problem+json');
    response.send(
      JSON.stringify({ title, status, detail, faults: fault?.faults ?? [], requestId }),
    );
    return;
  }
  const model = { detail, link: fault?.link };
  await sendPage(request, response, { view: 'error', title, status, model });
}

export const notFoundPage: RequestHandler = (_request, _response, next) => {
  next(
    new ViewfinderError(
      'not_found',
      'There is no page at this address. Check it, or start again from the list of surveys.',
    ),
  );
};

/** The one place that turns an error into an answer; mounted last. */
export const errorPages: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  sendError(request, response, error).catch(next);
};
