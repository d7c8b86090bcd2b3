import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { everything } from '../../src/comments/comment-filter.js';
import { filteredComments } from '../../src/comments/filter-queries.js';
import { wholeSight } from '../../src/people/sight.js';
import { answerChoiceText, type AnswerChoice } from '../../src/surveys/answer-choice.js';
import { missingKindOf, unpackCells } from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';
import { readSample } from '../samples/read-sample.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp({ samples: true })));
afterAll(() => app.stop());

const secure = readSample('secure-childrens-homes-2012-13.csv');
const openTitles = [
  'What is good about living here?',
  'What could be better?',
  'Is there anything else you want to tell us?',
];
const title = (text: string) => (secure.header[0] ?? []).indexOf(text);
const sex = 'Are you a boy or a girl?';
const restrained = 'Have you been physically restrained here?';
const nurse = 'Could you see a nurse or doctor afterwards?';

/** What the children wrote whose row meets a condition, read off the file. */
const written = (meets: (answer: (question: string) => string) => boolean) =>
  secure.rows
    .filter((row) => meets((question) => row[title(question)] ?? ''))
    .flatMap((row) => openTitles.map((open) => (row[title(open)] ?? '').trim()))
    .filter((text) => text !== '' && text !== '-')
    .sort();

/** "Have you …? is Yes" as the address has it. */
async function answered(question: string, ...values: string[]): Promise<string> {
  const rows = await app.services.db
    .selectFrom('question')
    .innerJoin('option', 'option.questionId', 'question.id')
    .innerJoin('answerColumn', 'answerColumn.questionId', 'question.id')
    .innerJoin('import', 'import.id', 'answerColumn.importId')
    .select(['question.id', 'option.label', 'option.code'])
    .where('question.text', '=', question)
    .where('import.fileName', 'like', 'secure%2012-13.csv')
    .execute();
  const codes = values.map((value) => rows.find(({ label }) => label === value)?.code ?? value);
  return `answered=${rows[0]?.id}:${codes.join(',')}`;
}
const wave = async () => {
  const { waveId } = await app.services.db
    .selectFrom('import')
    .select('waveId')
    .where('fileName', 'like', 'secure%2012-13.csv')
    .executeTakeFirstOrThrow();
  return `wave=${waveId}`;
};
const find = async (...parts: string[]) =>
  (await app.json(`/comments?${[...parts, await wave()].join('&')}`)) as unknown as Found;
