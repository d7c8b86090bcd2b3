import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hiddenReports } from '../../src/people/sight-queries.js';
import { viewerWithout } from '../support/viewers.js';
import { openReportDesk, partIn, type ReportDesk } from './report-http.js';

let desk: ReportDesk;
let reportId: number;
let parts: Record<'chart' | 'table' | 'callOut' | 'quote', number>;
let place: { waveId: number; questionId: number; neither: number };

beforeAll(async () => {
  desk = await openReportDesk();
  const { db } = desk.app.services;
  const { id, waveId, questionId } = await db
    .selectFrom('measure')
    .select(['id', 'waveId', 'questionId'])
    .where('name', '=', 'Negative about support with work or education')
    .executeTakeFirstOrThrow();
  const { code } = await db
    .selectFrom('option')
    .select('code')
    .where('questionId', '=', questionId)
    .where('label', '=', 'Neither good nor poor')
    .executeTakeFirstOrThrow();
  place = { waveId, questionId, neither: code };
  reportId = await desk.newReport('Living');
  const chart = `/waves/${waveId}/questions/${questionId}/chart`;
  const add = async (as: string) =>
    partIn(await desk.app.post('/reports/charts', { chart, as, report: String(reportId) }));
  const { id: commentId } = await desk.comment('We were given a two-page');
  const measures = String(id);
  parts = {
    chart: await add('chart'),
    table: await add('table'),
    callOut: partIn(await desk.app.post(`/reports/${reportId}/call-outs`, { measures })),
    quote: await desk.quote(reportId, commentId, 'We love him.'),
  };
});
afterAll(() => desk.app.stop());

interface Shown {
  id: number;
  kind: string;
  stale: { was: string; now: string; why: string[]; mark: string } | null;
}
const stale = async () => (await desk.shown(reportId)).stale as unknown as Shown[];
const staleOf = async (part: number) => (await stale()).find(({ id }) => id === part)?.stale;
const accept = (part: number, mark = '') =>
  desk.app.post(`/reports/${reportId}/parts/${part}/accept`, { mark });

test('nothing is stale as it is added', async () => {
  expect(await stale()).toEqual([]);
});

test('another base is told of each figure with what it was, is and why, and settled one by one', async () => {
  const { waveId, questionId, neither } = place;
  const at = `/waves/${waveId}/questions/${questionId}/polarity`;
  await desk.app.post(at, { [`polarity-${neither}`]: 'excluded', dontKnowInBase: 'yes' });
  const callOut = await staleOf(parts.callOut);
  expect(callOut?.was).toContain('28% of young people surveyed');
  expect(callOut?.now).not.toContain('28%');
  expect(callOut?.why[0]).toBe(
    '“Neither good nor poor” counts as outside the base, no longer neither positive nor negative.',
  );
  expect((await staleOf(parts.chart))?.why[0]).toBe(callOut?.why[0]);
  expect((await staleOf(parts.table))?.was).toContain('Everybody, Neither good nor poor: ');
  expect(await staleOf(parts.quote)).toBeUndefined();
  const page = await desk.app.html(`/reports/${reportId}`);
  expect(page).toContain('3 parts have changed since an author accepted what it prints: places');

  expect((await accept(parts.chart, 'seen-before')).status).toBe(409);
  expect((await accept(parts.chart, (await staleOf(parts.chart))?.mark)).status).toBe(303);
  expect((await stale()).map(({ id }) => id)).toEqual([parts.table, parts.callOut]);
  await desk.app.post(at, { [`polarity-${neither}`]: 'neutral', dontKnowInBase: 'yes' });
  expect((await stale()).map(({ id }) => id)).toEqual([parts.chart]);
  await accept(parts.chart, (await staleOf(parts.chart))?.mark);
  expect(await stale()).toEqual([]);
});

test('a quote says that its comment was corrected, coded anew or has another writer', async () => {
  const { db } = desk.app.services;
  const { id, text } = await desk.comment('We were given a two-page');
  const own = db.updateTable('comment').where('id', '=', id);
  await own.set({ text: `${text} Thank you.` }).execute();
  expect(await staleOf(parts.quote)).toMatchObject({
    was: 'Words of the comment: its words as they were.',
    now: 'Words of the comment: other words.',
    why: ['The comment was corrected.', expect.stringMatching(/^An author accepted it last on /)],
  });
  await own.set({ text, groupKey: 'foster_carer' }).execute();
  const regrouped = await staleOf(parts.quote);
  expect(regrouped?.was).toContain("Attribution: (Adoptive parent's view from adoption survey).");
  expect(regrouped?.why[0]).toBe('Whose view it is was corrected.');
  await own.set({ groupKey: 'adopter' }).execute();
  await db.deleteFrom('tag').where('commentId', '=', id).execute();
  expect(await staleOf(parts.quote)).toMatchObject({
    now: 'Themes: none.',
    why: ['The comment was coded anew.', expect.any(String)],
  });
  await accept(parts.quote, (await staleOf(parts.quote))?.mark);
  expect(await stale()).toEqual([]);
});

test('what an import brought to a chart or a measure cannot be undone or deleted under it', async () => {
  const { db } = desk.app.services;
  const { id: importId } = await db
    .selectFrom('import')
    .select('id')
    .where('waveId', '=', place.waveId)
    .executeTakeFirstOrThrow();
  for (const part of [parts.callOut, parts.quote])
    await db.deleteFrom('reportPart').where('id', '=', part).execute();
  const undone = await desk.app.post(`/imports/${importId}/undo`, {});
  expect([undone.status, await undone.text()]).toEqual([
    409,
    expect.stringContaining('Take its figures out of the report first.'),
  ]);
  const other = await desk.newReport('Charts alone');
  const measure = '/measures/2/chart';
  await desk.app.post('/reports/charts', { chart: measure, report: String(other) });
  expect((await desk.app.post('/measures/2/delete', {})).status).toBe(409);
});

test('a report is hidden from those who may not see the survey of its chart', async () => {
  const { db } = desk.app.services;
  const { surveyId } = await db
    .selectFrom('wave')
    .select('surveyId')
    .where('id', '=', place.waveId)
    .executeTakeFirstOrThrow();
  const hidden = await hiddenReports(db, viewerWithout([], [surveyId])).execute();
  expect(hidden.map((row) => row.reportId)).toContain(reportId);
});
