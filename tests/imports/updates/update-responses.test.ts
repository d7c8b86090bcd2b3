import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wholeSight } from '../../../src/people/sight.js';
import { findImport } from '../../../src/imports/import-queries.js';
import {
  countsOf,
  missingOf,
  startTestServices,
  type TestServices,
} from '../../support/test-services.js';
import {
  changed,
  dump,
  firstFolder,
  knownFile,
  later,
  returns,
  type Return,
} from './known-file.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices(await firstFolder())));
afterEach(() => services.stop());

const place = { survey: 'Fostering' };
const firstImport = 1;
const send = (
  name: string,
  rows: readonly Return[],
  ...more: [] | [Parameters<typeof knownFile>[1]]
) => services.importText(name, knownFile(rows, ...more), place);
const safeCounts = async () => {
  const safe = (await services.rates('Fostering')).get('Do you feel safe?');
  return safe && countsOf(safe);
};
const commentsOf = () =>
  services.db
    .selectFrom('comment')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select([
      'comment.id',
      'comment.text',
      'comment.importId',
      'comment.position',
      'question.text as question',
    ])
    .orderBy('comment.id')
    .execute();

describe('a later file of the same wave', () => {
  test('corrects the responses that it holds again and adds the others; the counts add up', async () => {
    const { report, importId } = await send('later.csv', later);
    expect(report.update).toEqual({
      updated: 4,
      unchanged: 16,
      imports: [
        {
          id: firstImport,
          fileName: expect.stringContaining('first.csv') as unknown as string,
          updated: 4,
          unchanged: 16,
        },
      ],
      questions: [
        { text: 'Do you feel safe?', responses: 2 },
        { text: 'Who helps you?', responses: 1 },
        { text: 'What is good?', responses: 1 },
        { text: 'What could be better?', responses: 1 },
      ],
      comments: { rewritten: 1, added: 1, blank: 1 },
      others: [],
    });
    expect(report.rowsRead).toBe(21);
    expect(report.responses).toBe(1);
    expect(report.problems).toContainEqual({
      kind: 'comment_blank',
      severity: 'warning',
      sheet: report.problems[0]?.sheet,
      row: 7,
      column: 'E',
      header: 'What could be better?',
      value: '',
      message: 'A comment was here before and is blank now.',
      action: 'It is kept. Erase the response if it must go.',
    });
    // 13 said yes and 7 no; 2 turned to no, 3 is blank, 21 is new.
    expect(await safeCounts()).toEqual({ Yes: 11, No: 8, Sometimes: 1 });
    const rates = await services.rates('Fostering');
    const safe = rates.get('Do you feel safe?');
    expect(safe && missingOf(safe)).toEqual({ no_reply: 1 });
    const helps = rates.get('Who helps you?');
    expect(helps && countsOf(helps)).toEqual({ Teacher: 20, Carer: 10 });
    expect(await findImport(services.db, wholeSight, importId)).toMatchObject({
      responseCount: 1,
      commentCount: 1,
    });
    expect(await findImport(services.db, wholeSight, firstImport)).toMatchObject({
      responseCount: 20,
      commentCount: 36,
    });
  });

  test('rewrites comments in their rows, indexes them anew, and adds those that are new to a known response', async () => {
    const before = await commentsOf();
    await send('later.csv', later);
    const after = await commentsOf();
    const was = before.find(({ text }) => text.startsWith('My dog number 2 '));
    expect(after.find(({ id }) => id === was?.id)).toEqual({
      ...was,
      text: 'My wombat is back and eats carrots',
    });
    expect(after.find(({ text }) => text.includes('swing'))).toMatchObject({
      importId: firstImport,
      position: 4,
      question: 'What could be better?',
    });
    expect(after.some(({ text }) => text.includes('6 quiet rooms'))).toBe(true);
    const found = await dump(services, ['wombat', 'swing', 'pogostick', '"number 2"']);
    for (const index of ['comment_index', 'comment_exact']) {
      expect(found[`${index} wombat`]).toEqual([was?.id]);
      expect(found[`${index} swing`]).toHaveLength(1);
      expect(found[`${index} pogostick`]).toHaveLength(1);
      expect(found[`${index} "number 2"`]).toEqual([]);
    }
  });

  test('keeps what people said of a rewritten comment, and lets the program read it anew', async () => {
    const comment = (await commentsOf()).find(({ text }) => text.startsWith('My dog number 2 '));
    const commentId = comment?.id ?? 0;
    const { id: themeId } = await services.db
      .selectFrom('theme')
      .select('id')
      .executeTakeFirstOrThrow();
    const tag = { commentId, themeId, source: 'person' as const, evidence: '[]', confidence: null };
    await services.db
      .deleteFrom('tag')
      .where('commentId', '=', commentId)
      .where('themeId', '=', themeId)
      .execute();
    await services.db.insertInto('tag').values(tag).execute();
    const flag = {
      commentId,
      accountName: 'Ann',
      reason: 'Asked',
      createdAt: '2026-01-01T00:00:00.000Z',
    };
    await services.db.insertInto('commentFlag').values(flag).execute();
    const worse = changed(returns(), {
      '2': { good: 'I hate it here, staff shout at me and nobody listens' },
    });
    await send('later.csv', worse);
    const tags = await services.db
      .selectFrom('tag')
      .selectAll()
      .where('commentId', '=', commentId)
      .execute();
    expect(tags.filter(({ source }) => source === 'person')).toEqual([tag]);
    expect(tags.some(({ source }) => source === 'rule')).toBe(true);
    const sentiment = await services.db
      .selectFrom('sentiment')
      .selectAll()
      .where('commentId', '=', commentId)
      .execute();
    expect(sentiment.map(({ label }) => label)).toEqual(['negative']);
    expect(await services.db.selectFrom('commentFlag').selectAll().execute()).toEqual([flag]);
  });

  test('gives a question that the earlier file lacked a column there, not asked for everybody else', async () => {
    const some = returns().slice(0, 5);
    const { report } = await services.importText(
      'later.csv',
      knownFile(some, { 'Do you like the food?': ({ id }) => (id === '5' ? '' : 'Yes') }),
      place,
    );
    expect(report.update).toMatchObject({ updated: 4, unchanged: 1 });
    const food = (await services.rates('Fostering')).get('Do you like the food?');
    expect(food && countsOf(food)).toEqual({ Yes: 4 });
    expect(food && missingOf(food)).toEqual({ no_reply: 1, not_asked: 15 });
  });

  test('that lacks a question leaves its answers as they are', async () => {
    const before = await safeCounts();
    const less = knownFile(later.slice(0, 20), {}, ['safe', 'better']);
    await services.importText('later.csv', less, place);
    expect(await safeCounts()).toEqual(before);
    expect((await commentsOf()).filter(({ question }) => question.includes('better'))).toHaveLength(
      15,
    );
  });

  test('with nothing new or changed changes nothing', async () => {
    const before = await dump(services, ['dog']);
    const { report } = await services.importText('again.csv', `${knownFile(returns())}\n`, place);
    expect(report.update).toMatchObject({ updated: 0, unchanged: 20, questions: [] });
    const { answer_column: columns, ...after } = await dump(services, ['dog']);
    const { answer_column: earlier, ...rest } = before;
    expect(after).toEqual(rest);
    expect(columns).toEqual(expect.arrayContaining(earlier as string[]));
  });

  test('of another wave, or without numbers, updates nothing', async () => {
    const next = await services.importText('next.csv', knownFile(later), {
      ...place,
      wave: '2013-14',
    });
    expect(next.report).toMatchObject({ responses: 21 });
    expect(next.report.update).toBeUndefined();
    const blank = later.map((row) => ({ ...row, id: '' }));
    const none = await send('none.csv', blank);
    expect(none.report.update).toBeUndefined();
    expect(none.report.responses).toBe(21);
  });

  test('that says the same under other numbers, or none, is added with a warning', async () => {
    const other = { survey: 'Adoption' };
    const named = returns().map((row) => ({ ...row, id: `000118000${row.id.padStart(3, '0')}` }));
    const { problems } = (await services.importText('named.csv', knownFile(named), other)).report;
    expect(problems.map(({ kind }) => kind)).not.toContain('repeated_words');
    // As a spreadsheet program saves them.
    const bare = named.map((row) => ({ ...row, id: String(Number(row.id)) }));
    const { report } = await services.importText('bare.csv', knownFile(bare), other);
    expect(report).toMatchObject({ responses: 20, problemCounts: { repeated_words: 1 } });
    expect(report.problems.find(({ kind }) => kind === 'repeated_words')?.message).toMatch(
      /^35 of the 35 comments that were looked for stand word for word in .*named\.csv/,
    );
  });

  test('whose numbers count other people’s returns adds them', async () => {
    const others = returns().map(({ id }, at) => ({
      id,
      safe: at % 3 === 0 ? 'Yes' : 'No',
      helps: at % 2 === 0 ? 'Neighbour' : 'Carer',
      good: `Nothing at all on day ${at}`,
      better: `Everything ${at} times over`,
    }));
    const { report } = await send('others.csv', others);
    expect(report).toMatchObject({
      responses: 20,
      update: { updated: 0, unchanged: 0, others: [{ responses: 20 }] },
    });
    const unmistakable = returns().map((row) => ({ ...row, id: `R_${row.id}x` }));
    await send('qualtrics.csv', unmistakable);
    const turned = others.map((row) => ({ ...row, id: `R_${row.id}x` }));
    expect((await send('turned.csv', turned)).report).toMatchObject({
      responses: 0,
      update: { updated: 20 },
    });
  });
});
