import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backupName, listBackups } from '../../src/records/backup-folder.js';
import { isDue } from '../../src/records/backup-schedule.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { everyRow } from '../support/tables.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const hour = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

let folder: string;
let apps: TestApp[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-schedule-'));
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}): Promise<TestApp> {
  const app = await startTestApp({ settings: { BACKUP_DIR: folder, ...settings } });
  apps.push(app);
  return app;
}

/** Joins the backup under way, if one is. */
async function settle({ services: { backups } }: TestApp): Promise<void> {
  while (backups.isRunning) await backups.take({ accountId: null, accountName: '', address: '' });
}
const oldBackup = (at: string) => writeFile(path.join(folder, backupName(at)), 'old');

describe('the schedule of backups', () => {
  it('is due when there is none, and when the newest is old enough', async () => {
    const now = Date.now();
    expect(await isDue(folder, 24, now)).toBe(true);
    await oldBackup(hoursAgo(30));
    await oldBackup(hoursAgo(23));
    expect(await isDue(folder, 24, now)).toBe(false);
    expect(await isDue(folder, 22, now)).toBe(true);
    expect(await isDue(path.join(folder, 'missing'), 24, now)).toBe(true);
  });

  it('takes none at a restart while the newest is young enough', async () => {
    await oldBackup(hoursAgo(1));
    const app = await start();
    await app.json('/records/backups');
    await settle(app);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('keeps the newest, and touches no file that is not its own', async () => {
    const newest = hoursAgo(50);
    for (const at of [newest, hoursAgo(75), hoursAgo(100)]) await oldBackup(at);
    await writeFile(path.join(folder, 'letters.sqlite'), 'mine');
    await writeFile(path.join(folder, `${backupName(hoursAgo(40))}.part`), 'cut off');
    const app = await start({ BACKUP_KEEP: '2' });
    await app.post('/records/backups', {});
    await settle(app);
    const names = await readdir(folder);
    expect(names).toContain('letters.sqlite');
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
    const kept = await listBackups(folder);
    expect(kept).toHaveLength(2);
    expect(kept[1]?.name).toBe(backupName(newest));
    expect(everyRow(path.join(folder, kept[0]?.name ?? ''))['migration']?.length).toBeGreaterThan(
      1,
    );
  });
});

describe('the page of backups', () => {
  it('gives one that is taken right after another a name of its own', async () => {
    await oldBackup(hoursAgo(-1));
    const app = await start();
    await oldBackup(new Date().toISOString());
    await app.post('/records/backups', {});
    await settle(app);
    expect(app.services.backups.failure).toBeNull();
    expect(await listBackups(folder)).toHaveLength(3);
  });

  it('takes one when asked, names it, and notes it in the audit', async () => {
    await oldBackup(hoursAgo(1));
    const app = await start();
    const sent = await app.post('/records/backups', {});
    expect(sent.headers.get('location')).toBe('/records/backups?notice=backup-made');
    const { backups } = (await app.json('/records/backups')) as { backups: { sha256: string }[] };
    expect(backups).toHaveLength(2);
    expect(backups[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await app.html('/records/backups')).toContain('Whole when it was taken');
    const { audit } = everyRow(app.services.config.databaseFile);
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'backup_made', account_name: 'administrator@example.org' }),
    );
  });

  it('says in one sentence why the last one failed', async () => {
    const file = path.join(folder, 'not-a-folder');
    await writeFile(file, '');
    const app = await start({ BACKUP_DIR: path.join(file, 'below') });
    await app.post('/records/backups', {});
    await settle(app);
    const html = await app.html('/records/backups');
    expect(html).toContain('failed');
    expect(html).toContain('its folder is not there');
  });

  it('says how to have backups where none are taken', async () => {
    const app = await start({ BACKUP_DIR: '' });
    expect(await app.html('/records/backups')).toContain('<code>BACKUP_DIR</code>');
    expect((await app.post('/records/backups', {})).status).toBe(409);
  });

  it('is for administrators alone', async () => {
    const app = await start({ BACKUP_DIR: '' });
    const officer = await addTestAccount(app.services.db, ['survey_officer', 'analyst']);
    const cookie = await signIn(app.services, officer);
    const answer = await app.fetch('/records/backups', { headers: { cookie } });
    expect(answer.status).toBe(403);
  });
});
