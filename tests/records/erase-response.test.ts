import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { reapplyErasures } from '../../src/records/reapply-erasures.js';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { readConfig } from '../../src/config.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { wholeSight } from '../../src/people/sight.js';
import { changeExtract } from '../../src/reports/changed-quote-queries.js';
import { findPart } from '../../src/reports/part-queries.js';
import { findReport } from '../../src/reports/report-queries.js';
import { closeServices, openServices } from '../../src/server.js';
import { foundOnDisk } from '../support/disk.js';
import type { TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';
import { deleteReport, takeOut } from '../reports/report-http.js';
import { commentOf, ownWords, spoken, startSpokenApp, toldByRow } from './spoken-file.js';

let app: TestApp;
beforeEach(async () => {
  app = await startSpokenApp();
});
afterEach(() => app.stop());

const onDisk = (words: readonly string[]) => foundOnDisk(app.services.config.dataDir, words);

/** Finds the response by its id and answers the question with yes. */
async function erase(id: string): Promise<{ question: string; done: string }> {
  const asked = await app.post('/records/erase', { wave: '1', response: id });
  const question = await asked.text();
  const responses = [...question.matchAll(/name="response" value="([^"]+)"/g)].map(
    ([, value = '']) => value,
  );
  const answer = await app.post('/records/erasures', { response: responses });
  await app.services.jobs.idle();
  return { question, done: await answer.text() };
}

interface ShownRates {
  responses: number;
  questions: { text: string; base: number; negative: object; options: object[] }[];
  attributes: { text: string; options: { label: string; count: number }[] }[];
}

describe('a response that is erased by its id', () => {
  test('says first what goes, then what went, and leaves no word anywhere on the disk', async () => {
    expect(onDisk(ownWords)).not.toEqual([]);
    const { question, done } = await erase('R-5');
    expect(question).toContain('Row 6 of');
    expect(question).toContain('answers to 3 questions');
    expect(question).toContain('2 comments');
    expect(question).toContain('What we heard');
    expect(done).toContain('The response has been erased');
    expect(done).toContain('What we heard</a>: 1 quote<');
    expect(onDisk(ownWords)).toEqual([]);
    expect(onDisk(['R-5'])).toEqual([]);
    expect(await app.services.db.selectFrom('riskHit').selectAll().execute()).toEqual([]);
  });

  test('takes no neighbour with it where the form names it twice', async () => {
    const rows = async () =>
      (await app.services.db.selectFrom('response').select('sourceRow').execute()).map(
        ({ sourceRow }) => sourceRow,
      );
    const before = await rows();
    const { responses } = (await app.json('/imports/1'))['report'] as { responses: number };
    await app.post('/records/erasures', { response: ['1/6', '1/6', '1/06', '01/6'] });
    await app.services.jobs.idle();
    expect(await rows()).toEqual(before.filter((row) => row !== 6));
    expect((await app.json('/imports/1'))['report']).toMatchObject({ responses: responses - 1 });
  });

  test('is out of the search, while the others are found', async () => {
    await erase('R-5');
    for (const [words, count] of [
      ['quagglemire', 0],
      ['brimblethwacket', 0],
      ['toast', 29],
      ['garden', 19],
      ['lovel*', 19],
    ] as const) {
      const { total } = (await app.json(`/comments?q=${words}`)) as { total: number };
      expect([words, total]).toEqual([words, count]);
    }
    await sql`insert into comment_index (comment_index) values ('integrity-check')`.execute(
      app.services.db,
    );
    await sql`insert into comment_exact (comment_exact) values ('integrity-check')`.execute(
      app.services.db,
    );
  });

  test('is out of every figure, and everybody else keeps their own answers and words', async () => {
    const before = await toldByRow(app);
    await erase('R-5');
    const after = await toldByRow(app);
    before.delete(6);
    expect(after).toEqual(before);
    const rates = (await app.json('/waves/1')) as unknown as ShownRates;
    expect(rates.responses).toBe(29);
    // 12 disagreed of 30; without the one of row 6: 11 of 29.
    expect(rates.questions[0]).toMatchObject({
      base: 29,
      negative: { numerator: 11, base: 29, percentage: 38 },
    });
    const region = rates.attributes.find(({ text }) => text === 'Region');
    expect(region?.options.map(({ label, count }) => [label, count])).toEqual([
      ['London', 14],
      ['Kent', 15],
    ]);
    expect(await app.json('/imports/1')).toMatchObject({
      import: { responseCount: 29, commentCount: 48 },
      report: {
        rowsRead: 30,
        responses: 29,
        comments: 48,
        excluded: [{ reason: 'Erased since', count: 1 }],
        groups: [
          { name: 'Child', count: 14 },
          { name: 'Foster carer', count: 15 },
        ],
      },
    });
    const { n } = await app.services.db
      .selectFrom('response')
      .select(({ fn }) => fn.max('position').as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(28);
  });

  test('leaves a gap where it was quoted, which stops downloads until it is settled', async () => {
    await erase('R-5');
    const page = await app.html('/reports/1');
    expect(page).toContain('A quote was here. Its response was erased on');
    expect(page).toContain('1 gap is where something was: place');
    expect(page).not.toContain('report.docx');
    expect(await app.html('/reports')).toContain('1 quote fallen');
    const refused = await app.fetch('/reports/1/report.docx', { headers: { accept: 'text/html' } });
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('Its response was erased on'),
    ]);
    await takeOut(app, 1, 1);
    expect((await app.fetch('/reports/1/report.docx?draft=yes')).status).toBe(200);
    expect(await app.html('/reports/1')).toContain('toast 7');
  });

  test('does not come back with a quote that somebody was editing meanwhile', async () => {
    const { db } = app.services;
    const report = await findReport(db, wholeSight, 1);
    const part = await findPart(db, 1, 1);
    await erase('R-5');
    const { extract, revision } = part;
    const change = { extract: extract ?? '', redactions: [], revision };
    const saved = changeExtract(db, shellViewer(), { report, part }, change);
    await expect(saved).rejects.toMatchObject({ kind: 'not_found' });
    expect(await findPart(db, 1, 1)).toMatchObject({ extract: null });
  });

  test('is in the audit by its row and the proof of its id, never by its words or id', async () => {
    await erase('R-5');
    const [entry] = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'response_erased')
      .execute();
    expect(JSON.parse(entry?.after ?? '')).toEqual({
      import: 1,
      row: 6,
      idSha256: createHash('sha256').update('R-5').digest('hex'),
      comments: 2,
      reports: [1],
    });
    expect(JSON.stringify(entry)).not.toMatch(/R-5|quagglemire/i);
  });

  test('cannot be erased twice, and an id that is none is said so', async () => {
    const { question } = await erase('R-5');
    const [, value = ''] = /name="response" value="([^"]+)"/.exec(question) ?? [];
    expect((await app.post('/records/erasures', { response: value })).status).toBe(404);
    const again = await app.post('/records/erase', { wave: '1', response: 'R-5' });
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining('No response of this wave has that id'),
    ]);
  });

  test.each([
    ['the first', 'R-1', 2],
    ['the last', 'R-30', 31],
    ['one by its row', 'row 17', 17],
  ])('may be %s', async (_which, id, row) => {
    const before = await toldByRow(app);
    await erase(id);
    before.delete(row);
    expect(await toldByRow(app)).toEqual(before);
  });

  test('may be found from one of its comments', async () => {
    const { id } = await commentOf(app, 'quagglemire');
    expect(await app.html(`/comments/${id}`)).toContain(`/records/erase?comment=${id}`);
    const question = await app.html(`/records/erase?comment=${id}`);
    expect(question).toContain('value="1/6"');
  });
});

