import { afterEach, describe, expect, it } from '@jest/globals';
import { wholeSight } from '../../../src/people/sight.js';
import { breakdownOf } from '../../../src/statistics/breakdown-queries.js';
import { savePolarities } from '../../../src/statistics/rate-queries.js';
import { waveQuestions } from '../../../src/statistics/wave-counts.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { importThrough } from '../../support/upload.js';

/** Of 24 children 4 said no, of 60 carers 6 said no and 4 did not know. */
const lines = [
  'I am a,Do you feel safe?',
  ...Array.from({ length: 20 }, () => 'Child,Yes'),
  ...Array.from({ length: 4 }, () => 'Child,No'),
  ...Array.from({ length: 50 }, () => 'Foster carer,Yes'),
  ...Array.from({ length: 6 }, () => 'Foster carer,No'),
  ...Array.from({ length: 4 }, () => "Foster carer,Don't know"),
];

let app: TestApp;
afterEach(() => app.stop());

async function start(settings: Record<string, string> = {}) {
  app = await startTestApp({ settings });
  const file = { name: 'safe.csv', bytes: new TextEncoder().encode(lines.join('\n')) };
  await importThrough(app, { file, survey: 'Safety survey', wave: '1' });
  const { questions } = await waveQuestions(app.services.db, 1);
  const question = questions.find(({ text }) => text === 'Do you feel safe?');
  const group = questions.find(({ role }) => role === 'respondent_group');
  if (!question || !group) throw new Error('The file was read otherwise.');
  const spec = { waveId: 1, questionId: question.id, byId: group.id, where: null };
  const shown = async (byId: number | null = group.id) =>
    breakdownOf(app.services.db, wholeSight, { ...spec, byId }, 'publication');
  const left = () =>
    app.services.db.selectFrom('releasedTable').select(['key', 'revision']).execute();
  return { question, shown, left };
}

const noes = ({ all, parts }: Awaited<ReturnType<typeof breakdownOf>>) =>
  [all, ...parts].map(({ options }) => options.find(({ label }) => label === 'No')?.count);

describe('what leaves of a wave', () => {
  it('is judged once, though two ask at the same moment, and stays as it first was', async () => {
    const { shown, left } = await start();
    const [one, two] = await Promise.all([shown(), shown()]);
    expect(noes(one)).toEqual([10, '[c]', '[c]']);
    expect(two).toEqual(one);
    expect(await left()).toHaveLength(1);
    expect(await shown()).toEqual(one);
    expect(await left()).toHaveLength(1);
  });

  it('is remembered though a polarity is changed, for the answers are the same', async () => {
    const { question, shown, left } = await start();
    const before = await shown(null);
    const polarities = new Map(question.options.map(({ code }) => [code, 'neutral' as const]));
    const { db } = app.services;
    await savePolarities(db, question.id, { polarities, dontKnowInBase: !question.dontKnowInBase });
    const after = await shown(null);
    expect(await left()).toHaveLength(2);
    expect(new Set((await left()).map(({ revision }) => revision)).size).toBe(1);
    // 84 with those who do not know and 80 without would tell that there are 4 of them.
    expect([before.all.base, after.all.base]).toContain('[c]');
  });

  it('goes by the rules of the deployment', async () => {
    const { shown } = await start({ DISCLOSURE_LEAST_CELL: '12', DISCLOSURE_LEAST_BASE: '30' });
    const { all, parts } = await shown();
    expect(noes({ all, parts } as Awaited<ReturnType<typeof breakdownOf>>)).toEqual([
      '[c]',
      '[c]',
      '[c]',
    ]);
    expect(parts.find(({ label }) => label === 'Child')?.base).toBe('[c]');
  });
});
