import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notesOn } from '../../src/reports/report-notes.js';
import { waveQuestions } from '../../src/statistics/wave-counts.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

const people = (group: string, answer: string, count: number) =>
  Array.from(
    { length: count },
    (_, at) => `${group},${answer},We ${answer} were asked by ${group} ${at} and would be again`,
  );
const fileOf = (name: string, lines: readonly string[]) => ({
  name,
  bytes: new TextEncoder().encode(
    ['I am a,Do you feel safe?,What would you change?', ...lines].join('\n'),
  ),
});

/** With 3 and 20 the first wave leaves whole and the second not at all; with 5 and 10 it is the other way. */
const first = [
  ...people('Child', 'Yes', 26),
  ...people('Child', 'No', 4),
  ...people('Foster carer', 'Yes', 12),
  ...people('Foster carer', 'No', 18),
];
const second = [...people('Child', 'Yes', 8), ...people('Child', 'No', 7)];

let app: TestApp;
let questionId: number;
let groupId: number;
let no: number;
beforeAll(async () => {
  const settings = { DISCLOSURE_LEAST_CELL: '3', DISCLOSURE_LEAST_BASE: '20' };
  app = await startTestApp({ settings });
  await importThrough(app, { file: fileOf('1.csv', first), survey: 'Safety survey', wave: '1' });
  const { db } = app.services;
  const { questions } = await waveQuestions(db, 1);
  const question = questions.find(({ text }) => text === 'Do you feel safe?');
  questionId = question?.id ?? 0;
  no = question?.options.find(({ label }) => label === 'No')?.code ?? 0;
  groupId = questions.find(({ role }) => role === 'respondent_group')?.id ?? 0;
  await importThrough(app, { file: fileOf('2.csv', second), survey: 'Safety survey', wave: '2' });
});
afterAll(() => app.stop());

const text = async (where: string) => (await app.fetch(where)).text();

describe('thresholds of 3 and 20', () => {
  it('are those of a cross-tabulation and what it says', async () => {
    const csv = await text(`/waves/1/crosstab.csv?rows=${questionId}&columns=${groupId}`);
    expect(csv).toMatch(/Child.*No.*[^0-9]4[^0-9]/s);
    const page = `/waves/1/crosstab?rows=${questionId}&columns=${groupId}&showing=publication`;
    expect(await text(page)).toContain('fewer than 3 gave the answer, or fewer than 20 answered');
    expect(csv.replace(/\[c\] means/g, '')).not.toContain('[c]');
  });

  it('are those of a trend and its warnings', async () => {
    const where = `/surveys/1/questions/${questionId}/trend?showing=publication`;
    const page = await app.json(where);
    const { waves } = page['trend'] as { waves: { wave: string; rates: { base: unknown } }[] };
    const bases = Object.fromEntries(waves.map(({ wave, rates }) => [wave, rates.base]));
    expect(bases).toEqual({ '1': 60, '2': '[c]' });
    expect(page['note']).toContain('fewer than 20 answered');
    expect(JSON.stringify(page['trend'])).toContain('Fewer than 20 answered in 2.');
  });

  it('are those of a chart’s table', async () => {
    const one = await text(`/waves/1/questions/${questionId}/chart.csv?by=${groupId}`);
    expect(one.replace(/\[c\] means/g, '')).not.toContain('[c]');
    const other = await text(`/waves/2/questions/${questionId}/chart.csv`);
    expect(other).toContain('[c]');
  });

  it('are those of an export', async () => {
    const json = await text('/waves/1/rates.json');
    expect(json).toContain('fewer than 3 gave the answer, or fewer than 20 answered');
  });

  it('are those of a report’s notes', () => {
    const sentence = '[c] of children felt safe.';
    const part = { kind: 'call_out' as const, sentence } as Parameters<typeof notesOn>[0][number];
    expect(notesOn([part], app.services.config.disclosure).join(' ')).toContain(
      'fewer than 20 answered, or fewer than 3 gave',
    );
  });

  it('are those of comments of few people', async () => {
    const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
    const found = async (group: string) => {
      const { questions } = await waveQuestions(app.services.db, 1);
      const own = questions.find(({ id }) => id === groupId);
      const code = own?.options.find(({ label }) => label === group)?.code ?? 0;
      const asked = `/comments?wave=1&answered=${questionId}:${no}&answered=${groupId}:${code}`;
      const answer = await app.fetch(asked, { headers: { accept: 'application/json', cookie } });
      return (await answer.json()) as { total: number; withheld: number | null };
    };
    expect(await found('Child')).toMatchObject({ total: 4, withheld: null });
  });
});
