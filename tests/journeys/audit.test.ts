import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditAction } from '../../src/people/audit-actions.js';
import type { AuditRow } from '../../src/people/audit-chain.js';
import { verifyAudit } from '../../src/people/verify-audit.js';
import { deleteReport, takeOut } from '../reports/report-http.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough, upload } from '../support/upload.js';

/** Words that occur in comments and nowhere else. */
const secrets = ['zorblat', 'quimbly', 'vexorn', 'dripplet', 'morwick'];
const secret = (at: number) => secrets[at % secrets.length] ?? '';

const written = (at: number) =>
  `My ${secret(at)} never came because ${secret(at + 1)} Ann left ${at} times`;
const file = (name: string, heading: string) => ({
  name,
  bytes: new TextEncoder().encode(
    [
      `ID,Region,I feel safe here,${heading}`,
      ...Array.from({ length: 12 }, (_, at) =>
        [at, 'London', at < 8 ? 'Agree' : 'Disagree', written(at)].join(','),
      ),
    ].join('\n'),
  ),
});

let app: TestApp;
const rows = () => app.services.db.selectFrom('audit').selectAll().orderBy('id').execute();
const place = async (path: string, fields: Record<string, string | string[]>) =>
  (await app.post(path, fields)).headers.get('location') ?? '';
const idIn = (location: string) => /\/(\d+)/.exec(location)?.[1] ?? '';
const partIn = (location: string) => /#part-(\d+)/.exec(location)?.[1] ?? '';

async function importEverything(): Promise<void> {
  const survey = { survey: 'Fostering', wave: '2012-13' };
  const sent = await upload(app, { file: file('views.csv', 'What could be better?'), ...survey });
  const first = sent.headers.get('location') ?? '';
  await app.services.jobs.idle();
  await app.post(`${first}/columns`, { 'role-1': 'attribute', 'reading-0-1': 'neutral' });
  await app.services.jobs.idle();
  await app.fetch(`${first}/problems.csv`);
  await app.post(`${first}/import`, {});
  await app.services.jobs.idle();
  const later = { survey: 'Fostering', wave: '2013-14' };
  const second = await importThrough(app, { file: file('b.csv', 'What is good?'), ...later });
  await app.post(`${second}/undo`, {});
  await app.services.jobs.idle();
  const third = await upload(app, { file: file('c.csv', 'Anything else?'), ...later });
  await app.post(`${third.headers.get('location')}/discard`, {});
  const totals = 'Answer,Response Percent,Response Count\nYes,51%,51\nNo,47%,47\nTotal,98%,98';
  const refused = { name: 'totals.csv', bytes: new TextEncoder().encode(totals) };
  await upload(app, { file: refused, ...later });
}

async function countEverything(): Promise<void> {
  const { questions } = (await app.json('/waves/1')) as { questions: { id: number }[] };
  const question = `/waves/1/questions/${questions[0]?.id}`;
  await app.post(`${question}/polarity`, { 'polarity-0': 'negative' });
  const form = { name: 'Safe', statement: 'of children feel safe', options: ['0'] };
  const measure = `/measures/${idIn(await place(`${question}/measures`, form))}`;
  await app.post(measure, { ...form, statement: 'of all children feel safe' });
  const other = await place(`${question}/measures`, { ...form, name: 'Not safe' });
  await app.post(`/measures/${idIn(other)}/delete`, {});
  await app.fetch('/waves/1/rates.csv');
  await app.fetch('/measures.csv');
}

async function reportEverything(): Promise<void> {
  const { id, text } = await app.services.db
    .selectFrom('comment')
    .select(['id', 'text'])
    .executeTakeFirstOrThrow();
  const added = await place('/reports/quotes', {
    commentId: String(id),
    extract: text,
    report: 'new',
    title: 'Being listened to',
  });
  const report = `/reports/${idIn(added)}`;
  const quote = `${report}/parts/${partIn(added)}`;
  const { part } = (await app.json(quote)) as { part: { revision: number } };
  await app.post(quote, {
    extract: text.replace('Ann', '[name]'),
    reasons: 'Names a person',
    revision: String(part.revision),
  });
  await app.post(`${report}/call-outs`, { measures: ['1'] });
  const placed = await place(`${report}/texts`, { kind: 'section', body: `On ${secret(0)}` });
  const section = `${report}/parts/${partIn(placed)}`;
  await app.post(`${section}/text`, { kind: 'section', body: secret(1), revision: '5' });
  const written = await place(`${report}/texts`, { kind: 'text', body: `It is ${secret(0)}.` });
  await app.post(`${report}/parts/${partIn(written)}/text`, { body: secret(1), revision: '7' });
  for (const as of ['chart', 'table'])
    await app.post('/reports/charts', { chart: '/measures/1/chart', report: idIn(added), as });
  await app.post(`${quote}/move`, { to: `after-${partIn(written)}` });
  await app.post(`${report}/rename`, { title: 'Being heard', base: 'Being listened to' });
  for (const extension of ['docx', 'html'])
    await app.fetch(`${report}/report.${extension}?draft=yes`);
  await takeOut(app, Number(idIn(added)), Number(partIn(added)));
  await app.post(`${report}/removed/1/restore`, {});
  await deleteReport(app, Number(idIn(added)));
  await app.services.db
    .insertInto('commentFlag')
    .values({
      commentId: id,
      accountName: 'x',
      reason: 'harm',
      createdAt: new Date().toISOString(),
    })
    .execute();
  await app.json(`/comments/${id}`);
  await app.fetch(`/comments.csv?q=${secret(0)}&wave=1&group=none`);
  await app.fetch(`/audit.csv?text=${secret(0)}&person=tester`);
}

