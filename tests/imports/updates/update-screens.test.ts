import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { foundOnDisk } from '../../support/disk.js';
import { keptFolder } from '../../support/kept-folder.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { importThrough, upload } from '../../support/upload.js';
import { changed, knownFile, later, returns, type Return } from './known-file.js';

let app: TestApp;
beforeEach(async () => (app = await startTestApp({ folder: await firstFolder() })));
afterEach(() => app.stop());

/** Into it the twenty returns have been uploaded, as the import 1. */
const firstFolder = keptFolder(async () => {
  const filled = await startTestApp();
  await importThrough(filled, asFile('first.csv', returns()));
  return { dataDir: filled.services.config.dataDir, stop: filled.stop };
});

const asFile = (name: string, rows: readonly Return[]) => ({
  file: { name, bytes: new TextEncoder().encode(knownFile(rows)) },
  survey: 'Fostering',
  wave: '2012-13',
});
const total = async (words: string) =>
  ((await app.json(`/comments?q=${words}`)) as { total: number }).total;

/** Uploads a file and takes it up to its checks. */
async function toChecks(name: string, rows: readonly Return[]): Promise<string> {
  const place = (await upload(app, asFile(name, rows))).headers.get('location') ?? '';
  await app.services.jobs.idle();
  await app.post(`${place}/columns`, {});
  await app.services.jobs.idle();
  return place;
}

async function importChecked(place: string, fields: Record<string, string> = {}) {
  await app.post(`${place}/import`, fields);
  await app.services.jobs.idle();
  return (await app.json(place))['report'] as { responses: number; update: { updated: number } };
}

/** The first survey's wave and the comment that holds these words. */
const commentWith = async (words: string) =>
  ((await app.json(`/comments?q=${words}`)) as { comments: { id: number }[] }).comments[0]?.id ?? 0;

describe('the checks of a file whose responses are known', () => {
  test('say what will change before it does, and the report says the same afterwards', async () => {
    const place = await toChecks('later.csv', later);
    const page = await app.html(`${place}/checks`);
    expect(page.replace(/<[^>]*>/g, '')).toContain(
      '20 responses were known'.replace('were', 'are') +
        ' by their numbers: 4 will change, 16 are the same; 1 is new.',
    );
    expect(page).toContain(
      '21 rows read: 1 to be imported, 4 known and to be updated, 16 known and unchanged, none left out.',
    );
    expect(page).toContain('Do you feel safe?: 2 responses');
    expect(await total('wombat')).toBe(0);
    const report = await importChecked(place, { sameNumbers: 'update' });
    expect(report).toMatchObject({ responses: 1, update: { updated: 4 } });
    const result = (await app.html(place)).replace(/<[^>]*>/g, '');
    expect(result).toContain(
      '20 responses were known by their numbers: 4 changed, 16 were the same; 1 was new.',
    );
    expect(await total('wombat')).toBe(1);
    expect(await app.html('/imports/1')).toContain('of this file again and changed 4');
  });

  test('let the officer say that they are other people’s', async () => {
    const place = await toChecks('later.csv', later);
    const report = await importChecked(place, { sameNumbers: 'add' });
    expect(report).toMatchObject({ responses: 21, update: { updated: 0 } });
    expect(await total('dog')).toBe(20 + 19);
  });
});

