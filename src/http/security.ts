import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.js';
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
    xFrameOptions: { action: 'deny' },
    // Set below where the request came by TLS.
    strictTransportSecurity: false,
  }),
  (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (request.secure) response.set('Strict-Transport-Security', 'max-age=31536000');
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

/** Whether a host that is listened at, or asked for, is this machine alone. */
export const isLoopbackName = (host: string) => loopback.test(host) || host === '::1';

/** Whether a request's address is of this machine; a socket for both kinds tells IPv4 as "::ffff:127.0.0.1". */
export const isLoopbackAddress = (address: string | undefined) =>
  isLoopbackName((address ?? '').replace(/^::ffff:/, ''));

/**
 * Refuses requests under any name but this machine's own and the public address, where the server
 * listens on this machine alone or has a public address: a page of another site whose name is made to
 * point here would count as same-origin and could read everything (DNS rebinding).
 */
export function knownHostOnly({ host, publicAddress }: Config): RequestHandler {
  const publicHost = publicAddress === '' ? '' : new URL(publicAddress).hostname;
  const listensHere = isLoopbackName(host);
  return (request, _response, next) => {
    const { hostname } = request;
    const isKnown = loopback.test(hostname) || hostname === publicHost;
    if (isKnown || (!listensHere && publicHost === '')) return next();
    const asked =
      'Open Viewfinder at the address that it was set up for: 127.0.0.1, localhost or its PUBLIC_ADDRESS.';
    next(new ViewfinderError('forbidden', asked));
  };
}
