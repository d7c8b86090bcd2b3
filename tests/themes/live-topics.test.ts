import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importFile } from '../../src/imports/import-file.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { recodeImport } from '../../src/themes/recode-import.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let searchId: number;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  await app.post('/searches', { name: 'Kettle', note: '', from: '/comments?q=kettle+OR+toaster' });
  const { id } = await app.services.db
    .selectFrom('savedSearch')
    .select('id')
    .executeTakeFirstOrThrow();
  searchId = id;
});
afterAll(() => app.stop());

/** Imports a small survey of its own with these comments; the import's id. */
async function importComments(name: string, comments: readonly string[]): Promise<number> {
  const { config } = app.services;
  const file = path.join(config.dataDir, name);
  const rows = comments.map((text, at) => `${name}-${at},${text}`);
  await writeFile(file, ['Response ID,What could be better?', ...rows].join('\n'));
  const { importId } = await importFile(app.services, shellViewer(), {
    file,
    survey: 'Kitchen survey',
    wave: '2026-27',
    group: 'child',
    leaveOut: undefined,
  });
  return importId;
}

const total = async (address: string) => Number((await app.json(address))['total']);
const tagged = () => total('/comments?q=kettle+OR+toaster&theme=siblings');
const start = (theme: string) => app.post(`/searches/${searchId}/topic`, { theme });

test('a search tags what it finds in the imports that there are, and in the next', async () => {
  await importComments('first.csv', ['The kettle leaks all day', 'More books for the shelf']);
  expect(await tagged()).toBe(0);
  expect((await start('no-such-theme')).status).toBe(422);
  expect((await start('siblings')).status).toBe(303);
  expect(await tagged()).toBe(1);
  const importId = await importComments('second.csv', [
    'A toaster that works please',
    'We want another kettle here',
    'Longer opening hours of the library',
  ]);
  expect(await tagged()).toBe(3);
  const { counts } = await app.json(`/searches/${searchId}/topic`);
  expect(counts).toEqual([
    expect.objectContaining({ comments: 1 }),
    expect.objectContaining({ id: importId, comments: 2 }),
  ]);
  const evidence = await app.services.db
    .selectFrom('tag')
    .innerJoin('comment', 'comment.id', 'tag.commentId')
    .select(['comment.text', 'tag.evidence', 'tag.source'])
    .where('comment.importId', '=', importId)
    .where('comment.text', 'like', 'A toaster%')
    .where('tag.evidence', '!=', '[]')
    .execute();
  expect(evidence).toContainEqual({
    text: 'A toaster that works please',
    evidence: JSON.stringify([{ start: 2, end: 9 }]),
    source: 'rule',
  });
});

test('coding again gives its tags again, and never one that a person has taken off', async () => {
  const { db } = app.services;
  const comment = await db
    .selectFrom('comment')
    .select(['id', 'importId'])
    .where('text', 'like', 'We want another kettle%')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('themeJudgement')
    .values({
      commentId: comment.id,
      themeKey: 'siblings',
      applies: 0,
      evidence: '[]',
      accountId: null,
      accountName: 'anna',
      judgedAt: '2026-11-26T12:00:00.000Z',
    })
    .execute();
  await recodeImport(db, comment.importId);
  expect(await tagged()).toBe(2);
  await recodeImport(db, comment.importId);
  expect(await tagged()).toBe(2);
});

test('it is not deleted while it tags; stopped, its tags go where that is asked for', async () => {
  const refused = await app.post(`/searches/${searchId}/delete`, {});
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain(`/searches/${searchId}/topic`);
  expect((await app.post(`/searches/${searchId}/topic/stop`, { tags: 'remove' })).status).toBe(303);
  expect(await tagged()).toBe(0);
  await importComments('third.csv', ['Mend the kettle before winter', 'A quieter room to read in']);
  expect(await tagged()).toBe(0);
  expect((await app.post(`/searches/${searchId}/delete`, {})).status).toBe(303);
});