async function textsOf(...parts: string[]) {
  const file = await app.fetch(`/comments.csv?${[...parts, await wave()].join('&')}`);
  const [, ...rows] = parse(await file.text(), { bom: true });
  // The last column says how they were selected.
  return rows.map((row) => (row.at(-2) ?? '').replace(/^'/, '')).sort();
}

describe('the comments of those who gave an answer', () => {
  test('are those of the rows of the file that hold it', async () => {
    const girls = written((answer) => answer(sex) === 'Girl');
    expect(girls.length).toBeGreaterThan(50);
    expect(await textsOf(await answered(sex, 'Girl'))).toEqual(girls);
    expect((await find(await answered(sex, 'Girl'))).total).toBe(girls.length);
  });

  test('answers to one question are alternatives, of several all are needed', async () => {
    const either = written((answer) => /^(Yes|)$/.test(answer(restrained)));
    expect(await textsOf(await answered(restrained, 'Yes', 'no_reply'))).toEqual(either);
    const both = written((answer) => answer(restrained) === 'Yes' && answer(sex) === 'Boy');
    const parts = [await answered(restrained, 'Yes'), await answered(sex, 'Boy')];
    expect(await textsOf(...parts)).toEqual(both);
    expect(both.length).toBeGreaterThan(20);
  });

  test('may be of those who gave none, for a reason', async () => {
    const never = written((answer) => answer(nurse) === '-');
    expect(await textsOf(await answered(nurse, 'not_asked'))).toEqual(never);
    const unsure = written((answer) => answer(restrained) === "Don't know");
    expect(await textsOf(await answered(restrained, 'dont_know'))).toEqual(unsure);
  });

  test('of a choice among several are of those who ticked it', async () => {
    const at = (secure.header[1] ?? []).indexOf('An advocate');
    const ticked = secure.rows
      .filter((row) => (row[at] ?? '') !== '')
      .flatMap((row) => openTitles.map((open) => (row[title(open)] ?? '').trim()))
      .filter((text) => text !== '' && text !== '-');
    const question = 'Who do you talk to when you are worried? (tick all that apply)';
    expect(await textsOf(await answered(question, 'An advocate'))).toEqual(ticked.sort());
  });

  test('go with a search, the facets and their counts', async () => {
    const girls = await answered(sex, 'Girl');
    const staff = written((answer) => answer(sex) === 'Girl').filter((t) => /\bstaff\b/i.test(t));
    const found = await find('q="staff"', girls);
    expect(found.total).toBe(staff.length);
    for (const key of ['sentiment', 'group', 'question'] as const) {
      const counts = found.facets[key].map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(staff.length);
    }
  });
});

describe('the page', () => {
  test('says which answers are chosen, takes them off one by one and keeps them in its form', async () => {
    const [girl, yes] = [
      await answered(sex, 'Girl'),
      await answered(restrained, 'Yes', 'no_reply'),
    ];
    const { active } = await find(girl, yes);
    expect(active.map(({ facet, name }) => [facet, name])).toContainEqual([
      'Answers',
      `“${restrained}” is Yes or No reply`,
    ]);
    const off = active.find(({ name }) => name.includes(sex));
    expect(decodeURIComponent(off?.href ?? '')).toContain(yes);
    expect(decodeURIComponent(off?.href ?? '')).not.toContain(girl);
    const html = await app.html(`/comments?${girl}`);
    expect(html).toContain(`name="answered" value="${girl.replace('answered=', '')}"`);
  });

  test('leads out of answers that nobody who wrote gave', async () => {
    const { total, help } = await find(await answered(sex, '9999'));
    expect(total).toBe(0);
    expect(help?.without.map(({ name }) => name)).toContain('the filter by answers');
  });

  test.each(['answered=1:', 'answered=x', 'answered[a]=1:1', `answered=1:${'1,'.repeat(2000)}`])(
    'leaves out %j, and says so or takes it for nothing',
    async (hostile) => {
      const all = (await app.json('/comments')) as unknown as Found;
      const found = (await app.json(`/comments?${hostile}`)) as unknown as Found;
      expect(found.total).toBe(all.total);
      expect(found.advice.length).toBe(hostile.includes('[') ? 0 : 1);
    },
  );
});

test('any answers select exactly the responses whose stored cells are among them', async () => {
  const { db } = app.services;
  const columns = await db.selectFrom('answerColumn').selectAll().execute();
  const comments = await db.selectFrom('comment').select(['id', 'importId', 'position']).execute();
  const closed = columns.filter(({ encoding }) => encoding !== 'f64');
  const ids = [...new Set(closed.map(({ questionId }) => questionId))];
  const choice: fc.Arbitrary<AnswerChoice> = fc.record({
    questionId: fc.constantFrom(...ids),
    codes: fc.uniqueArray(fc.oneof(fc.nat(6), fc.constantFrom(239, 255, 256, 511)), {
      maxLength: 4,
    }),
    missing: fc.uniqueArray(fc.constantFrom(...missingKinds), { maxLength: 3 }),
  });
  const gave = ({ questionId, codes, missing }: AnswerChoice, importId: number, at: number) =>
    closed.some(({ encoding, optionCode, cells, ...own }) => {
      if (own.questionId !== questionId || own.importId !== importId) return false;
      const cell = unpackCells(cells, encoding)[at] ?? -1;
      const kind = missingKindOf(cell, encoding);
      if (kind) return missing.includes(kind);
      return optionCode < 0 ? codes.includes(cell) : cell === 1 && codes.includes(optionCode);
    });
  await fc.assert(
    fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 3 }), async (choices) => {
      const meant = choices.filter(({ codes, missing }) => codes.length + missing.length > 0);
      const filter = everything(wholeSight);
      const chosen = { ...filter.chosen, answered: meant.map(answerChoiceText) };
      const found = await filteredComments(db, { ...filter, chosen })
        .select('comment.id')
        .execute();
      const expected = comments.filter(({ importId, position }) =>
        meant.every((one) => gave(one, importId, position)),
      );
      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    }),
    { numRuns: 40 },
  );
});
