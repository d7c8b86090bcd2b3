import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppendixSection } from '../../../src/reports/output/appendix.js';
import { gatherMethodology } from '../../../src/reports/output/gather-methodology.js';
import { writeMethodology } from '../../../src/reports/output/write-methodology.js';
import { wholeSight } from '../../../src/people/sight.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { importThrough } from '../../support/upload.js';

/** 40 responses: 24 children who said yes, 6 who said no, 10 carers who said no; every one wrote. */
const lines = [
  'I am a,Date completed,Do you feel safe?,What could be better?',
  ...Array.from({ length: 40 }, (_, i) => {
    const day = `${String((i % 28) + 1).padStart(2, '0')}/${i < 20 ? '09/2012' : '03/2013'}`;
    const who = i < 30 ? 'Child' : 'Foster carer';
    return `${who},${day},${i < 24 ? 'Yes' : 'No'},Better food please number ${i}`;
  }),
];

let app: TestApp;
let sections: Map<string, AppendixSection['blocks']>;
let questionId: number;
let commentIds: number[];
let reportId: number;

async function write() {
  const { db } = app.services;
  const measure = await db.selectFrom('measure').select('id').executeTakeFirstOrThrow();
  const facts = await gatherMethodology(db, wholeSight, {
    reportId,
    measureIds: [measure.id],
    questions: [{ waveId: 1, questionId }],
    waveIds: [1],
  });
  return new Map(writeMethodology(facts).map(({ heading, blocks }) => [heading, blocks]));
}

/** Rows as text, of the tables of a section. */
const rowsOf = (heading: string) =>
  (sections.get(heading) ?? []).flatMap((block) => (block.kind === 'table' ? block.rows : []));
const wordsOf = (heading: string) =>
  (sections.get(heading) ?? []).flatMap((block) => {
    if (block.kind === 'text') return [block.text];
    return block.kind === 'list' ? block.items : [];
  });

beforeAll(async () => {
  app = await startTestApp();
  const { db } = app.services;
  const file = { name: 'small.csv', bytes: new TextEncoder().encode(lines.join('\n')) };
  await importThrough(app, { file, survey: 'Small survey', wave: '2012-13' });
  const { questions } = (await app.json('/waves/1')) as {
    questions: { id: number; text: string; options: { label: string; code: number }[] }[];
  };
  const asked = questions.find(({ text }) => text === 'Do you feel safe?');
  questionId = asked?.id ?? 0;
  const code = (label: string) => asked?.options.find((one) => one.label === label)?.code;
  await app.post(`/waves/1/questions/${questionId}/polarity`, {
    [`polarity-${code('Yes')}`]: 'positive',
    [`polarity-${code('No')}`]: 'negative',
  });
  await app.post(`/waves/1/questions/${questionId}/measures`, {
    ...{ name: 'Not safe', options: String(code('No')), groups: [], statement: 'of them did not' },
  });
  commentIds = (await db.selectFrom('comment').select('id').orderBy('id').execute()).map(
    ({ id }) => id,
  );
  const report = await app.post('/reports', { title: 'Small' });
  reportId = Number(/reports\/(\d+)/.exec(report.headers.get('location') ?? '')?.[1]);
  const parts = [
    { at: 0, extract: 'Better food', status: 'approved', approvedById: 1 },
    { at: 0, extract: 'Better [name] please', status: 'draft' },
    { at: 35, extract: 'Better food', status: 'approved', approvedById: 1 },
    { at: 36, extract: 'Better food', status: 'withdrawn' },
  ] as const;
  for (const [position, { at, ...part }] of parts.entries()) {
    const createdAt = '2026-05-03T10:00:00.000Z';
    const own = { reportId, position, createdAt, kind: 'quote' as const, ...part };
    await db
      .insertInto('reportPart')
      .values({ ...own, commentId: commentIds[at] ?? 0 })
      .execute();
  }
  sections = await write();
});
afterAll(() => app.stop());

test('surveys: how many responded, who, when, and that nobody knows of how many', () => {
  expect(wordsOf('Surveys and responses')).toEqual([
    'This report draws on 40 responses to 1 wave of 1 survey. How many people were invited is not known for Small survey 2012-13, so no response rate can be given there.',
  ]);
  expect(rowsOf('Surveys and responses')).toEqual([
    [
      ...['Small survey, 2012-13', 'Children and foster carers', '40 responses received', '40'],
      ...['September 2012 to March 2013', expect.stringMatching(/^\d+ \w+ \d{4}$/)],
    ],
  ]);
});

test('the response rate stands where it is known how many were invited', async () => {
  await app.services.db
    .insertInto('waveInvited')
    .values({ waveId: 1, groupKey: '', invited: 50 })
    .execute();
  sections = await write();
  expect(wordsOf('Surveys and responses')).toEqual([
    'This report draws on 40 responses to 1 wave of 1 survey.',
  ]);
  expect(rowsOf('Surveys and responses')[0]?.[2]).toBe('40 of 50 invited responded (80%)');
});

test('what was asked, the base in words, and which answers are negative', () => {
  expect(rowsOf('What was asked, and bases')).toEqual([
    [
      ...['Not safe', 'Do you feel safe?', '“No”'],
      'Base: the 40 who answered; those who said that they did not know are left out (n = 40).',
    ],
  ]);
  expect(wordsOf('What was asked, and bases')).toContain(
    'What could be better? (Small survey 2012-13)',
  );
  expect(rowsOf('How “negative” is counted')).toEqual([
    ['Do you feel safe?', 'Small survey 2012-13', '“No”', 'None'],
  ]);
  expect(wordsOf('Figures that are withheld').join()).toContain(
    'fewer than 10 answered, fewer than 5 gave or did not give the answer, or another withheld figure would follow from it. It stands in no call-out of this report.',
  );
});

