import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openServices, closeServices } from '../../src/server.js';
import { readConfig } from '../../src/config.js';
import { projectPath } from '../../src/paths.js';
import { foundOnDisk } from '../support/disk.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';

/** Words that stand in columns of personal details alone: two guessed so, one only confirmed so. */
const personal = ['quindlewick', 'vorpalmere', 'jabberstead', 'zizzlecroft'];
const heading = 'ID,Full name,Email address,Pet name,I feel safe here,What could be better?';
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    [
      at + 1,
      at === 3 ? 'Anna Quindlewick' : `Person ${at}`,
      at === 4 ? 'vorpalmere@example.org' : `p${at}@example.org`,
      ['Jabberstead', 'Zizzlecroft'][at % 2],
      at % 3 === 0 ? 'Disagree' : 'Agree',
      `I would like more toast ${at}`,
    ].join(','),
  );
const file = {
  name: 'views.csv',
  bytes: new TextEncoder().encode([heading, ...rows(24)].join('\n')),
};

interface ShownColumn {
  header: string;
  position: number;
  role: string;
  examples: { text: string }[];
}

let app: TestApp;
beforeEach(async () => (app = await startTestApp()));
afterEach(() => app.stop());

const found = () => foundOnDisk(app.services.config.dataDir, personal);
const send = () => upload(app, { file, survey: 'Sealed survey', wave: '1' });

async function columnsAt(place: string): Promise<ShownColumn[]> {
  // The upload answers after a while, whether the file has been read or not.
  await app.services.jobs.idle();
  return ((await app.json(`${place}/columns`)) as unknown as { columns: ShownColumn[] }).columns;
}

async function keyOf(place: string): Promise<string | null> {
  const row = await app.services.db
    .selectFrom('import')
    .select('uploadKey')
    .where('id', '=', Number(place.split('/').at(-1)))
    .executeTakeFirst();
  return row?.uploadKey ?? null;
}

/** Uploads the file and confirms that the pets' names are personal too. */
async function confirmed(): Promise<string> {
  const place = (await send()).headers.get('location') ?? '';
  const pet = (await columnsAt(place)).find(({ header }) => header === 'Pet name');
  await app.post(`${place}/columns`, { [`role-${pet?.position}`]: 'personal' });
  await app.services.jobs.idle();
  return place;
}

