import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { ViewfinderError } from '../../src/errors.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { takeBackup } from '../../src/records/backup.js';
import { restoreBackup } from '../../src/records/restore.js';
import { closeServices, eraseAgain, openServices, serve } from '../../src/server.js';
import { signIn } from '../support/sign-in.js';
import { viewfinder } from '../support/shell.js';
import { everyRow } from '../support/tables.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';
import { addPeople, at, edit } from './edit-database.js';

let app: TestApp;
let folder: string;
let copy: string;
/** The account that the application's tests are signed in as. */
const administrator = 1;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-restore-'));
  copy = path.join(folder, 'copy.sqlite');
  await addPeople(app.services.config.databaseFile);
  await upload(app, {
    file: { name: 'waiting.csv', bytes: Buffer.from('Home,Safe?\nA,Yes\nB,No\n') },
    survey: 'Waiting survey',
    wave: '1',
  });
  await app.services.jobs.idle();
  await takeBackup(app.services.config.databaseFile, copy, () => undefined);
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

const databaseIn = (dataDir: string) => path.join(dataDir, 'viewfinder.sqlite');
/** What a restore changes on purpose. */
const without = (rows: Record<string, unknown[]>) => {
  const { audit, session, import: imports, job, survey, wave, ...same } = rows;
  void [audit, session, imports, job, survey, wave];
  return same;
};

describe('a restore', () => {
  it('into an empty folder gives every row and every page back', async () => {
    const dataDir = path.join(folder, 'fresh');
    const { status, output } = await viewfinder(dataDir, ['restore', copy]);
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('The upload of waiting.csv is not in a backup'),
    });
    const [before, after] = [everyRow(copy), everyRow(databaseIn(dataDir))];
    expect(without(after)).toEqual(without(before));
    expect(after['session']).toEqual([]);
    expect(after['import']).toEqual(before['import']?.slice(0, -1));
    const services = await openServices(readConfig({ DATA_DIR: dataDir, PORT: '0' }));
    const { address, stop } = await serve(services);
    const cookie = await signIn(services, administrator);
    for (const page of ['/waves/2', '/waves/5', '/measures', '/comments?q=restrain', '/themes']) {
      const json = await fetch(address + page, { headers: { accept: 'application/json', cookie } });
      expect(await json.json()).toEqual(await app.json(page));
    }
    await stop();
  });

  it('takes a copy made during a purge, without the file that was kept', async () => {
    const purging = path.join(folder, 'purging.sqlite');
    await copyFile(copy, purging);
    await edit(
      purging,
      `update import set state = 'purging', upload_name = 'kept-there', upload_key = 'k' where id = 1`,
    );
    const dataDir = path.join(folder, 'purging');
    expect((await viewfinder(dataDir, ['restore', purging])).status).toBe(0);
    expect(everyRow(databaseIn(dataDir))['import']?.[0]).toMatchObject({
      state: 'purging',
      upload_name: null,
      upload_key: null,
    });
  });

  it('keeps what was there, and keeps out whoever was shut out since', async () => {
    const dataDir = path.join(folder, 'used');
    await viewfinder(dataDir, ['restore', copy]);
    await edit(
      databaseIn(dataDir),
      `update account set disabled_at = '${at}' where name = 'leaves';
       update api_token set revoked_at = '${at}';
       insert into survey (name, created_at) values ('Made since', '${at}');`,
    );
    const { status, output } = await viewfinder(dataDir, ['restore', copy]);
    expect(status).toBe(0);
    expect(output).toContain('The account leaves was disabled since, and still is');
    const [, kept = ''] = /kept as (\S+)/.exec(output) ?? [];
    expect(path.basename(kept)).toMatch(/^viewfinder-before-restore-[\dT-]+\.sqlite$/);
    const names = (file: string) =>
      (everyRow(file)['survey'] as { name: string }[]).map((s) => s.name);
    expect(names(kept)).toContain('Made since');
    expect(names(databaseIn(dataDir))).not.toContain('Made since');
    const { account, api_token: tokens } = everyRow(databaseIn(dataDir));
    expect(account).toMatchObject([
      { id: administrator },
      { name: 'stays', disabled_at: null },
      { name: 'leaves', disabled_at: expect.any(String) },
    ]);
    expect(tokens).toMatchObject([{ revoked_at: expect.any(String) }]);
    expect((await readdir(dataDir)).filter((name) => /part|-wal|-shm/.test(name))).toEqual([]);
  });

  it('is erased again before it is the database: a stop in between changes nothing', async () => {
    const dataDir = path.join(folder, 'stopped');
    await mkdir(dataDir);
    await copyFile(copy, databaseIn(dataDir));
    const restoring = restoreBackup({
      config: readConfig({ DATA_DIR: dataDir }),
      file: copy,
      actor: shellViewer(),
      acceptBrokenAudit: false,
      eraseAgain: ({ databaseFile }) => Promise.reject(new Error(path.basename(databaseFile))),
    });
    await expect(restoring).rejects.toThrow('viewfinder.sqlite.part');
    expect(await readdir(dataDir)).toEqual(['viewfinder.sqlite']);
    expect(everyRow(databaseIn(dataDir))).toEqual(everyRow(copy));
  });

  it('is refused while a server has the database open, and changes nothing', async () => {
    const dataDir = path.join(folder, 'serving');
    await viewfinder(dataDir, ['restore', copy]);
    const services = await openServices(readConfig({ DATA_DIR: dataDir }));
    const { status, errors } = await viewfinder(dataDir, ['restore', copy]);
    await closeServices(services);
    expect(status).toBe(1);
    expect(errors).toContain('is in use. Stop the server');
    expect(await readdir(dataDir)).toEqual(['viewfinder.sqlite']);
  });

  it('puts a copy in the place of a database that is damaged', async () => {
    const dataDir = path.join(folder, 'damaged');
    await viewfinder(dataDir, ['restore', copy]);
    await writeFile(databaseIn(dataDir), 'no database at all, as a failing disk may leave it');
    const { status, output } = await viewfinder(dataDir, ['restore', copy]);
    expect(status).toBe(0);
    expect(output).toContain('kept as');
    expect(without(everyRow(databaseIn(dataDir)))).toEqual(without(everyRow(copy)));
  });
});

