import type { TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

/** As the first wave words them. */
export const questions = {
  safe: 'Do you feel safe where you live?',
  complaint: 'Have you made a complaint?',
  told: 'Were you told what happened with your complaint?',
  support: 'How good is the support you get?',
  alone: 'Do you see your social worker alone?',
};
const reworded = 'Do you feel safe in the place where you live?';

const rowsOf = (count: number, answers: (at: number) => string[]) =>
  Array.from({ length: count }, (_, at) => [`${at + 1}`, ...answers(at)].join(','));

/** 60 children and 20 foster carers; the outcome of a complaint was asked of those who had made one. */
const spring = [
  ['ID', 'Who are you?', ...Object.values(questions)].join(','),
  ...rowsOf(80, (at) => [
    at < 60 ? 'Child' : 'Foster carer',
    at % 4 === 0 ? 'No' : 'Yes',
    at % 2 === 0 ? 'Yes' : 'No',
    at % 2 === 0 ? (at % 3 === 0 ? 'No' : 'Yes') : '',
    ['Very good', 'Good', 'Poor'][at % 3] ?? '',
    at % 5 === 0 ? 'No' : 'Yes',
  ]),
].join('\n');

/** 100 children, other wording, a further answer, don't knows, and everybody asked of a complaint. */
const autumn = [
  ['ID', 'Who are you?', reworded, ...Object.values(questions).slice(1)].join(','),
  ...rowsOf(100, (at) => [
    'Child',
    at % 20 === 0 ? 'No' : 'Yes',
    at % 2 === 0 ? 'Yes' : 'No',
    at % 3 === 0 ? 'No' : 'Yes',
    ['Very good', 'Good', 'Poor', 'Very poor'][at % 4] ?? '',
    ['No', 'Don’t know', 'Yes', 'Yes', 'Yes'][at % 5] ?? '',
  ]),
].join('\n');

/** Imports two waves that asked their questions otherwise; the survey's id. */
export async function changedWaves(app: TestApp): Promise<number> {
  const survey = 'Care survey';
  for (const [wave, text] of [
    ['Spring 2023', spring],
    ['Autumn 2023', autumn],
  ] as const) {
    const file = { name: `${wave}.csv`, bytes: new TextEncoder().encode(text) };
    await importThrough(app, { file, survey, wave });
  }
  const { id } = await app.services.db
    .selectFrom('survey')
    .select('id')
    .where('name', '=', survey)
    .executeTakeFirstOrThrow();
  return id;
}
