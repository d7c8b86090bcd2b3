import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { ViewfinderError } from '../errors.js';

/** Headers on every answer: no inline script or style, no framing, no copy kept by a cache. */
export const securityHeaders = (): RequestHandler[] => [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Served over plain HTTP on loopback; whoever puts TLS in front sets it there.
    strictTransportSecurity: false,
  }),
  (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  },
];

const sameHost = (origin: string, host: string | undefined) =>
  URL.canParse(origin) && new URL(origin).host === host;

/** Refuses a form that another site sent: browsers name the sender, and programs such as curl do not. */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const site = request.get('Sec-Fetch-Site');
  const origin = request.get('Origin');
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && !sameHost(origin, request.get('Host'));
  next(
    foreign
      ? new ViewfinderError('forbidden', 'This form was sent from another site, so it was refused.')
      : undefined,
  );
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * While the server listens on this machine alone, refuses requests under any other name: a page of
 * another site whose name is made to point at this machine would count as same-origin and could read
 * everything (DNS rebinding).
 */
export function knownHostOnly(host: string): RequestHandler {
  const listensHere = loopback.test(host) || host === '::1';
  return (request, _response, next) => {
    if (!listensHere || loopback.test(request.hostname)) return next();
    const asked =
      'Open Viewfinder at 127.0.0.1 or localhost, or set HOST to the address that it has.';
    next(new ViewfinderError('forbidden', asked));
  };
}
