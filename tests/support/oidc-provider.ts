import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { listenAnywhere } from './ports.js';

type Claims = Record<string, unknown>;

/** A real OpenID provider on this machine, whose people sign in by their name alone. */
export interface TestProvider {
  issuer: string;
  /** Claims of each person beside the subject; a person who is not here cannot sign in. */
  people: Map<string, Claims>;
  /** Changes the token endpoint's id_token before it is sent. */
  tamper: ((idToken: string) => string) | null;
  /** The same token with other claims, signed with the provider's own key. */
  resign(idToken: string, change: Claims): string;
  stop(): Promise<void>;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
export const partsOf = (idToken: string): [Claims, Claims] => {
  const [header = '', payload = ''] = idToken.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  return [read(header), read(payload)];
};

export async function startProvider(
  redirectAddress: string,
  { claimsInToken = true } = {},
): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listenAnywhere(server)}`;
  const people = new Map<string, Claims>();
  const state: TestProvider = {
    issuer,
    people,
    tamper: null,
    resign(idToken, change) {
      const [header, claims] = partsOf(idToken);
      const body = `${base64(header)}.${base64({ ...claims, ...change })}`;
      const key = createPrivateKey({ key: jwk as never, format: 'jwk' });
      return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'viewfinder',
        client_secret: 'a-secret-of-ours',
        redirect_uris: [redirectAddress],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a', 'b'] },
    conformIdTokenClaims: !claimsInToken,
    claims: {
      openid: ['sub', 'roles', 'realm_access'],
      profile: ['name', 'preferred_username'],
      email: ['email'],
    },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const claims = people.get(sub);
      return claims && { accountId: sub, claims: () => ({ sub, ...claims }) };
    },
    // Nobody is asked whether the client may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === '/token' && body?.id_token && state.tamper) {
      context.body = { ...body, id_token: state.tamper(body.id_token) };
    }
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return state;
}

/** A browser without scripts: keeps cookies by host and follows nothing by itself. */
export function createVisitor() {
  const jar = new Map<string, Map<string, string>>();
  return async function visit(address: string, form?: Record<string, string>): Promise<Response> {
    const { host } = new URL(address);
    const own = jar.get(host) ?? new Map<string, string>();
    jar.set(host, own);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html' };
    const answer = await fetch(
      address,
      form
        ? { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' }
        : { headers, redirect: 'manual' },
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') own.delete(name);
      else own.set(name, value);
    }
    return answer;
  };
}
export type Visit = ReturnType<typeof createVisitor>;

const nextOf = (answer: Response, from: string) =>
  new URL(answer.headers.get('location') ?? '', from).href;

/** Begins a sign-in at the application and goes through the provider's own pages; the address it sends back to. */
export async function proveAt(visit: Visit, begin: string, person: string): Promise<string> {
  let address = nextOf(await visit(begin), begin);
  for (let step = 0; step < 10; step += 1) {
    if (address.includes('/sign-in/single-sign-on/done')) return address;
    const answer = await visit(address);
    if (answer.status === 200) {
      const sent = await visit(address, { prompt: 'login', login: person, password: 'any' });
      address = nextOf(sent, address);
    } else address = nextOf(answer, address);
  }
  throw new Error('The provider never sent the visitor back.');
}
