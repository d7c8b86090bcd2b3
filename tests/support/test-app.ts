import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import type { Services } from '../../src/http/services.js';
import type { Role } from '../../src/people/permissions.js';
import { openServices, serve } from '../../src/server.js';
import { samplesFolder } from './load-samples.js';
import { addTestAccount, signIn, testFormToken } from './sign-in.js';

export interface TestApp {
  services: Services;
  address: string;
  /** Cookie header of whoever the tests are signed in as. */
  cookie: string;
  /** A request by whoever is signed in; redirects are followed unless told otherwise. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The page's contents as JSON. */
  json(path: string): Promise<Record<string, unknown>>;
  /** The page as a browser sees it. */
  html(path: string): Promise<string>;
  /** Sends a form; redirects are not followed. */
  post(path: string, fields: Record<string, string | string[]>): Promise<Response>;
  stop(): Promise<void>;
}

interface TestAppParts {
  samples?: boolean;
  /** A data folder that it starts with a copy of. */
  folder?: string | undefined;
  settings?: Record<string, string>;
  /** The role of the account that is signed in; null for nobody. */
  as?: Role | null;
}

/** The real application on a free port over a database of its own, with the samples if wanted. */
export async function startTestApp({
  samples = false,
  folder = samples ? process.env[samplesFolder] : undefined,
  settings = {},
  as = 'administrator',
}: TestAppParts = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-test-'));
  if (folder !== undefined) await cp(folder, dataDir, { recursive: true });
  // Tests run side by side: what is worked out may take its time.
  const patient = {
    PUBLICATION_WAIT_SECONDS: '150',
    JOB_WAIT_SECONDS: '150',
    SEARCH_SECONDS: '100',
    SEARCH_THREADS: '0',
  };
  const services = await openServices(
    readConfig({ DATA_DIR: dataDir, PORT: '0', ...patient, ...settings }),
  );
  const { address, stop } = await serve(services);
  const cookie = as === null ? '' : await signIn(services, await addTestAccount(services.db, [as]));
  const send = (where: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookie !== '' && !headers.has('cookie')) headers.set('cookie', cookie);
    return fetch(`${address}${where}`, { ...init, headers });
  };
  const get = (where: string, accept: string) => send(where, { headers: { accept } });
  return {
    services,
    address,
    cookie,
    fetch: send,
    json: async (where) =>
      (await (await get(where, 'application/json')).json()) as Record<string, unknown>,
    html: async (where) => (await get(where, 'text/html')).text(),
    post: (where, fields) => {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      );
      const body = new URLSearchParams([...pairs, ['csrf', testFormToken]]);
      return send(where, { method: 'POST', body, redirect: 'manual' });
    },
    async stop() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
