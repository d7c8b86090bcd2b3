import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { readConfig } from '../../src/config.js';
import { foundOnDisk } from '../support/disk.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

const key = Buffer.alloc(32, 3).toString('base64');
const bytes = new TextEncoder().encode(
  [
    'ID,Full name,I feel safe here,What could be better?',
    ...Array.from({ length: 20 }, (_, at) => `R-${at},Quindlewick ${at},Agree,More toast ${at}`),
  ].join('\n'),
);
/** As a hostile client names a file: a path, a line end, a header of its own. */
const hostile = '../../x"\r\nSet-Cookie: a=b; é.csv';

let app: TestApp;
let place: string;
beforeAll(async () => {
  app = await startTestApp({ settings: { KEEP_UPLOADS: 'encrypted', UPLOAD_KEY: key } });
  const file = { name: hostile, bytes };
  place = await importThrough(app, { file, survey: 'Kept survey', wave: '1' });
});
afterAll(() => app.stop());

const uploads = () => readdir(`${app.services.config.dataDir}/uploads`);

describe('a file that is kept', () => {
  test('is on the disk once, and no word of its personal columns or its key is', async () => {
    expect(await uploads()).toHaveLength(1);
    expect(foundOnDisk(app.services.config.dataDir, ['quindlewick', key])).toEqual([]);
  });

  test('comes back byte for byte, under a name that is neither path nor header', async () => {
    const answer = await app.fetch(`${place}/file`);
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="/);
    expect(disposition).not.toMatch(/[\r\n/]|\.\./);
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b');
    const entry = await app.services.db
      .selectFrom('audit')
      .select(['action', 'subjectId'])
      .where('action', '=', 'upload_downloaded')
      .executeTakeFirst();
    expect(entry?.subjectId).toBe(Number(place.split('/').at(-1)));
  });

  test.each([
    ['survey_officer', 200],
    ['administrator', 200],
    ['analyst', 403],
    ['report_author', 403],
    ['reader', 403],
  ] as const)('is answered to a %s with %i', async (role, status) => {
    const cookie = await signIn(
      app.services,
      await addTestAccount(app.services.db, [role], `kept-${role}`),
    );
    expect((await app.fetch(`${place}/file`, { headers: { cookie } })).status).toBe(status);
  });

  test('cannot be had where another key is set, and says so', async () => {
    const other = await startTestApp({
      settings: { KEEP_UPLOADS: 'encrypted', UPLOAD_KEY: Buffer.alloc(32, 4).toString('base64') },
    });
    try {
      const file = { name: 'a.csv', bytes };
      const own = await importThrough(other, { file, survey: 'Other', wave: '1' });
      const { db } = app.services;
      const theirs = await db.selectFrom('import').select('uploadKey').executeTakeFirst();
      await other.services.db
        .updateTable('import')
        .set({ uploadKey: theirs?.uploadKey ?? null })
        .execute();
      const answer = await other.fetch(`${own}/file`);
      expect([answer.status, await answer.text()]).toEqual([
        503,
        expect.stringContaining('under another UPLOAD_KEY'),
      ]);
    } finally {
      await other.stop();
    }
  });

  test('goes when one of its responses is erased, and the figures stay', async () => {
    await app.post('/records/erasures', { response: `${place.split('/').at(-1)}/3` });
    await app.services.jobs.idle();
    expect(await uploads()).toEqual([]);
    expect((await app.fetch(`${place}/file`)).status).toBe(404);
    expect(await app.json(place)).toMatchObject({ import: { responseCount: 19 } });
  });
});

test('goes when its import is undone', async () => {
  const words = ['Quindlewick', key];
  const file = { name: 'undone.csv', bytes };
  const second = await importThrough(app, { file, survey: 'Undone survey', wave: '1' });
  expect(await uploads()).toHaveLength(1);
  await app.post(`${second}/undo`, {});
  await app.services.jobs.idle();
  expect(await uploads()).toEqual([]);
  expect(foundOnDisk(app.services.config.dataDir, words)).toEqual([]);
});

describe('the settings', () => {
  test.each([undefined, '', 'short', Buffer.alloc(31).toString('base64')])(
    'refuse to keep files under the key %j and say how to make one',
    (UPLOAD_KEY) => {
      const read = () =>
        readConfig({
          KEEP_UPLOADS: 'encrypted',
          PORT: 'eighty',
          ...(UPLOAD_KEY === undefined ? {} : { UPLOAD_KEY }),
        });
      expect(read).toThrow(/PORT.*UPLOAD_KEY: must be 32 random bytes.*openssl rand -base64 32/);
    },
  );

  test('keep nothing unless told', () => {
    expect(readConfig({})).toMatchObject({ keepUploads: false });
  });
});
