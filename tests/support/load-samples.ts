import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadSamples } from '../../src/cli/demo.js';
import { readConfig } from '../../src/config.js';
import { closeServices, openServices } from '../../src/server.js';

/** Folder of a database with the samples, made once a run: each test that wants them copies it. */
export const samplesFolder = 'VIEWFINDER_TEST_SAMPLES';

export default async function loadSamplesOnce(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-samples-'));
  const services = await openServices(readConfig({ DATA_DIR: folder }));
  await loadSamples(services, () => undefined);
  await closeServices(services);
  process.env[samplesFolder] = folder;
}
