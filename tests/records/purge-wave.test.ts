import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addImport, changeImport } from '../../src/imports/import-queries.js';
import { settleUnfinished } from '../../src/imports/settle-import.js';
import { wholeSight } from '../../src/people/sight.js';
import { ensureWave } from '../../src/surveys/survey-queries.js';
import { addJob } from '../../src/jobs/job-queries.js';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { continuePurge } from '../../src/records/purge-wave.js';
import { reapplyErasures } from '../../src/records/reapply-erasures.js';
import { foundOnDisk } from '../support/disk.js';
import type { TestApp } from '../support/test-app.js';
import { importThrough, upload } from '../support/upload.js';
import { deleteReport, takeOut } from '../reports/report-http.js';
import { ownWords, spoken, startSpokenApp } from './spoken-file.js';

const everyWord = [...ownWords, 'more toast', 'R-17', 'Kent'];

let app: TestApp;
beforeEach(async () => {
  app = await startSpokenApp();
});
afterEach(() => app.stop());

const onDisk = (words: readonly string[]) => foundOnDisk(app.services.config.dataDir, words);

async function purge(): Promise<Response> {
  const answer = await app.post('/waves/1/purge', { name: '1' });
  await app.services.jobs.idle();
  return answer;
}

describe('a wave whose responses are removed', () => {
  test('is asked about by its name, with what goes and what stays', async () => {
    const page = await app.html('/waves/1/purge');
    for (const told of ['30 responses', '50 comments', 'What we heard', 'Who feels unsafe']) {
      expect(page).toContain(told);
    }
    const wrong = await app.post('/waves/1/purge', { name: 'one' });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('Type the name of the wave, 1, to confirm'),
    ]);
    expect(await app.json('/waves/1')).toMatchObject({ responses: 30 });
  });

  test('leaves no word of anybody on the disk, in no table and no folder', async () => {
    expect(onDisk(everyWord).length).toBeGreaterThan(5);
    expect(await app.services.db.selectFrom('riskHit').selectAll().execute()).toHaveLength(1);
    expect((await purge()).status).toBe(303);
    expect(onDisk(everyWord)).toEqual([]);
    const { db } = app.services;
    for (const table of [
      'response',
      'comment',
      'sentiment',
      'tag',
      'riskHit',
      'answerColumn',
    ] as const) {
      const { n } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect([table, n]).toEqual([table, 0]);
    }
    expect(await app.html('/waves/1/purge')).toContain('The responses have been removed');
  });

  test('keeps its measures as they stood, with a note, in lists and reports', async () => {
    const before = (await app.json('/measures')) as { measures: object[] };
    expect(before.measures[0]).toMatchObject({ numerator: 12, base: 30, percentage: 40 });
    await purge();
    const after = (await app.json('/measures')) as { measures: Record<string, unknown>[] };
    expect(after.measures[0]).toMatchObject({
      numerator: 12,
      base: 30,
      percentage: 40,
      optionLabels: ['Disagree'],
      note: expect.stringMatching(
        /^Kept from before the responses were removed on \d+ \w+ \d{4}\.$/,
      ),
    });
    const { report } = (await app.json('/reports/1')) as {
      report: { parts: object[]; gaps: object[]; sources: object[] };
    };
    expect(report.gaps).toHaveLength(2);
    expect(report.parts[2]).toMatchObject({
      sentence: '40% of those asked did not feel safe.',
      base: expect.stringMatching(/\(n = 30\)\. Kept from before/),
    });
    expect(report.sources).toMatchObject([{ responses: 30, callOuts: 1 }]);
    for (const part of [1, 2]) await takeOut(app, 1, part);
    // What the call-out prints has changed by its note: its author has to have seen that.
    const left = (await app.json('/reports/1')) as {
      report: { parts: { id: number; stale: { mark: string } }[] };
    };
    const [{ id = 0, stale = { mark: '' } } = {}] = left.report.parts;
    await app.post(`/reports/1/parts/${id}/accept`, { mark: stale.mark });
    expect((await app.fetch('/reports/1/report.docx')).status).toBe(200);
    expect(await (await app.fetch('/reports/1/report.html')).text()).toContain('40% of those');
    expect(await app.html('/measures/1')).not.toContain('/waves/1/questions');
  });

  test('says so in the list of surveys and on its own page', async () => {
    await purge();
    expect(await app.html('/surveys')).toMatch(/Responses removed on .* figures kept/);
    expect(await app.html('/waves/1')).toContain('The 30 responses of this wave were removed on');
    expect(await app.html('/records')).toContain('figures kept');
  });

  test('cannot have an import undone, and takes no new one', async () => {
    await purge();
    for (const answer of [
      await app.fetch('/imports/1/undo'),
      await app.post('/imports/1/undo', {}),
    ]) {
      expect([answer.status, await answer.text()]).toEqual([
        409,
        expect.stringContaining('so it cannot be undone'),
      ]);
    }
    const other = new TextEncoder().encode('ID,I feel safe here\n1,Agree\n');
    const more = { file: { name: 'more.csv', bytes: other }, survey: 'Spoken survey', wave: '1' };
    const sent = await upload(app, more);
    expect([sent.status, await sent.text()]).toEqual([
      409,
      expect.stringContaining('The responses of 1 were removed on'),
    ]);
    const same = await upload(app, { file: spoken, survey: 'Spoken survey', wave: '2' });
    expect([same.status, await same.text()]).toEqual([
      409,
      expect.stringContaining('They are not to be read again.'),
    ]);
    expect(onDisk(everyWord)).toEqual([]);
  });

  test('leaves the other waves of its survey whole', async () => {
    const lines = ['ID,I am a,Region,I feel safe here,What could be better?'];
    for (let at = 0; at < 20; at += 1) lines.push(`S-${at},Child,Kent,Agree,Softer beds ${at}`);
    const bytes = new TextEncoder().encode(lines.join('\n'));
    const second = { file: { name: 'two.csv', bytes }, survey: 'Spoken survey', wave: '2' };
    await importThrough(app, second);
    await purge();
    expect(await app.json('/waves/2')).toMatchObject({ responses: 20, questions: [{ base: 20 }] });
    expect(await app.json('/comments?q=beds')).toMatchObject({ total: 20 });
    expect(onDisk(ownWords)).toEqual([]);
  });

  test('is recorded with its counts, without a word of anybody', async () => {
    await purge();
    const entry = await app.services.db
      .selectFrom('audit')
      .select(['after', 'subjectName'])
      .where('action', '=', 'wave_purged')
      .executeTakeFirstOrThrow();
    expect(entry.subjectName).toBe('Spoken survey, 1');
    expect(JSON.parse(entry.after ?? '')).toEqual({
      responses: 30,
      comments: 50,
      measures: [1],
      reports: [1],
    });
  });
});