describe('a copy that will not do', () => {
  it.each<[string, (file: string) => Promise<void>, string]>([
    ['is cut', (file) => truncate(file, 200_000), 'damaged'],
    ['is empty', (file) => truncate(file, 0), 'not a database of Viewfinder'],
    ['is another file', (file) => writeFile(file, 'a,b\n1,2\n'.repeat(200)), 'not a database'],
    [
      'is another database',
      async (file) => {
        await rm(file);
        await edit(file, 'create table other (id)');
      },
      'not a database of Viewfinder',
    ],
    [
      'has a comment changed',
      (file) => edit(file, `update comment set text = 'x' where id = 1`),
      'search index',
    ],
    [
      'lacks rows',
      (file) => edit(file, 'pragma foreign_keys = off; delete from wave where id = 2'),
      'refer to rows that are not there',
    ],
    [
      'has lost the audit’s guard',
      (file) => edit(file, 'drop trigger audit_no_delete'),
      'its tables are not as Viewfinder makes them',
    ],
    [
      'has an audit that was changed',
      (file) =>
        edit(
          file,
          `insert into audit (id, at, account_name, address, action, subject_kind, subject_name, previous_hash, hash)
             values ((select 1 + coalesce(max(id), 0) from audit), '${at}', 'somebody', '', 'sign_in', 'account', '', '', 'made up')`,
        ),
      'its audit was changed',
    ],
    [
      'is of a newer version',
      (file) => edit(file, `insert into migration values ('0999-future.sql', '')`),
      'a newer Viewfinder made it (0999-future.sql)',
    ],
    [
      'is not as its sum says',
      async (file) => {
        await copyFile(`${copy}.sha256`, `${file}.sha256`);
        await edit(file, 'update answer_column set cells = zeroblob(length(cells))');
      },
      'it is not as it was taken',
    ],
    [
      'has a log beside it',
      (file) => writeFile(`${file}-wal`, 'x'),
      'a database in use and not a backup',
    ],
  ])('is refused where it %s, and changes nothing', async (_how, spoil, words) => {
    const own = await mkdtemp(path.join(folder, 'spoilt-'));
    const file = path.join(own, 'spoilt.sqlite');
    await copyFile(copy, file);
    await spoil(file);
    const dataDir = path.join(own, 'place');
    await mkdir(dataDir);
    await copyFile(copy, databaseIn(dataDir));
    const restoring = restoreBackup({
      config: readConfig({ DATA_DIR: dataDir }),
      file,
      actor: shellViewer(),
      acceptBrokenAudit: false,
      eraseAgain,
    });
    await expect(restoring).rejects.toThrow(ViewfinderError);
    await expect(restoring).rejects.toThrow(words);
    expect(await readdir(dataDir)).toEqual(['viewfinder.sqlite']);
    expect(everyRow(databaseIn(dataDir))).toEqual(everyRow(copy));
  });

  it('is named where it is not there', async () => {
    const { errors } = await viewfinder(path.join(folder, 'x'), ['restore', '/nowhere.sqlite']);
    expect(errors).toBe('There is no file /nowhere.sqlite.\n');
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
  });
});
