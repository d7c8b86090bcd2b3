import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { wholeSight } from '../../src/people/sight.js';
import { findWaveByName } from '../../src/surveys/survey-queries.js';
import { upload } from '../support/upload.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Twelve children and four foster carers of one survey; the last child did not reply. */
const returns = [
  'Who are you?,Do you feel safe?,What could be better?',
  ...Array.from({ length: 11 }, (_, at) => `Child,${at < 8 ? 'Yes' : 'No'},my room number ${at}`),
  'Child,,nothing at all really',
  ...Array.from({ length: 3 }, (_, at) => `Foster carer,Yes,the rate of pay ${at}`),
  'Foster carer,Don’t know,more visits',
].join('\n');

let app: TestApp;
let wave: string;
beforeAll(async () => {
  app = await startTestApp();
  const file = { name: 'safe.csv', bytes: new TextEncoder().encode(returns) };
  const sent = await upload(app, { file, survey: 'Safety', wave: '2012-13' });
  const place = sent.headers.get('location') ?? '';
  for (const step of ['columns', 'import']) {
    await app.services.jobs.idle();
    await app.post(`${place}/${step}`, {});
  }
  await app.services.jobs.idle();
  wave = `/waves/${(await findWaveByName(app.services.db, wholeSight, 'Safety', '2012-13')).id}`;
});
afterAll(() => app.stop());

async function question(): Promise<{ id: number }> {
  const { questions } = (await app.json(wave)) as unknown as {
    questions: { id: number; text: string }[];
  };
  const found = questions.find(({ text }) => text === 'Do you feel safe?');
  expect(found).toBeDefined();
  return found ?? { id: 0 };
}

test('each group leads from its rates to exactly its comments', async () => {
  const id = wave.split('/')[2];
  const pages = [
    await app.html(wave),
    await app.html(`${wave}/questions/${(await question()).id}`),
  ];
  for (const page of pages) {
    expect(page).toContain(`href="/comments?group=child&amp;wave=${id}"`);
    expect(page).toContain(`href="/comments?group=foster_carer&amp;wave=${id}"`);
  }
  expect(await app.json(`/comments?group=child&wave=${id}`)).toMatchObject({ total: 12 });
  expect(await app.json(`/comments?group=foster_carer&wave=${id}`)).toMatchObject({ total: 4 });
});

test('a base under ten is called small, and the pages say who may see true counts', async () => {
  const small = '<strong class="govuk-tag govuk-tag--yellow app-tag-s">Small base</strong>';
  const page = await app.html(`${wave}/questions/${(await question()).id}`);
  const rows = page.split('<tr').filter((row) => /app-plain">(Children|Foster carers)</.test(row));
  expect(rows.map((row) => row.includes(small))).toEqual([false, true]);
  for (const where of [wave, `${wave}/questions/${(await question()).id}`]) {
    expect(await app.html(where)).toContain('Not for publication');
    expect(await app.json(where)).toMatchObject({ limits: { leastBase: 10, leastCell: 5 } });
  }
});

test('the download names why there is no answer as the screens do', async () => {
  const csv = await (await app.fetch(`${wave}/rates.csv?showing=internal`)).text();
  const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
  const reasons = rows
    .filter((row) => row['Category'] === 'All respondents' && row['Value'] === '1')
    .map((row) => [row['Answer'], row['Counts as']]);
  expect(reasons).toContainEqual(['No reply', 'No answer: not in the base']);
  expect(reasons).toContainEqual(["Don't know", 'No answer: in the base']);
});

test('whoever may see true counts can see a wave and a question as they would be published', async () => {
  const place = `${wave}/questions/${(await question()).id}`;
  for (const where of [wave, place]) {
    const internal = await app.html(where);
    expect(internal).toContain(`href="${where}?showing=publication"`);
    const published = await app.html(`${where}?showing=publication`);
    expect(published).toContain('[c] means that a figure is withheld');
    expect(published).not.toContain('Not for publication');
    expect(published).toContain(`href="${where}"`);
  }
  // The one child who gave no reply is too few to say.
  const shown = (await app.json(`${place}?showing=publication`)) as {
    question: { baseWords: string; missing: Record<string, unknown> };
  };
  expect(shown.question.missing).toMatchObject({ no_reply: '[c]' });
  expect(shown.question.baseWords).toMatch(/\[c\] gave no reply/);
});
