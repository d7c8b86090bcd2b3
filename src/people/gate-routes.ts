import { rm } from 'node:fs/promises';
import { csrfSync } from 'csrf-sync';
import {
  Router,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import session, { type SessionData } from 'express-session';
import { notFound, ViewfinderError } from '../errors.js';
import { parseFields } from '../http/parse.js';
import { wantsJson } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { routes } from './addresses.js';
import type { Access } from './route.js';
import { recordRefusal } from './audit-queries.js';
import { may, nobody, permissions, type Viewer } from './permissions.js';
import { SessionStore, sessionSecret, sha256 } from './session-store.js';
import { hiddenSubject } from './sight-queries.js';
import { findToken, markTokenUsed } from './token-queries.js';
import { findViewer } from './viewer-queries.js';

/** Where a person whose password somebody else has set is sent until they have chosen their own. */
const ownPassword = '/account/password';
const openToOldPasswords: readonly string[] = [ownPassword, '/sign-out'];

const signedOut = () =>
  new ViewfinderError('signed_out', 'Sign in first, or send a token that is still valid.');

const isHeld = ({ viewer }: Request, access: Access) =>
  access === 'anybody' ||
  (access === 'signed_in' ? viewer.accountId !== null : may(viewer, access));

function refusal({ viewer }: Request, access: Access): ViewfinderError {
  if (viewer.accountId === null || access === 'signed_in' || access === 'anybody') {
    return signedOut();
  }
  return new ViewfinderError(
    'forbidden',
    `Your account does not allow this: it needs “${permissions[access]}”. Ask an administrator.`,
  );
}

/** Sends a reader who is not signed in to the sign-in page and back; a program gets the fault itself. */
const toSignIn: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof ViewfinderError) || request.method !== 'GET' || wantsJson(request)) {
    return next(error);
  }
  if (error.link?.href === ownPassword) return response.redirect(303, ownPassword);
  if (error.kind !== 'signed_out') return next(error);
  response.redirect(303, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`);
};

/**
 * The one place that lets a request in: `first` before any answer can be given, `enter` before bodies
 * are read, `forms` after.
 */
export function gateRoutes({ db, config }: Services): {
  first: RequestHandler;
  enter: (RequestHandler | ErrorRequestHandler)[];
  forms: (RequestHandler | ErrorRequestHandler)[];
} {
  const sessions = session({
    name: 'viewfinder',
    secret: sessionSecret(config),
    store: new SessionStore(db),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      // Not strict: the way back from a single sign-on provider comes from its site.
      sameSite: 'lax',
      secure: 'auto',
      maxAge: config.sessionIdleMinutes * 60_000,
    },
  });
  const { csrfSynchronisedProtection, generateToken } = csrfSync({
    getTokenFromRequest: (request) => {
      const token = request.get('X-CSRF-Token') ?? parseFields(request.body)['csrf'];
      return typeof token === 'string' ? token : undefined;
    },
  });

  /** A token speaks for its request alone: no cookie is read or set with it. */
  const bySessionOnly =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) =>
      request.get('Authorization') === undefined ? handler(request, response, next) : next();

  async function byToken({ viewer }: Request, authorization: string): Promise<Viewer> {
    const [, token] = /^Bearer ([\w-]+)$/i.exec(authorization) ?? [];
    const found = token === undefined ? undefined : await findToken(db, sha256(token));
    const known = found && (await findViewer(db, found.accountId, { ...viewer, ...found }));
    if (!known) throw signedOut();
    await markTokenUsed(db, found.id);
    return known.viewer;
  }

  /** Whose session it is, while it runs. There is none for "*", which is an address of no path. */
  async function sessionOwner({ session, viewer }: Request) {
    const { accountId, signedInAt = '' } = (session as SessionData | undefined) ?? {};
    const endsAt = Date.parse(signedInAt) + config.sessionHours * 3_600_000;
    const isOpen = accountId !== undefined && endsAt > Date.now();
    return isOpen ? findViewer(db, accountId, viewer) : undefined;
  }

  async function bySession(request: Request): Promise<Viewer> {
    const known = await sessionOwner(request);
    if (!known) return request.viewer;
    if (!known.mustChangePassword) return known.viewer;
    if (!openToOldPasswords.includes(request.path)) {
      throw new ViewfinderError('forbidden', 'Choose a password of your own first.', {
        link: { href: ownPassword, text: 'Choose a password' },
      });
    }
    // No page is open to them yet, so none is offered either.
    return { ...known.viewer, permissions: new Set() };
  }

  async function identify(request: Request): Promise<void> {
    const authorization = request.get('Authorization');
    request.viewer =
      authorization === undefined
        ? await bySession(request)
        : await byToken(request, authorization);
  }

  /** By its pattern: an address may hold what somebody searched for. */
  async function recordRefused({ viewer }: Request, { locals }: Response): Promise<void> {
    const route = (locals['route'] as string | undefined) ?? 'an address that there is none of';
    if (viewer.accountId !== null) await recordRefusal(db, viewer, route);
  }

  const permitted = Router();
  for (const [method, path, access] of routes) {
    permitted[method](path, async (request, response, next) => {
      response.locals['route'] = `${method.toUpperCase()} ${path}`;
      if (!isHeld(request, access)) {
        const refused = refusal(request, access);
        await recordRefused(request, response);
        return next(refused);
      }
      // An administrator may manage a survey that they are not let into, and sees its name alone.
      const hidden =
        access === 'administer' ? null : await hiddenSubject(db, request.viewer, request.params);
      next(hidden === null ? 'router' : notFound(hidden));
    });
  }
  // An address that is not in the table is open to nobody; whoever is signed in learns that there is none.
  permitted.use((request, _response, next) => {
    next(request.viewer.accountId === null ? signedOut() : undefined);
  });

  /** A form that cannot be shown to come from a page of ours leaves no file behind. */
  const staleForm: ErrorRequestHandler = async (error, request, response, next) => {
    if (request.file) await rm(request.file.path, { force: true });
    const isStale = (error as { code?: unknown }).code === 'EBADCSRFTOKEN';
    if (isStale) await recordRefused(request, response);
    const told =
      'This form was too old, or was not sent from Viewfinder, so nothing was saved. Go back, load the page again and send it once more.';
    next(isStale ? new ViewfinderError('forbidden', told, { cause: error }) : error);
  };

  return {
    first: (request, _response, next) => {
      request.viewer = nobody(request.ip ?? '');
      next();
    },
    enter: [
      bySessionOnly(sessions),
      // A page that tells of a refusal has forms too: whoever it is shown to can sign out.
      bySessionOnly((request, _response, next) => {
        request.csrfToken = (overwrite) => generateToken(request, overwrite);
        next();
      }),
      (request: Request, _response: Response, next: NextFunction) => {
        identify(request).then(() => next(), next);
      },
      permitted,
      toSignIn,
    ],
    forms: [bySessionOnly(csrfSynchronisedProtection), staleForm],
  };
}
