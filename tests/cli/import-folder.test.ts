import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/people/session-store.js';
import { insertToken } from '../../src/people/token-queries.js';
import { viewfinder } from '../support/shell.js';
import { startTestApp } from '../support/test-app.js';

let folder: string;
const sheet = (home: string) =>
  [
    'Home,Do you feel safe?,What could be better?',
    `${home},Yes,The staff could listen to us more than they do`,
    'B,No,It is too loud at night and nobody comes',
    'C,Yes,',
  ].join('\n');
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-folder-'));
  const files = {
    'wave 10.csv': sheet('Ten'),
    'wave 9.csv': sheet('Nine'),
    'copy of wave 9.csv': sheet('Nine'),
    'totals.csv': 'Answer,Response Percent,Response Count\nYes,51%,51\nNo,47%,47\nTotal,98%,98',
    'notes.pdf': '%PDF',
    '.hidden.csv': sheet('Hidden'),
    'below/deep.csv': sheet('Deep'),
  };
  await mkdir(path.join(folder, 'below'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = ['--survey', 'Homes', '--wave', '1'];
const inFolder = (name: string) => path.join(folder, name);
const already =
  'has been imported already, as copy of wave 9.csv in the wave 1. Undo that import first if it must be read again.';

describe('importing a folder', () => {
  it('takes its spreadsheets in the order of their names, goes on after a refusal, and ends with 1', async () => {
    const data = inFolder('data-1');
    const { status, output, errors } = await viewfinder(data, ['import', folder, ...place]);
    expect(errors).toBe('');
    const lines = output.trim().split('\n');
    expect(lines).toEqual([
      `${inFolder('copy of wave 9.csv')}: imported, 3 responses and 2 comments`,
      expect.stringMatching(/totals\.csv: refused\. .+/),
      `${inFolder('wave 9.csv')}: imported already. wave 9.csv ${already}`,
      `${inFolder('wave 10.csv')}: imported, 3 responses and 2 comments`,
      '4 files: 2 imported, 1 imported already, 1 refused. 1 other file passed over.',
    ]);
    expect(status).toBe(1);
  });

  it('goes into folders below with --recursive, names surveys after files, and gives JSON', async () => {
    const data = inFolder('data-2');
    const args = ['import', inFolder('below'), inFolder('wave 10.csv'), '--survey-from-name'];
    const run = await viewfinder(data, [...args, '--wave', '1', '--recursive', '--json']);
    expect([run.status, run.errors]).toEqual([0, '']);
    expect(JSON.parse(run.output)).toMatchObject([
      { file: inFolder('below/deep.csv'), outcome: 'imported', responses: 3, comments: 2 },
      { file: inFolder('wave 10.csv'), outcome: 'imported', responses: 3 },
    ]);
    const rates = await viewfinder(data, ['rates', '--survey', 'deep', '--wave', '1', '--json']);
    expect(JSON.parse(rates.output)).toMatchObject({ responses: 3 });
  });

  it('says so where there is nothing to import, or no survey is named', async () => {
    const empty = inFolder('empty');
    await mkdir(empty);
    const none = await viewfinder(inFolder('data-3'), ['import', empty, ...place]);
    expect([none.status, none.errors]).toEqual([
      1,
      `There is no spreadsheet in ${empty}. Those in folders below it are imported with --recursive.\n`,
    ]);
    const unnamed = await viewfinder(inFolder('data-3'), ['import', folder, '--wave', '1']);
    expect([unnamed.status, unnamed.errors]).toEqual([1, expect.stringContaining('Say which')]);
  });

  it('sends it to another machine', async () => {
    const app = await startTestApp();
    try {
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      const scopes = ['import' as const];
      const token = { accountId: 1, name: 't', tokenHash: sha256('secret'), scopes, expiresAt };
      await insertToken(app.services.db, token);
      const args = ['import', inFolder('wave 9.csv'), inFolder('copy of wave 9.csv')];
      const more = [inFolder('totals.csv'), ...place, '--server', app.address];
      const run = await viewfinder(inFolder('nowhere'), [...args, ...more], '', {
        VIEWFINDER_TOKEN: 'secret',
      });
      expect(run.errors).toBe('');
      expect(run.output.trim().split('\n')).toEqual([
        `${inFolder('wave 9.csv')}: imported, 3 responses and 2 comments`,
        expect.stringContaining('imported already'),
        expect.stringContaining('refused'),
        '3 files: 1 imported, 1 imported already, 1 refused.',
      ]);
      expect(run.status).toBe(1);
      expect((await app.json('/imports'))['imports']).toHaveLength(1);
    } finally {
      await app.stop();
    }
  });
});