describe('words of personal columns', () => {
  test('are on the disk at no step, though the officer sees examples until the import', async () => {
    const place = (await send()).headers.get('location') ?? '';
    expect(found()).toEqual([]);
    const columns = await columnsAt(place);
    const [name, pet] = ['Full name', 'Pet name'].map((header) =>
      columns.find((column) => column.header === header),
    );
    expect(name).toMatchObject({ role: 'personal' });
    expect(name?.examples.length).toBeGreaterThan(0);
    expect(pet?.role).not.toBe('personal');
    expect(pet?.examples.map(({ text }) => text).sort()).toEqual(['Jabberstead', 'Zizzlecroft']);
    const key = (await keyOf(place)) ?? '';

    await app.post(`${place}/columns`, { [`role-${pet?.position}`]: 'personal' });
    await app.services.jobs.idle();
    expect(found()).toEqual([]);
    expect(await app.html(`${place}/checks`)).toContain('holds personal details');

    await app.post(`${place}/import`, {});
    await app.services.jobs.idle();
    expect(await app.json(place)).toMatchObject({ import: { state: 'published' } });
    expect(found()).toEqual([]);
    expect(foundOnDisk(app.services.config.dataDir, ['more toast 7'])).not.toEqual([]);
    expect(await keyOf(place)).toBeNull();
    expect(foundOnDisk(app.services.config.dataDir, [key])).toEqual([]);

    await app.post(`${place}/undo`, {});
    await app.services.jobs.idle();
    expect(found()).toEqual([]);
    expect(foundOnDisk(app.services.config.dataDir, ['more toast'])).toEqual([]);
  });

  test('are hidden from those who may not see them', async () => {
    const place = (await send()).headers.get('location') ?? '';
    const { db } = app.services;
    // No role imports without seeing them: a token may be narrower than its account.
    const { columnsPage } = await import('../../src/imports/columns-page.js');
    const { parseView } = await import('../../src/imports/columns-view.js');
    const { findImportPapers } = await import('../../src/imports/import-queries.js');
    const { parseMapping, parseProfile } = await import('../../src/imports/import-papers.js');
    await app.services.jobs.idle();
    const papers = await findImportPapers(db, Number(place.split('/').at(-1)));
    const [profile, mapping] = [parseProfile(papers.profile), parseMapping(papers.mapping)];
    if (!profile || !mapping) throw new Error('not read');
    const shown = columnsPage(profile, mapping, null, {
      showPersonal: false,
      view: parseView({}),
    }).columns;
    expect(shown.filter(({ hidden }) => hidden).map(({ header }) => header)).toEqual([
      'Full name',
      'Email address',
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/Quindlewick|vorpalmere/);
  });

  test('are gone with the key when an upload is discarded', async () => {
    const place = await confirmed();
    const key = (await keyOf(place)) ?? '';
    expect(foundOnDisk(app.services.config.dataDir, [key])).not.toEqual([]);
    await app.post(`${place}/discard`, {});
    expect(foundOnDisk(app.services.config.dataDir, [...personal, key])).toEqual([]);
  });

  test('are not on the disk when the file cannot be read', async () => {
    const bad = {
      name: 'bad.csv',
      bytes: new TextEncoder().encode(`${heading}\n1,"Quindlewick,x`),
    };
    const answer = await upload(app, { file: bad, survey: 'Bad', wave: '1' });
    expect(answer.status).toBe(422);
    expect(found()).toEqual([]);
  });
});

test('what the checks found keeps the values of answers once it is imported, and no words of comments or personal details', async () => {
  const odd = [
    'ID,Group,Age,I feel safe here,What could be better?,Name',
    ...Array.from(
      { length: 30 },
      (_, at) => `${at},Child,${10 + (at % 5)},Agree,more toast ${at},Vorpalmere ${at}`,
    ),
    '31,Child,elevenish,Agree,my name is Quindlewick,Vorpalmere',
    '32,Child,01632 960188 x,Agree,more jam,Vorpalmere',
  ].join('\n');
  const bytes = new TextEncoder().encode(odd);
  const sent = await upload(app, { file: { name: 'odd.csv', bytes }, survey: 'Odd', wave: '1' });
  const place = sent.headers.get('location') ?? '';
  const age = (await columnsAt(place)).find(({ header }) => header === 'Age');
  await app.post(`${place}/columns`, { [`role-${age?.position}`]: 'number' });
  await app.services.jobs.idle();
  const checks = await app.html(`${place}/checks`);
  expect(checks).toContain('elevenish');
  expect(checks).not.toContain('Quindlewick');
  await app.post(`${place}/import`, {});
  await app.services.jobs.idle();
  const page = await app.html(`${place}/data-quality`);
  expect(page).toContain('This is not a number.');
  expect(page).toContain('elevenish');
  expect(page).toContain('The comment seems to hold a name.');
  expect(page).not.toMatch(/Quindlewick|960188/);
  // The comment itself is kept; nothing of the personal column is, nor of what was typed into another.
  expect(foundOnDisk(app.services.config.dataDir, ['Vorpalmere', '960188'])).toEqual([]);
});

test('a stored copy that was tampered with is refused with one sentence', async () => {
  const place = (await send()).headers.get('location') ?? '';
  const folder = path.join(app.services.config.dataDir, 'uploads');
  const [name = ''] = await readdir(folder);
  await writeFile(path.join(folder, name), 'ID,I feel safe here\n1,Yes\n');
  await app.post(`${place}/columns`, {});
  await app.services.jobs.idle();
  expect(await app.html(`${place}/columns`)).toContain(
    'The stored copy of views.csv has been changed or cut short since it was uploaded',
  );
});

test('a process that is killed while it imports leaves no word in clear', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-killed-'));
  const dataDir = path.join(folder, 'data');
  const source = path.join(folder, 'views.csv');
  await writeFile(source, [heading, ...rows(20_000)].join('\n'));
  const places = ['--survey', 'Killed survey', '--wave', '1'];
  try {
    for (const wait of [300, 900, 1800, 3000]) {
      const child = spawn(
        process.execPath,
        [projectPath('dist/src/cli.js'), 'import', source, ...places],
        { env: { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: '' }, stdio: 'ignore' },
      );
      // On a quick machine it may have ended by then.
      const closed = new Promise((resolve) => child.once('close', resolve));
      await setTimeout(wait);
      child.kill('SIGKILL');
      await closed;
      const files = await readdir(dataDir).catch(() => []);
      // The pets' names come in with the guesses of a shell's import, which confirms every one of them.
      const words = personal.slice(0, 2);
      expect(files.length > 0 ? foundOnDisk(dataDir, words) : []).toEqual([]);
    }
    await closeServices(await openServices(readConfig({ DATA_DIR: dataDir })));
    expect(foundOnDisk(dataDir, personal.slice(0, 2))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