test('quotes: of whom, approved, redacted, by how many people; withdrawn ones are not counted', () => {
  expect(rowsOf('How quotes were chosen')).toEqual([
    ['Children', '2', '1', '1'],
    ['Foster carers', '1', '1', '0'],
  ]);
  expect(wordsOf('How quotes were chosen').join()).toContain(
    'Of 3 quotes 2 were approved by another person than the author, by 1 person in all. 1 person is quoted more than once.',
  );
});

describe('how comments were coded', () => {
  const heading = 'How comments were coded';

  test('by which frame, and how many a person has looked at', async () => {
    const { db } = app.services;
    const frame = await db
      .selectFrom('frame')
      .select(['name', 'version', 'content'])
      .where('state', '=', 'current')
      .executeTakeFirstOrThrow();
    const themes = (JSON.parse(frame.content ?? '{}') as { themes: unknown[] }).themes.length;
    const by = { accountId: null, accountName: 'Ann' };
    const judged = { themeKey: 'food', applies: 1, evidence: '[]', judgedAt: '2026-05-03', ...by };
    await db
      .insertInto('themeJudgement')
      .values([0, 1].map((at) => ({ commentId: commentIds[at] ?? 0, ...judged })))
      .execute();
    await db
      .insertInto('reviewedComment')
      .values([1, 2].map((at) => ({ commentId: commentIds[at] ?? 0, reviewedAt: 'x', ...by })))
      .execute();
    sections = await write();
    const [first, second, third] = wordsOf(heading);
    expect(first).toContain(
      `the code frame “${frame.name}”, version ${frame.version}, which has ${themes} themes.`,
    );
    expect(second).toBe(
      'People have confirmed or changed the coding of 3 of the 40 comments of the surveys in this report; the others are coded by the program alone.',
    );
    expect(third).toBe('No agreement between people who code has been measured.');
  });

  /** Two coders on the first so many comments: of 40, 18 both yes, 12 both no, 6 and 4 apart. */
  async function round(size: number, state: 'coding' | 'settling') {
    const { db } = app.services;
    await db.deleteFrom('codingRound').execute();
    const frame = await db.selectFrom('frame').select('id').executeTakeFirstOrThrow();
    const { id: roundId } = await db
      .insertInto('codingRound')
      .values({
        ...{ name: 'Spring', frameId: frame.id, themeKeys: '["food"]', selection: 'all' },
        ...{ seed: 1, state, createdBy: 'Ann', createdAt: '2026-05-03T10:00:00.000Z' },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const coders = [1, 2].map((accountId) => ({
      roundId,
      accountId,
      accountName: `c${accountId}`,
    }));
    await db.insertInto('codingRoundCoder').values(coders).execute();
    const machine = JSON.stringify({ themeKeys: [], sentiment: null });
    for (const [at, commentId] of commentIds.slice(0, size).entries()) {
      await db
        .insertInto('codingRoundComment')
        .values({ roundId, commentId, position: at, machine })
        .execute();
      const says = [at < 18 || (at >= 30 && at < 36), at < 18 || at >= 36];
      const rows = says.map((has, coder) => ({
        ...{ roundId, commentId, accountId: coder + 1, sentiment: null, savedAt: 'x' },
        themeKeys: has ? '["food"]' : '[]',
      }));
      await db.insertInto('roundCoding').values(rows).execute();
    }
    sections = await write();
  }

  test('and how far two people agree, with an interval', async () => {
    const { db } = app.services;
    for (const name of ['c1@example.org', 'c2@example.org'])
      await db
        .insertInto('account')
        .values({ name, fullName: name, roles: '[]', createdAt: 'x' })
        .execute();
    await round(40, 'settling');
    // Observed 30/40; by chance .6 × .55 + .4 × .45 = .51; kappa = (.75 − .51) / .49 = .4898.
    expect(rowsOf(heading)).toEqual([
      ['Food', '40', expect.stringMatching(/^0\.49 \(0\.\d\d to 0\.\d\d\)$/)],
    ]);
    const [low = 0, high = 0] = (/\((.*) to (.*)\)/.exec(rowsOf(heading)[0]?.[2] ?? '') ?? [])
      .slice(1)
      .map(Number);
    // By the large-sample error of Fleiss, Cohen and Everitt (1969) it is 0.22 to 0.76; draws come near.
    expect(Math.abs(low - 0.22)).toBeLessThan(0.06);
    expect(Math.abs(high - 0.76)).toBeLessThan(0.06);
    expect(wordsOf(heading).join()).toContain(
      'In the round of double coding “Spring”, begun on 3 May 2026, 2 people each coded the same 40 comments',
    );
  });

  test('which is not told of fewer than 30 comments, nor while they are coding', async () => {
    await round(29, 'settling');
    expect(rowsOf(heading)).toEqual([]);
    expect(wordsOf(heading).join()).toContain('because fewer than 30 were coded by two people');
    await round(40, 'coding');
    expect(wordsOf(heading).join()).toContain('No agreement between people who code');
  });
});

test('limits name how often the program’s sentiment is wrong', () => {
  expect(wordsOf('Limits')).toHaveLength(5);
  expect(wordsOf('Limits')[3]).toMatch(
    /rightly of \d\d% \(macro-F1 0\.\d\d\), so \d\d% were wrong/,
  );
});
