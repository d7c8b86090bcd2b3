import * as oidc from 'openid-client';
import { z } from 'zod';
import type { OidcConfig } from '../oidc-settings.js';
import { ViewfinderError } from '../errors.js';
import { logFault } from '../log-fault.js';
import { roleKeys, type Role } from './permissions.js';

/** What must come back from the provider for a sign-in to be the one that was begun here. */
export interface Attempt {
  state: string;
  nonce: string;
  /** The secret half of PKCE: a code that somebody else saw on its way is worth nothing. */
  verifier: string;
  /** Where the person wanted to go. */
  to: string;
  begunAt: string;
}

/** Whom the provider vouches for. */
export interface Identity {
  /** "issuer subject": the one thing about a person that never changes. */
  subject: string;
  name: string;
  fullName: string;
  roles: Role[];
}

export interface SingleSignOn {
  /** Where to send the browser, and what to keep in its session. @throws ViewfinderError `unavailable`. */
  begin(to: string): Promise<{ address: string; attempt: Attempt }>;
  /** Whom an answer proves. @throws ViewfinderError `forbidden` for an answer that proves nobody. */
  finish(answer: URL, attempt: Attempt | undefined): Promise<Identity>;
}

const timeoutSeconds = 10;
/** As long as a code may be good for at the most: RFC 6749, 4.1.2. */
const attemptMilliseconds = 600_000;

const signInPage = { href: '/sign-in', text: 'Go to the sign-in page' };

const unproved = () =>
  new ViewfinderError(
    'forbidden',
    'Your sign-in could not be confirmed: it may have taken too long, or have been used before. Sign in again.',
    { link: signInPage },
  );

const turnedDown = () =>
  new ViewfinderError(
    'forbidden',
    'Your organisation’s sign-in did not let you through. Try again, or ask whoever looks after it.',
    { link: signInPage },
  );

const unreachable = (cause: unknown) =>
  new ViewfinderError(
    'unavailable',
    'Your organisation’s sign-in cannot be reached just now. Try again later, or sign in with a password if you have one.',
    { link: signInPage, cause },
  );

/** Basic is what a client uses unless told otherwise; a provider that takes it not says so. */
function clientAuth(secret: string): oidc.ClientAuth {
  if (secret === '') return oidc.None();
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const takesBasic = !methods || methods.includes('client_secret_basic');
    return (takesBasic ? basic : post)(server, ...rest);
  };
}

const recordSchema = z.record(z.string(), z.unknown());
const textSchema = z.string().catch('');

/** The claim of that name, or the one that a path such as "realm_access.roles" leads to. */
export function claimAt(claims: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((inner, key) => {
    const found = recordSchema.safeParse(inner);
    return found.success && Object.hasOwn(found.data, key) ? found.data[key] : undefined;
  }, claims);
}

/** The roles that a claim gives, each once, in the order of the table of roles. */
export function rolesOf(claim: unknown, pairs: OidcConfig['roles']): Role[] {
  const values = z.array(z.unknown()).catch([claim]).parse(claim);
  const given = new Set(pairs.flatMap(([value, role]) => (values.includes(value) ? [role] : [])));
  return roleKeys.filter((role) => given.has(role));
}

/** Makes the client of the configured provider, which is asked for its addresses when first needed. */
export function createSingleSignOn(settings: OidcConfig, publicAddress: string): SingleSignOn {
  const redirectAddress = `${publicAddress}/sign-in/single-sign-on/done`;
  let known: oidc.Configuration | undefined;

  async function provider(): Promise<oidc.Configuration> {
    try {
      known ??= await oidc.discovery(
        settings.issuer,
        settings.clientId,
        undefined,
        clientAuth(settings.clientSecret),
        {
          timeout: timeoutSeconds,
          execute: [
            // The signature is checked too: the library trusts TLS alone unless told.
            oidc.enableNonRepudiationChecks,
            // The settings allow plain HTTP on this machine alone.
            ...(settings.issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
          ],
        },
      );
      return known;
    } catch (error) {
      logFault(['single sign-on', 'discovery'], error);
      throw unreachable(error);
    }
  }

  async function claimsOf(answer: URL, attempt: Attempt): Promise<Record<string, unknown>> {
    const configuration = await provider();
    const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    });
    const own = tokens.claims();
    if (!own) throw unproved();
    const isComplete = claimAt(own, settings.roleClaim) !== undefined;
    if (isComplete || !configuration.serverMetadata().userinfo_endpoint) return own;
    // Some providers put no more than the subject into the token itself.
    return { ...(await oidc.fetchUserInfo(configuration, tokens.access_token, own.sub)), ...own };
  }

  function faultOf(error: unknown): ViewfinderError {
    if (error instanceof ViewfinderError) return error;
    if (error instanceof oidc.AuthorizationResponseError) return turnedDown();
    logFault(['single sign-on'], error);
    const { name, code } = error as { name?: string; code?: string };
    return name === 'TypeError' || code === 'OAUTH_TIMEOUT' ? unreachable(error) : unproved();
  }

  return {
    async begin(to) {
      const attempt: Attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        to,
        begunAt: new Date().toISOString(),
      };
      const address = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectAddress,
        scope: settings.scopes,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, attempt };
    },
    async finish(answer, attempt) {
      const age = Date.now() - Date.parse(attempt?.begunAt ?? '');
      if (!attempt || !(age < attemptMilliseconds)) throw unproved();
      try {
        const claims = await claimsOf(new URL(answer.search, redirectAddress), attempt);
        const text = (name: string) => textSchema.parse(claims[name]);
        const name = text('preferred_username') || text('email') || text('sub');
        return {
          subject: `${text('iss')} ${text('sub')}`,
          name,
          fullName: text('name') || name,
          roles: rolesOf(claimAt(claims, settings.roleClaim), settings.roles),
        };
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}
