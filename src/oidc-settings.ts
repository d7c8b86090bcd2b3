import type { Role } from './people/permissions.js';
import { roleKeys } from './people/permissions.js';

/** Single sign-on by an OpenID provider. */
export interface OidcConfig {
  readonly issuer: URL;
  readonly clientId: string;
  /** '' for a client without one, which PKCE alone protects. */
  readonly clientSecret: string;
  /** "your organisation's account", as the button on the sign-in page names it. */
  readonly name: string;
  readonly scopes: string;
  /** The claim that says what a person may be: its name, or a path of names with dots between. */
  readonly roleClaim: string;
  /** Values of the claim with the role that each gives. */
  readonly roles: readonly (readonly [value: string, role: Role])[];
}

interface OidcSettings {
  OIDC_ISSUER: string;
  OIDC_CLIENT_ID: string;
  OIDC_CLIENT_SECRET: string;
  OIDC_NAME: string;
  OIDC_SCOPES: string;
  OIDC_ROLE_CLAIM: string;
  OIDC_ROLES: string;
  PUBLIC_ADDRESS: string;
}

/** A value may hold commas and equals signs itself, as a name in a directory does: the role ends it. */
const pair = new RegExp(`\\s*(\\S.*?)\\s*=\\s*(${roleKeys.join('|')})\\s*(?:,|$)`, 'gy');

/** "inspectors=analyst, admins=administrator" as pairs; undefined where that cannot be read. */
export function parseRolePairs(text: string): [string, Role][] | undefined {
  const pairs = [...text.matchAll(pair)];
  const isWhole = pairs.map(([whole]) => whole).join('') === text && text !== '';
  return isWhole ? pairs.map(([, value = '', role]) => [value, role as Role]) : undefined;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Over plain HTTP anybody on the way could sign in as whomever they like; a test's provider is on this machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}

const checks: readonly [
  name: keyof OidcSettings,
  isRight: (text: string) => boolean,
  fault: string,
][] = [
  ['OIDC_ISSUER', isIssuer, 'must be the https address of the provider'],
  ['OIDC_CLIENT_ID', (text) => text !== '', 'must be the name that the provider knows this by'],
  [
    'OIDC_ROLES',
    (text) => parseRolePairs(text) !== undefined,
    `must be pairs such as “inspectors=analyst, admins=administrator”, of the roles ${roleKeys.join(', ')}`,
  ],
  [
    'OIDC_SCOPES',
    (text) => text === '' || text.split(' ').includes('openid'),
    'must have openid among them',
  ],
  [
    'PUBLIC_ADDRESS',
    (text) => text !== '',
    'must be set, since the provider sends people back to it',
  ],
];

/** Every fault of the settings of single sign-on; none where there is no single sign-on. */
export function oidcFaults(env: Partial<Record<string, string>>): string[] {
  const asked = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'];
  if (asked.every((name) => (env[name] ?? '') === '')) return [];
  return checks.flatMap(([name, isRight, fault]) =>
    isRight(env[name] ?? '') ? [] : [`${name}: ${fault}`],
  );
}

/** Null where there is no single sign-on. */
export function oidcConfig(values: OidcSettings): OidcConfig | null {
  if (values.OIDC_ISSUER === '') return null;
  return Object.freeze({
    issuer: new URL(values.OIDC_ISSUER),
    clientId: values.OIDC_CLIENT_ID,
    clientSecret: values.OIDC_CLIENT_SECRET,
    name: values.OIDC_NAME,
    scopes: values.OIDC_SCOPES,
    roleClaim: values.OIDC_ROLE_CLAIM,
    roles: parseRolePairs(values.OIDC_ROLES) ?? [],
  });
}
