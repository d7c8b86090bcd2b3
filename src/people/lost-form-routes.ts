import { urlencoded, type ErrorRequestHandler, type Request } from 'express';
import { ViewfinderError } from '../errors.js';
import { parseFields } from '../http/parse.js';
import { sendPage, wantsJson } from '../http/send-page.js';
import { routes } from './addresses.js';

const readForm = urlencoded({ extended: false, limit: '200kb', parameterLimit: 1000 });

/** Never shown again, however many words they have. */
const secrets: readonly string[] = ['csrf', 'code', 'old', 'password', 'again'];

/** What somebody wrote rather than chose: the values of more than one word. */
const written = (body: unknown): string[] =>
  Object.entries(parseFields(body)).flatMap(([field, value]) =>
    typeof value === 'string' && /\S\s+\S/.test(value) && !secrets.includes(field) ? [value] : [],
  );

/** The page that most likely held the form: the nearest one at or above the address that it went to. */
function pageOf({ path }: Request, pattern: string): string {
  const [steps, names] = [path.split('/'), pattern.split('/')];
  while (names.length > 1) {
    const known = names.join('/');
    if (routes.some(([method, where]) => method === 'get' && where === known)) {
      return steps.slice(0, names.length).join('/');
    }
    names.pop();
  }
  return '/';
}

/**
 * Tells whoever sends a form after their session has ended, or one that is too old, that nothing was
 * saved, gives back what they wrote and leads to where they can send it again.
 */
export const lostForm: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof ViewfinderError) || request.method !== 'POST' || wantsJson(request)) {
    return next(error);
  }
  const isStale = (error.cause as { code?: unknown } | undefined)?.code === 'EBADCSRFTOKEN';
  if (error.kind !== 'signed_out' && !isStale) return next(error);
  const pattern = String(response.locals['route'] ?? '').replace('POST ', '');
  const page = pageOf(request, pattern);
  // A form too large to be read is told of without its words.
  readForm(request, response, () => {
    const isSignedOut = !isStale;
    sendPage(request, response, {
      view: 'people/lost-form',
      title: isSignedOut ? 'You have been signed out' : 'This form is too old',
      status: isStale ? 403 : 401,
      model: { page, written: written(request.body), isSignedOut },
    }).catch(next);
  });
};
