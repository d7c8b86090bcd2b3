import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import type { Services } from '../../src/http/services.js';
import { openServices, serve } from '../../src/server.js';
import { samplesFolder } from './load-samples.js';

export interface TestApp {
  services: Services;
  address: string;
  /** The page's contents as JSON. */
  json(path: string): Promise<Record<string, unknown>>;
  /** The page as a browser sees it. */
  html(path: string): Promise<string>;
  /** Sends a form; redirects are not followed. */
  post(path: string, fields: Record<string, string | string[]>): Promise<Response>;
  stop(): Promise<void>;
}

/** The real application on a free port over a database of its own, with the samples if wanted. */
export async function startTestApp({ samples = false, settings = {} } = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-test-'));
  const loaded = process.env[samplesFolder];
  if (samples && loaded) await cp(loaded, dataDir, { recursive: true });
  const services = await openServices(readConfig({ DATA_DIR: dataDir, PORT: '0', ...settings }));
  const { address, stop } = await serve(services);
  const get = (where: string, accept: string) =>
    fetch(`${address}${where}`, { headers: { accept }, redirect: 'follow' });
  return {
    services,
    address,
    json: async (where) =>
      (await (await get(where, 'application/json')).json()) as Record<string, unknown>,
    html: async (where) => (await get(where, 'text/html')).text(),
    post: (where, fields) => {
      const pairs = Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      );
      const body = new URLSearchParams(pairs);
      return fetch(`${address}${where}`, { method: 'POST', body, redirect: 'manual' });
    },
    async stop() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