describe('a purge', () => {
  test('waits until no file is being imported into the wave', async () => {
    const other = new TextEncoder().encode('ID,I feel safe here\n1,Agree\n2,Agree\n');
    const more = { file: { name: 'more.csv', bytes: other }, survey: 'Spoken survey', wave: '1' };
    await upload(app, more);
    const answer = await purge();
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('is still being imported. Import or discard it first.'),
    ]);
    expect(await app.json('/waves/1')).toMatchObject({ responses: 30, questions: [{ base: 30 }] });
  });

  test('that a crash cut short shows nothing, and goes on where it stopped', async () => {
    const { db, config } = app.services;
    await deleteReport(app, 1);
    const wave = { purgedAt: new Date().toISOString() };
    await db.updateTable('wave').set(wave).where('id', '=', 1).execute();
    await changeImport(db, 1, { state: 'purging' });
    await addJob(db, {
      kind: 'purge',
      importId: 1,
      processId: 2 ** 22 + 1,
      actor: shellViewer(),
    });
    await settleUnfinished(db, config);
    expect(await app.json('/comments?q=toast')).toMatchObject({ total: 0 });
    expect(await app.html('/waves/1/purge')).toContain('Go on removing');
    await continuePurge(app.services, shellViewer(), 1);
    await app.services.jobs.idle();
    expect(onDisk(['quagglemire', 'more toast'])).toEqual([]);
    expect(await app.html('/waves/1/purge')).toContain('The responses have been removed');
  });

  test('is done again where the responses are back, as from a backup', async () => {
    const { db } = app.services;
    await purge();
    const bytes = spoken.bytes;
    // A restored database knows nothing of the purge: here, another survey that holds the same file.
    const again = { file: { name: 'back.csv', bytes }, survey: 'Restored survey', wave: '9' };
    const sent = await upload(app, again);
    expect(sent.status).toBe(422);
    const waveId = (
      await db
        .insertInto('wave')
        .values({ surveyId: 1, name: '9', createdAt: '2026-01-01' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
    const { fileSha256 } = await db
      .selectFrom('import')
      .select('fileSha256')
      .executeTakeFirstOrThrow();
    const papers = { uploadName: null, uploadKey: null, groupKey: null };
    const file = { fileName: 'spoken.csv', fileSha256, fileBytes: 1 };
    const importId = await addImport(db, { waveId, ...file, ...papers });
    await changeImport(db, importId, { state: 'published', responseCount: 3 });
    expect(await reapplyErasures(app.services, shellViewer())).toEqual({ responses: 0, waves: 1 });
    expect(await app.json(`/imports/${importId}`)).toMatchObject({ import: { state: 'purged' } });
  });

  test('of another wave, which holds the same file beside others, nothing goes', async () => {
    const { db } = app.services;
    const other = await ensureWave(db, wholeSight, 'Another survey', '1');
    const papers = { uploadName: null, uploadKey: null, groupKey: null };
    const { fileSha256 } = (await app.services.db
      .selectFrom('import')
      .select('fileSha256')
      .executeTakeFirst()) ?? { fileSha256: '' };
    await purge();
    for (const sha256 of [fileSha256, 'of another file']) {
      const file = { fileName: 'a.csv', fileSha256: sha256, fileBytes: 1 };
      const importId = await addImport(db, { waveId: other, ...file, ...papers });
      await changeImport(db, importId, { state: 'published', responseCount: 3 });
    }
    expect(await reapplyErasures(app.services, shellViewer())).toEqual({ responses: 0, waves: 0 });
  });
});
