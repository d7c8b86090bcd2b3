import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saveBase } from '../../src/surveys/question-queries.js';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

/** Of 20 children 12 were restrained; of those 5 could not see a nurse, and one who was not restrained answered too. */
const lines = [
  'I am a,Region,Have you been restrained?,Could you see a nurse?',
  ...Array.from(
    { length: 12 },
    (_, at) => `Child,${at < 6 ? 'North' : 'South'},Yes,${at < 5 ? 'No' : 'Yes'}`,
  ),
  ...Array.from({ length: 7 }, () => 'Child,North,No,'),
  'Child,South,No,Yes',
];

let app: TestApp;
let questions: Map<string, { id: number; options: { code: number; label: string }[] }>;
beforeAll(async () => {
  app = await startTestApp();
  const file = { name: 'secure.csv', bytes: new TextEncoder().encode(lines.join('\n')) };
  await importThrough(app, { survey: 'Secure', wave: '2012-13', file });
  const shown = (await app.json('/waves/1')) as unknown as Record<
    string,
    { id: number; text: string }[]
  >;
  const all = [...(shown['questions'] ?? []), ...(shown['attributes'] ?? [])];
  questions = new Map(all.map((one) => [one.text, one as never]));
  // As an officer confirms it: one who answered all the same is too many of so few to guess it.
  const { id, options } = questionOf(restrained);
  const codes = options.filter(({ label }) => label === 'Yes').map(({ code }) => code);
  await saveBase(app.services.db, questionOf(nurse).id, { questionId: id, codes });
});
afterAll(() => app.stop());

const questionOf = (text: string) => {
  const question = questions.get(text);
  if (!question) throw new Error(`There is no question ${text}.`);
  return question;
};
const codeOf = (text: string, label: string) =>
  String(questionOf(text).options.find((option) => option.label === label)?.code);
const nurse = 'Could you see a nurse?';
const restrained = 'Have you been restrained?';
const address = (text = nurse) => `/waves/1/questions/${questionOf(text).id}/base`;

type Fields = Record<string, string | string[]>;
interface Shown {
  status: number;
  faults?: { field: string; message: string }[];
  words: { shown: string; written: string };
  form: { rows: { questionId: number | null; codes: number[] }[]; words: string };
}
const whole = (fields: Fields) => ({ rows: '1', dontKnowInBase: 'yes', step: 'save', ...fields });

