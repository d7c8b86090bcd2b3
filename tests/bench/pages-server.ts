import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { importFile } from '../../src/imports/import-file.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { openServices, serve } from '../../src/server.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { largeExport } from './large-export.js';

/** What this server tells its parent: where it is and who is signed in, then that the import has ended. */
export type ServerMessage = { address: string; cookie: string } | { imported: true };

/** Serves pages over a small survey, and imports a large file into it when it is told to. */
const [file = ''] = process.argv.slice(2);
const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-bench-'));
const services = await openServices(
  readConfig({ DATA_DIR: folder, PORT: '0', READ_SECONDS: '3600' }),
);
const viewer = shellViewer();
const small = await largeExport({ responses: 2000, strings: 'shared' });
await importFile(services, viewer, { file: small, survey: 'Small', wave: '2012', group: '' });
const { address, stop } = await serve(services);
const account = await addTestAccount(services.db, ['analyst', 'survey_officer', 'administrator']);
const cookie = await signIn(services, account);
const tell = (message: ServerMessage) => process.send?.(message);

process.on('message', (order) => {
  void (async () => {
    if (order === 'import') {
      await importFile(services, viewer, { file, survey: 'Large', wave: '2013', group: '' });
      tell({ imported: true });
      return;
    }
    await stop();
    await rm(folder, { recursive: true });
    process.disconnect();
  })();
});
tell({ address, cookie });
