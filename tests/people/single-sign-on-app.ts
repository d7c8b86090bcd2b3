import { freePort } from '../support/ports.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { everyRow } from '../support/tables.js';
import {
  createVisitor,
  proveAt,
  startProvider,
  type TestProvider,
  type Visit,
} from '../support/oidc-provider.js';

export interface SingleSignOnApp {
  app: TestApp;
  provider: TestProvider;
  begin: string;
  /** Signs somebody in as far as the answer of the application; by a browser of their own unless given. */
  signIn(person: string, visit?: Visit): Promise<Response>;
  account(subject: string): Record<string, unknown> | undefined;
  /** What was recorded, newest last, of the actions named. */
  audit(...actions: string[]): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** The application with a real OpenID provider beside it. */
export async function startSingleSignOn({
  settings = {},
  claimsInToken = true,
}: { settings?: Record<string, string>; claimsInToken?: boolean } = {}): Promise<SingleSignOnApp> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const provider = await startProvider(`${address}/sign-in/single-sign-on/done`, { claimsInToken });
  const app = await startTestApp({
    settings: {
      PORT: String(port),
      PUBLIC_ADDRESS: address,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'viewfinder',
      OIDC_CLIENT_SECRET: 'a-secret-of-ours',
      OIDC_ROLES: 'inspectors=analyst, authors=report_author, admins=administrator',
      ...settings,
    },
  });
  const begin = `${address}/sign-in/single-sign-on`;
  const rows = (table: string) =>
    (everyRow(app.services.config.databaseFile)[table] ?? []) as Record<string, unknown>[];
  return {
    app,
    provider,
    begin,
    signIn: async (person, visit = createVisitor()) => visit(await proveAt(visit, begin, person)),
    account: (subject) =>
      rows('account').find((row) => row['oidc_subject'] === `${provider.issuer} ${subject}`),
    audit: (...actions) => rows('audit').filter((row) => actions.includes(String(row['action']))),
    async stop() {
      await app.stop();
      await provider.stop();
    },
  };
}
