import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testFormToken } from '../support/sign-in.js';
import { importThrough, upload } from '../support/upload.js';

const sample = projectPath('samples/secure-childrens-homes-2012-13.csv');
const secure = { file: sample, survey: 'Secure survey', wave: '2012-13', group: 'child' };
const text = (name: string, content: string) => ({
  name,
  bytes: new TextEncoder().encode(content),
});

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const uploads = async () => {
  const folder = path.join(app.services.config.dataDir, 'uploads');
  return readdir(folder);
};

describe('an upload', () => {
  it('starts from an empty database whose pages say what to do', async () => {
    expect(await app.html('/surveys')).toContain('There are no surveys for you to see yet');
    expect(await app.html('/imports')).toContain('Nothing has been imported yet');
    expect(await app.html('/measures')).toContain('No figures have been kept yet');
  });

  it('says every field that is missing, and keeps what was typed', async () => {
    const form = new FormData();
    form.set('newSurvey', 'Half filled');
    form.set('csrf', testFormToken);
    const answer = await app.fetch('/imports', { method: 'POST', body: form });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Enter the wave, such as 2012-13');
    expect(page).toContain('Choose the spreadsheet to import');
  });

  it.each([
    ['a picture', { name: 'a.xlsx', bytes: new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]) }],
    ['an empty file', text('empty.csv', '')],
    ['a heading alone', text('heading.csv', 'Name of home,Do you feel safe?\n')],
    ['an unclosed quote', text('quote.csv', 'Id,Why?\n1,"because\n2,x\n')],
    [
      'half a workbook',
      { name: 'half.xlsx', bytes: new Uint8Array([80, 75, 3, 4, 0, 0, 1, 2, 3]) },
    ],
  ])('refuses %s with a sentence and leaves nothing', async (_what, file) => {
    const answer = await upload(app, { file, survey: 'Broken', wave: '1' });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('There is a problem');
    expect(page).toContain(file.name);
    expect(await uploads()).toEqual([]);
    expect(await app.json('/surveys')).toMatchObject({ surveys: [] });
    expect(await app.json('/imports')).toMatchObject({ imports: [] });
  });

  it('goes by columns and checks to rates, and can be undone', async () => {
    const sent = await upload(app, secure);
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') ?? '';

    const columns = await app.json(`${place}/columns`);
    expect(columns['recognised']).toMatchObject({ layoutName: 'SmartSurvey', rows: 104 });
    expect(await app.json('/surveys')).toMatchObject({ surveys: [{ waves: [{ responses: 0 }] }] });

    await app.post(`${place}/columns`, {});
    await app.services.jobs.idle();
    const checks = await app.json(`${place}/checks`);
    expect(checks['report']).toMatchObject({ rowsRead: 104, responses: 104 });

    await app.post(`${place}/import`, {});
    await app.services.jobs.idle();
    expect(await app.json(place)).toMatchObject({
      import: { state: 'published', responseCount: 104 },
    });
    expect(await uploads()).toEqual([]);

    const again = await upload(app, { ...secure, wave: '2013-14' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('has been imported already');

    await app.post(`${place}/undo`, {});
    await app.services.jobs.idle();
    expect(await app.json(place)).toMatchObject({ import: { state: 'undone', responseCount: 0 } });
    expect(await app.json('/surveys')).toMatchObject({ surveys: [{ waves: [{ responses: 0 }] }] });

    await app.post(`${place}/discard`, {});
    expect(await app.json('/surveys')).toMatchObject({ surveys: [] });
  });

  it('works in what the officer changed: a role and a reading', async () => {
    const sent = await upload(app, secure);
    const place = sent.headers.get('location') ?? '';
    const page = (await app.json(`${place}/columns`)) as {
      columns: { position: number; header: string }[];
      questions: { text: string; options: { label: string }[] }[];
    };
    const home = page.columns.find((column) => column.header === 'Which home do you live in?');
    const at = page.questions.findIndex((question) => question.text === 'Do you feel safe here?');
    const sometimes = page.questions[at]?.options.findIndex(({ label }) => label === 'Sometimes');
    await app.post(`${place}/columns`, {
      [`role-${home?.position}`]: 'ignore',
      [`reading-${at}-${sometimes}`]: 'negative',
    });
    await app.services.jobs.idle();
    await app.post(`${place}/import`, {});
    await app.services.jobs.idle();
    const { import: done } = (await app.json(place)) as { import: { waveId: number } };
    const rates = (await app.json(`/waves/${done.waveId}`)) as {
      questions: { text: string; negative: object | null }[];
      attributes: { text: string }[];
    };
    const rateOf = (text: string) => rates.questions.find((question) => question.text === text);
    // Sometimes 15 and never 7, of the 103 who answered: see samples/source.
    expect(rateOf('Do you feel safe here?')?.negative).toMatchObject({ numerator: 22, base: 103 });
    expect(rates.attributes.map((one) => one.text)).not.toContain('Which home do you live in?');
    await app.post(`${place}/undo`, {});
    await app.services.jobs.idle();
    await app.post(`${place}/discard`, {});
  });

  it('takes blanks as no reply where the officer says that everybody was asked', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => (at < 25 ? 'Yes,Yes' : 'No,'));
    const file = text('routed.csv', ['Were you hurt?,Did you see a nurse?', ...rows].join('\n'));
    for (const [base, missing] of [
      ['some', { not_asked: 15, no_reply: 0 }],
      ['all', { not_asked: 0, no_reply: 15 }],
    ] as const) {
      const sent = await upload(app, { file, survey: 'Routed survey', wave: '1' });
      const place = sent.headers.get('location') ?? '';
      await app.post(`${place}/columns`, { 'base-1': base });
      await app.services.jobs.idle();
      await app.post(`${place}/import`, {});
      await app.services.jobs.idle();
      const { import: done } = (await app.json(place)) as { import: { waveId: number } };
      const { questions } = (await app.json(`/waves/${done.waveId}`)) as { questions: object[] };
      expect(questions[1]).toMatchObject({ base: 25, missing });
      await app.post(`${place}/undo`, {});
      await app.services.jobs.idle();
      await app.post(`${place}/discard`, {});
    }
  });

  it('lets an upload be discarded before it is imported', async () => {
    const place = (await upload(app, secure)).headers.get('location') ?? '';
    await app.post(`${place}/discard`, {});
    expect(await app.json('/imports')).toMatchObject({ imports: [] });
    expect(await uploads()).toEqual([]);
  });

  it('refuses a step that is over with a link to where the import stands', async () => {
    const place = await importThrough(app, secure);
    const answer = await app.post(`${place}/import`, {});
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain(`href="${place}"`);
  });

  it('does each step once where its form is sent twice at once', async () => {
    const place = (await upload(app, { ...secure, survey: 'Twice' })).headers.get('location') ?? '';
    const importId = Number(place.split('/').at(-1));
    const { db, jobs } = app.services;
    for (const step of ['columns', 'import', 'undo']) {
      const sent = await Promise.all([1, 2].map(() => app.post(`${place}/${step}`, {})));
      expect([step, ...sent.map(({ status }) => status).sort()]).toEqual([step, 303, 409]);
      await jobs.idle();
    }
    const done = await db
      .selectFrom('job')
      .select('kind')
      .where('importId', '=', importId)
      .execute();
    expect(done.map(({ kind }) => kind)).toEqual(['read', 'check', 'import', 'undo']);
  });

  it('shows no page for an id that is none', async () => {
    for (const where of ['/imports/999', '/imports/x', '/waves/0', '/measures/1e3', '/waves/-1']) {
      const answer = await app.fetch(where);
      expect([where, answer.status]).toEqual([where, 404]);
    }
  });
});