/** Sends the form and reads the page that comes back. */
async function shown(fields: Fields, text = nurse): Promise<Shown> {
  const pairs = Object.entries({ ...whole(fields), csrf: testFormToken }).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const answer = await app.fetch(address(text), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(pairs),
  });
  return { ...((await answer.json()) as Shown), status: answer.status };
}
const save = async (fields: Fields, text = nurse) => {
  const answer = await app.post(address(text), whole(fields));
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/waves/1/questions/${questionOf(text).id}?notice=base-saved`,
  ]);
};
const figures = async () => {
  const { questions: all } = (await app.json('/waves/1')) as {
    questions: { text: string; base: number; strays: number; baseWords: string }[];
  };
  const { base, strays, baseWords } = all.find(({ text }) => text === nurse) ?? {};
  return [base, strays, baseWords];
};
const condition = (at: number, text: string, ...labels: string[]) => ({
  [`row-${at}-question`]: String(questionOf(text).id),
  [`row-${at}-codes`]: labels.map((label) => codeOf(text, label)),
});
const audits = () =>
  app.services.db.selectFrom('audit').selectAll().where('action', '=', 'base_changed').execute();

describe('the base of a question', () => {
  it('is at first that of the routing, without whoever answered all the same', async () => {
    expect(await figures()).toEqual([
      12,
      1,
      `the 12 who answered, of the 12 who said “Yes” to “${restrained}”; 7 were not asked; 1 answered who was not asked: left out`,
    ]);
    const page = await app.html(address());
    expect(page).toContain(`Those who said “Yes” to “${restrained}”.`);
    expect(page).toMatch(/value="routing" checked/);
  });

  it('can be everyone, which is audited with before and after and undone by the routing', async () => {
    await save({ who: 'everyone' });
    expect(await figures()).toEqual([13, 0, 'the 13 who answered; 7 gave no reply']);
    const [entry] = await audits();
    expect(JSON.parse(entry?.before ?? '')).toMatchObject({ rule: 'as asked' });
    expect(JSON.parse(entry?.after ?? '')).toMatchObject({ rule: '"everyone"' });
    await save({ who: 'everyone' });
    expect(await audits()).toHaveLength(1);
    await save({ who: 'routing' });
    expect((await figures()).slice(0, 2)).toEqual([12, 1]);
  });

  it('can be chosen by answers and attributes, met all or any, given or not given', async () => {
    const both = {
      who: 'chosen',
      rows: '2',
      ...condition(1, restrained, 'Yes'),
      ...condition(2, 'Region', 'North'),
    };
    await save(both);
    // Restrained in the North: 6. Of the others 6 restrained in the South and one not restrained answered.
    expect(await figures()).toEqual([
      6,
      7,
      `the 6 who answered, of the 6 who said “Yes” to “${restrained}” and whose “Region” is “North”; leaving out the answers of 7 others`,
    ]);
    await save({ ...both, join: 'or' });
    // 12 restrained and 7 more in the North, who gave no reply.
    expect((await figures()).slice(0, 2)).toEqual([12, 1]);
    await save({ ...both, 'row-1-kind': 'none' });
    expect((await figures())[2]).toMatch(/^the 0 who answered, of the 7 who did not say “Yes”/);
    const page = await app.html(address());
    expect(page).toMatch(/value="none" selected/);
    expect(page).toMatch(/name="row-2-codes"[^>]* checked/);
    await save({ who: 'routing' });
  });

  it('can be in words of one’s own with the numbers live, and in the program’s again', async () => {
    await save({ who: 'routing', words: 'the {base} children held, {not_asked} never were' });
    expect((await figures())[2]).toBe('the 12 children held, 7 never were');
    const reset = await shown({ who: 'routing', words: 'the {base}', step: 'reset' });
    expect([reset.form.words, reset.words.shown]).toEqual(['', reset.words.written]);
    await save({ who: 'routing' });
    expect((await figures())[2]).toMatch(/^the 12 who answered/);
  });
});

describe('the form of a base, without scripts', () => {
  it('shows the answers of a question, more rows and fewer, and how the base would read', async () => {
    const before = await audits();
    const first = { who: 'chosen', ...condition(1, restrained, 'No') };
    const more = await shown({ ...first, step: 'add' });
    expect([more.status, more.form.rows.length, more.faults]).toEqual([200, 2, undefined]);
    expect(more.words.shown).toMatch(/^the 1 who answered, of the 8 who said “No”/);
    const fewer = await shown({ ...first, rows: '2', step: 'remove-1' });
    expect(fewer.form.rows).toEqual([{ questionId: null, none: false, codes: [] }]);
    expect(await audits()).toEqual(before);
  });

  it.each<[string, Fields, string, RegExp]>([
    ['nothing chosen', {}, 'who', /^Choose who is in the base/],
    ['no condition', { who: 'chosen' }, 'row-1-question', /^Choose a question/],
    ['a rule that is not there', { who: 'kept' }, 'who', /^Choose who/],
    [
      'a question that is gone',
      { who: 'chosen', 'row-1-question': '999' },
      'row-1-question',
      /Choose another/,
    ],
    [
      'no answer',
      { who: 'chosen', 'row-1-question': 'RESTRAINED' },
      'row-1-codes',
      /^Tick at least one/,
    ],
    [
      'an answer that is gone',
      { who: 'chosen', 'row-1-question': 'RESTRAINED', 'row-1-codes': '77' },
      'row-1-codes',
      /no longer there/,
    ],
    [
      'an unknown number',
      { who: 'routing', words: '{bases} of {asked}' },
      'words',
      /^“\{bases\}” stands for no number/,
    ],
    ['words without end', { who: 'routing', words: 'x'.repeat(501) }, 'words', /500 characters/],
  ])('refuses %s at its field', async (_what, fields, field, message) => {
    const named = Object.entries(fields).map(([name, value]) => [
      name,
      value === 'RESTRAINED' ? String(questionOf(restrained).id) : value,
    ]);
    const before = await figures();
    const { status, faults } = await shown(Object.fromEntries(named) as Fields);
    expect(status).toBe(422);
    expect(faults).toEqual([{ field, message: expect.stringMatching(message) as unknown }]);
    expect(await figures()).toEqual(before);
  });

  it('refuses a base that nobody meets, and one that asks of the question itself', async () => {
    const nobody = {
      who: 'chosen',
      rows: '2',
      ...condition(1, restrained, 'Yes'),
      ...condition(2, restrained, 'No'),
    };
    const [fault] = (await shown(nobody)).faults ?? [];
    expect(fault).toMatchObject({ field: 'row-1-question' });
    expect(fault?.message).toMatch(/^Nobody in this wave meets/);
    const itself = { who: 'chosen', ...condition(1, nurse, 'Yes') };
    expect((await shown(itself)).faults?.[0]?.field).toBe('row-1-question');
    // The nurse was asked of those restrained: they cannot be told by what they said of the nurse.
    const round = await shown(itself, restrained);
    expect(round.faults?.[0]?.message).toMatch(
      /is itself chosen by the answers to “Have you been restrained/,
    );
  });

  it('is for those alone who may change what counts', async () => {
    const cookie = await signIn(
      app.services,
      await addTestAccount(app.services.db, ['report_author']),
    );
    expect((await app.fetch(address(), { headers: { cookie } })).status).toBe(403);
    expect((await app.fetch('/waves/1/questions/999/base')).status).toBe(404);
  });
});
