import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { wholeSight } from '../../src/people/sight.js';
import { trendOf } from '../../src/statistics/trend-queries.js';
import { changeInWords } from '../../src/statistics/trend-words.js';
import { changedWaves, questions } from './changed-waves.js';

let app: TestApp;
let spec: { surveyId: number; questionId: number };
let waves: { waveId: string; earlierWaveId: string };

beforeAll(async () => {
  app = await startTestApp();
  const surveyId = await changedWaves(app);
  const { db } = app.services;
  const question = await db
    .selectFrom('question')
    .select('id')
    .where('text', '=', questions.safe)
    .executeTakeFirstOrThrow();
  spec = { surveyId, questionId: question.id };
  const [{ waveId, earlierWaveId }] = await changes();
  waves = { waveId: String(waveId), earlierWaveId: String(earlierWaveId) };
});
afterAll(() => app.stop());
beforeEach(() => app.services.db.deleteFrom('comparability').execute());

async function changes() {
  const trend = await trendOf(app.services.db, wholeSight, spec, 'publication');
  const [change] = trend.changes;
  if (!change) throw new Error('no change');
  return [change] as const;
}

const path = () => `/surveys/${spec.surveyId}/questions/${spec.questionId}/comparability`;
const say = (comparable: string, note: string, more: Record<string, string> = {}) =>
  app.post(path(), {
    ...waves,
    [`comparable-${waves.waveId}`]: comparable,
    [`note-${waves.waveId}`]: note,
    ...more,
  });
const lastAudit = async () => {
  const row = await app.services.db
    .selectFrom('audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const [before, after] = [row.before, row.after].map(
    (side) => JSON.parse(side ?? 'null') as unknown,
  );
  return { action: row.action, subject: row.subjectId, before, after };
};

it('lets a change be published once somebody has said that the waves can be compared', async () => {
  const [before] = await changes();
  expect(before).toMatchObject({ comparable: 'unsettled', points: null });
  const sent = await say('yes', 'It means the same');
  expect(sent.status).toBe(303);
  expect(sent.headers.get('location')).toMatch(/trend\?notice=comparability-saved#from-\d+$/);
  const [after] = await changes();
  // 20 of 80 to 5 of 100: Newcombe's limits −30.9 and −9.6 in Python, p of the chi-square test 0.0001.
  expect(changeInWords(after)).toBe('down 20 points (9 to 31)');
  expect(after).toMatchObject({ points: -20, notes: ['It means the same', expect.any(String)] });
  const names = ['Spring 2023', 'Autumn 2023'];
  expect(await lastAudit()).toEqual({
    action: 'comparability_decided',
    subject: spec.questionId,
    before: { comparable: null, waves: names },
    after: { comparable: true, note: 'It means the same', waves: names },
  });
});

it('keeps a change from everybody once somebody has said that they cannot', async () => {
  await say('yes', 'It means the same');
  await say('no', 'The place may be a school');
  const [change] = await changes();
  expect(change).toMatchObject({
    comparable: 'no',
    points: null,
    notes: ['The place may be a school'],
  });
  expect(await lastAudit()).toMatchObject({
    before: { comparable: true, note: 'It means the same' },
    after: { comparable: false, note: 'The place may be a school' },
  });
  const page = await app.html(`/surveys/${spec.surveyId}/trends`);
  expect(page).toContain('not comparable');
  expect(page).toContain('The place may be a school');
});

it('goes back to what the program finds when it is taken back', async () => {
  await say('no', 'The place may be a school');
  const sent = await say('yes', '', { undo: 'yes' });
  expect(sent.headers.get('location')).toContain('notice=comparability-undone');
  expect((await changes())[0]).toMatchObject({ comparable: 'unsettled', decision: null });
  expect(await lastAudit()).toMatchObject({
    action: 'comparability_undone',
    before: { comparable: false },
    after: { comparable: null },
  });
});

it('asks for an answer and a reason, and keeps what was written', async () => {
  const sent = await say('', '');
  expect(sent.status).toBe(422);
  const page = await sent.text();
  expect(page).toContain('Choose whether the two waves can be compared');
  expect(page).toContain('Enter why, as it may be printed beside the figures');
  expect(page).toContain(`href="#comparable-${waves.waveId}"`);
  expect(await (await say('', 'Asked alike')).text()).toContain('value="Asked alike"');
  expect((await changes())[0]).toMatchObject({ comparable: 'unsettled', decision: null });
});

it('takes nothing of waves that do not follow each other, nor from those who may not say', async () => {
  const { waveId, earlierWaveId } = waves;
  const turned = { waveId: earlierWaveId, earlierWaveId: waveId };
  const fields = { [`comparable-${earlierWaveId}`]: 'yes', [`note-${earlierWaveId}`]: 'Alike' };
  expect((await app.post(path(), { ...turned, ...fields })).status).toBe(404);
  expect((await app.post(path(), { ...fields })).status).toBe(422);
  const { services } = app;
  const reader = await signIn(services, await addTestAccount(services.db, ['reader']));
  const refused = await app.fetch(path(), {
    method: 'POST',
    headers: { cookie: reader },
    body: new URLSearchParams({ ...waves, csrf: 'a-form-of-ours' }),
  });
  expect(refused.status).toBe(403);
  expect(await services.db.selectFrom('comparability').selectAll().execute()).toEqual([]);
});

it('leaves with the question when its imports are undone', async () => {
  await say('yes', 'It means the same');
  for (const id of [2, 1]) {
    await app.post(`/imports/${id}/undo`, {});
    await app.services.jobs.idle();
  }
  const { db } = app.services;
  expect(
    await db.selectFrom('question').selectAll().where('id', '=', spec.questionId).execute(),
  ).toEqual([]);
  expect(await db.selectFrom('comparability').selectAll().execute()).toEqual([]);
});