describe('undoing', () => {
  test('names the later import, with a link, that brought the responses again', async () => {
    const first = '/imports/1';
    const second = await importThrough(app, asFile('later.csv', later));
    const refused = await app.post(`${first}/undo`, {});
    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain(
      'later.csv brought the same responses again after first.csv. Undo later.csv first.',
    );
    expect(text).toContain(`href="${second}"`);
    expect(await app.html(`${first}/undo`)).toContain(`href="${second}/undo"`);
  });

  test('is refused while a report quotes a comment that the import rewrote, which it shows as to be looked at', async () => {
    const commentId = await commentWith('"number 2"');
    await app.post('/reports', { title: 'What we heard' });
    const quote = { commentId: String(commentId), extract: 'My dog number 2 sleeps' };
    expect((await app.post('/reports/1/quotes', quote)).status).toBe(303);
    const second = await importThrough(app, asFile('later.csv', later));
    expect(JSON.stringify(await app.json('/reports/1'))).toContain('The comment does not say');
    const refused = await app.post(`${second}/undo`, {});
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain(
      'later.csv is used in the report “What we heard”. Take its quotes out of the report first.',
    );
  });

  test('is refused while a report has a figure that the import’s answers are in', async () => {
    const first = '/imports/1';
    const { questions } = (await app.json('/waves/1')) as {
      questions: { id: number; text: string }[];
    };
    const safe = questions.find(({ text }) => text === 'Do you feel safe?');
    const measure = await app.post(`/waves/1/questions/${safe?.id}/measures`, {
      name: 'Not safe',
      options: '1',
      statement: 'of children did not feel safe',
    });
    const measureId = measure.headers.get('location')?.split(/[/?]/)[2] ?? '';
    await app.post('/reports', { title: 'Figures' });
    const added = await app.post('/reports/1/call-outs', { measures: measureId });
    expect(added.status).toBe(303);
    const refused = await app.post(`${first}/undo`, {});
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Take its figures out of the report first.');
  });
});

describe('erasing a response that a later file changed', () => {
  test('leaves no word of any of its texts on the disk, and the later import can still be undone', async () => {
    const first = changed(returns(), {
      '2': { helps: 'Uncle Thrimblewick', good: 'I saw a quagglemire in the bath' },
    });
    await app.stop();
    app = await startTestApp();
    await importThrough(app, asFile('first.csv', first));
    const again = changed(first, {
      '2': { helps: 'Teacher', good: 'The brimblethwack is gone now' },
      '8': { safe: 'No', good: 'My fish is called Bubble now' },
    });
    const second = await importThrough(app, asFile('later.csv', again));
    const words = ['quagglemire', 'brimblethwack', 'thrimblewick'];
    const onDisk = () => foundOnDisk(app.services.config.dataDir, words);
    expect(onDisk()).not.toEqual([]);
    await app.post('/records/erasures', { response: '1/3' });
    await app.services.jobs.idle();
    expect(onDisk()).toEqual([]);
    expect((await app.json(second))['report']).toMatchObject({
      rowsRead: 20,
      update: { updated: 1, unchanged: 18 },
      excluded: [{ reason: 'Erased since', count: 1 }],
    });
    expect(await total('bubble')).toBe(1);
    await app.post(`${second}/undo`, {});
    await app.services.jobs.idle();
    expect(await total('bubble')).toBe(0);
    expect(await total('"number 8"')).toBe(1);
    const { questions } = (await app.json('/waves/1')) as {
      questions: { text: string; options: { label: string; count: number }[] }[];
    };
    const safe = questions.find(({ text }) => text === 'Do you feel safe?');
    expect(safe?.options.map(({ label, count }) => [label, count]).sort()).toEqual([
      ['No', 7],
      ['Yes', 12],
    ]);
    // Both files hold the row: neither may bring it back.
    const back = await importThrough(app, asFile('later.csv', again));
    expect((await app.json(back))['report']).toMatchObject({ rowsRead: 19 });
    expect(onDisk()).toEqual([]);
  });

  test('and purging the wave, leave nothing in the tables of changes', async () => {
    await importThrough(app, asFile('later.csv', later));
    await app.post('/waves/1/purge', { name: '2012-13' });
    await app.services.jobs.idle();
    for (const table of ['responseUpdate', 'answerChange', 'commentChange', 'comment'] as const) {
      expect(await app.services.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    expect(foundOnDisk(app.services.config.dataDir, ['wombat', 'pogostick'])).toEqual([]);
  });
});