test('every response may be erased, one after another', async () => {
  for (const at of [30, 1, 15, 2, 29]) await erase(`R-${at}`);
  const rates = (await app.json('/waves/1')) as unknown as ShownRates;
  // Of those erased 1 and 2 disagreed.
  expect(rates.questions[0]).toMatchObject({ base: 25, negative: { numerator: 10 } });
});

describe('after an erasure', () => {
  test('the same file imported anew passes the row over', async () => {
    await erase('R-5');
    await deleteReport(app, 1);
    await app.post('/measures/1/delete', {});
    await app.post('/imports/1/undo', {});
    await app.services.jobs.idle();
    const place = await importThrough(app, { file: spoken, survey: 'Spoken survey', wave: '1' });
    expect(await app.json(place)).toMatchObject({ report: { rowsRead: 29, responses: 29 } });
    expect(onDisk(ownWords)).toEqual([]);
  });

  test('a database of before, put back, is erased again from the list beside it', async () => {
    const { dataDir } = app.services.config;
    const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-restored-'));
    const config = readConfig({ DATA_DIR: elsewhere });
    await sql`vacuum into ${sql.lit(config.databaseFile)}`.execute(app.services.db);
    await erase('R-5');
    await erase('R-6');
    await copyFile(path.join(dataDir, 'erasures.jsonl'), path.join(elsewhere, 'erasures.jsonl'));
    const restored = await openServices(config);
    expect(foundOnDisk(elsewhere, ownWords)).not.toEqual([]);
    const again = () => reapplyErasures(restored, shellViewer());
    expect(await again()).toEqual({ responses: 2, waves: 0 });
    expect(foundOnDisk(elsewhere, ownWords)).toEqual([]);
    expect(await again()).toEqual({ responses: 0, waves: 0 });
    await closeServices(restored);
    await rm(elsewhere, { recursive: true });
  });
});
