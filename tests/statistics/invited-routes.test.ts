import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wholeSight } from '../../src/people/sight.js';
import { breakdownOf } from '../../src/statistics/breakdown-queries.js';
import { respondentFigures } from '../../src/statistics/exports/figure-parts.js';
import { invitedOf } from '../../src/statistics/invited-queries.js';
import { shareOf } from '../../src/statistics/trend-changes.js';
import { findWaveByName } from '../../src/surveys/survey-queries.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';

let app: TestApp;
let wave: { id: number };
let fostering: { id: number };
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const find = (survey: string) => findWaveByName(app.services.db, wholeSight, survey, '2012-13');
  wave = await find("Secure children's homes survey");
  fostering = await find('Fostering survey');
});
afterAll(() => app.stop());

interface Rated {
  text: string;
  negative: { low: number; high: number } | null;
}
const restrained = async () => {
  const { questions } = (await app.json(`/waves/${wave.id}`)) as unknown as { questions: Rated[] };
  const found = questions.find(({ text }) => text.includes('restrained here'));
  return [found?.negative?.low, found?.negative?.high];
};
const enter = (fields: Record<string, string>, id = wave.id) =>
  app.post(`/waves/${id}/invited`, fields);
const entries = () =>
  app.services.db
    .selectFrom('audit')
    .select(['before', 'after'])
    .where('action', '=', 'invited_changed')
    .orderBy('id')
    .execute();

test('without the number invited there are responses received and no rate', async () => {
  expect(await app.html(`/waves/${wave.id}`)).toContain('104 responses received');
  expect(await app.html(`/waves/${wave.id}`)).not.toContain('invited responded');
  expect(await restrained()).toEqual([41.3, 60.6]);
});

test('a number that cannot be is refused at its field, and nothing is kept', async () => {
  const answer = await enter({ invited: '103' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain('Enter 104 or more: 104 responses have been received');
  expect(page).toContain('href="#invited"');
  expect(page).toContain('value="103"');
  expect((await enter({ invited: '130.5' })).status).toBe(422);
  expect((await invitedOf(app.services.db, wave.id)).all).toBeNull();
  expect(await entries()).toEqual([]);
});

test('the number invited gives a response rate and, by R, narrower intervals', async () => {
  expect((await enter({ invited: '130' })).status).toBe(303);
  const page = await app.html(`/waves/${wave.id}`);
  expect(page).toContain('104 of 130 invited responded (80%)');
  expect(page).toContain('Intervals are corrected for how many of those invited responded.');
  // 51 of 100 of a population of 130: see inference.R.
  expect(await restrained()).toEqual([46.3, 55.7]);
  expect(await app.html(`/waves/${wave.id}/invited`)).toContain('value="130"');
});

test('the same interval stands in files and in trends', async () => {
  const { db } = app.services;
  const { questions } = (await app.json(`/waves/${wave.id}`)) as unknown as {
    questions: { id: number; text: string }[];
  };
  const questionId = questions.find(({ text }) => text.includes('restrained here'))?.id ?? 0;
  const spec = { waveId: wave.id, questionId, byId: null, where: null };
  const breakdown = await breakdownOf(db, wholeSight, spec, 'internal');
  expect(breakdown.intervalNote).toMatch(/^Intervals are corrected/);
  const [all] = respondentFigures(breakdown);
  const yes = all?.answers.find(({ answer }) => answer === 'Yes');
  expect([yes?.low, yes?.high]).toEqual([46.3, 55.7]);
  const code = breakdown.all.options.find(({ label }) => label === 'Yes')?.code ?? null;
  const share = shareOf(breakdown.all, { code, label: 'Yes' });
  expect(share).toMatchObject({ low: 46.3, high: 55.7 });
});

test('who changed it to what is recorded once, and a blank takes it away', async () => {
  await enter({ invited: '130' });
  await enter({ invited: '' });
  expect(await restrained()).toEqual([41.3, 60.6]);
  const sides = (await entries()).map(({ before, after }) =>
    [before, after].map((side) => JSON.parse(side ?? '') as object),
  );
  expect(sides).toEqual([
    [{ 'Invited altogether': null }, { 'Invited altogether': 130 }],
    [{ 'Invited altogether': 130 }, { 'Invited altogether': null }],
  ]);
});

test('each group of a wave has its number, and together they are those of the wave', async () => {
  const { fields } = (await app.json(`/waves/${fostering.id}/invited`)) as unknown as {
    fields: { name: string; responses: number }[];
  };
  const groups = fields.slice(1);
  expect(groups.length).toBeGreaterThan(1);
  const numbers = Object.fromEntries(
    groups.map(({ name, responses }) => [name, `${2 * responses}`]),
  );
  await enter(numbers, fostering.id);
  expect(await app.html(`/waves/${fostering.id}`)).toContain('152 of 304 invited responded (50%)');
});

test('a wave of which nothing is imported goes with what was entered for it', async () => {
  const file = { name: 'begun.csv', bytes: new TextEncoder().encode('Are you well?\nYes\nNo\n') };
  const sent = await upload(app, { file, survey: 'Begun', wave: '2013-14' });
  await app.services.jobs.idle();
  const find = () => findWaveByName(app.services.db, wholeSight, 'Begun', '2013-14');
  expect((await enter({ invited: '30' }, (await find()).id)).status).toBe(303);
  await app.post(`${sent.headers.get('location')}/discard`, {});
  await app.services.jobs.idle();
  await expect(find()).rejects.toMatchObject({ kind: 'not_found' });
});
