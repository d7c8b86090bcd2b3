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