beforeAll(async () => {
  app = await startTestApp();
  await importEverything();
  await countEverything();
  await reportEverything();
  const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  await app.fetch('/measures/1?secret=1', { headers: { cookie } });
  await app.fetch('/reports', { method: 'POST', body: new URLSearchParams({ csrf: 'forged' }) });
  await app.fetch(`/measures/1?${secret(0)}`, { method: 'POST', headers: { cookie } });
});
afterAll(() => app.stop());

describe('the audit of a day’s work', () => {
  const expected: AuditAction[] = [
    'file_uploaded',
    'mapping_edited',
    'problems_downloaded',
    'import_begun',
    'import_published',
    'import_undone',
    'import_discarded',
    'import_failed',
    'polarity_changed',
    'measure_created',
    'measure_changed',
    'measure_deleted',
    'rates_downloaded',
    'measures_downloaded',
    'report_created',
    'quote_added',
    'quote_changed',
    'call_out_added',
    'part_moved',
    'report_renamed',
    'report_downloaded',
    'part_removed',
    'report_deleted',
    'flagged_comment_viewed',
    'comments_downloaded',
    'audit_downloaded',
    'refused',
  ];

  it.each(expected)('has an entry: %s', async (action) => {
    const found = (await rows()).filter((row) => row.action === action);
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) {
      expect(row.accountName).toMatch(/@example\.org$/);
      expect(row.address).toMatch(/127\.0\.0\.1|::1/);
    }
  });

  it('holds no word of any comment, extract or search', async () => {
    const all = JSON.stringify(await rows());
    expect(secrets.filter((word) => all.includes(word))).toEqual([]);
    expect(all).not.toContain('never came');
  });

  it('is one unbroken chain, though threads wrote it too', async () => {
    expect(await verifyAudit(app.services.db)).toMatchObject({ whole: true });
  });

  it('names the forms and pages that were refused by their patterns alone', async () => {
    const refused = (await rows()).filter(({ action }) => action === 'refused');
    expect(refused.map(({ subjectName }) => subjectName)).toEqual([
      'GET /measures/:measureId',
      'POST /reports',
      'POST /measures/:measureId',
    ]);
  });

  it('has each place where a flagged comment was shown', async () => {
    const seen = async () =>
      (await rows()).filter(({ action }) => action === 'flagged_comment_viewed').length;
    const { db } = app.services;
    const flag = await db.selectFrom('commentFlag').selectAll().executeTakeFirstOrThrow();
    const { commentId } = flag;
    await db.deleteFrom('commentFlag').execute();
    const form = { commentId: String(commentId), extract: `My ${secret(0)} never came` };
    const added = await place('/reports/quotes', { ...form, report: 'new', title: 'Again' });
    await db.insertInto('commentFlag').values(flag).execute();
    const report = `/reports/${idIn(added)}`;
    for (const page of [
      `/comments/${commentId}`,
      '/comments?wave=1',
      report,
      `${report}/report.html`,
    ]) {
      const before = await seen();
      await app.fetch(page);
      expect({ page, entries: await seen() }).toEqual({ page, entries: before + 1 });
    }
    const before = await seen();
    // The pages of other comments show it too, as a similar one; a list without it does not.
    await app.fetch('/comments?q=nosuchword');
    expect(await seen()).toBe(before);
  });

  const sides = async (action: AuditAction) => {
    const row: AuditRow | undefined = (await rows()).find((one) => one.action === action);
    const parse = (text: string | null | undefined): unknown => (text ? JSON.parse(text) : null);
    return { before: parse(row?.before), after: parse(row?.after), subject: row?.subjectName };
  };

  it.each<[AuditAction, unknown]>([
    [
      'mapping_edited',
      {
        before: { 'Column B': 'Region', 'Question 1, answer 2': 'Negative' },
        after: { 'Column B': 'Other fact about the respondent', 'Question 1, answer 2': 'Neither' },
      },
    ],
    ['import_published', { after: { responses: 12, comments: 12 }, subject: 'views.csv' }],
    ['import_undone', { before: { responses: 12, comments: 12 }, subject: 'b.csv' }],
    ['polarity_changed', { before: { Agree: 'positive' }, after: { Agree: 'negative' } }],
    ['measure_changed', { after: { statement: 'of all children feel safe' }, subject: 'Safe' }],
    ['measure_deleted', { before: { statement: 'of children feel safe' }, after: null }],
    ['quote_changed', { before: { redactions: 0 }, after: { redactions: 1 } }],
    ['call_out_added', { after: { measure: 'Safe' }, subject: 'Being listened to' }],
    ['part_moved', { before: { place: 1 }, after: { place: 4 } }],
    ['report_renamed', { before: { title: 'Being listened to' }, after: { title: 'Being heard' } }],
    ['comments_downloaded', { after: { wordsSearchedFor: true, Wave: ['Fostering, 2012-13'] } }],
    ['audit_downloaded', { after: { person: 'tester', wordsSearchedFor: true } }],
  ])('says what %s was about', async (action, about) => {
    expect(await sides(action)).toMatchObject(about as Record<string, unknown>);
  });
});
