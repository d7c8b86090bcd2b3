import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import exceljs from 'exceljs';
import { indexComments } from '../../src/db/full-text.js';
import { mostQuotes } from '../../src/comments/download/download-routes.js';
import { readDocx } from '../reports/read-docx.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { holding, sampleComments } from './sample-comments.js';
import { tagSamples } from './tag-samples.js';

let app: TestApp;
let author: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
  const account = await addTestAccount(app.services.db, ['report_author']);
  author = await signIn(app.services, account);
});
afterAll(() => app.stop());

async function bytesOf(path: string, cookie = app.cookie) {
  const response = await app.fetch(path, { headers: { cookie } });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function workbookOf(path: string, cookie?: string) {
  const book = new exceljs.Workbook();
  const bytes = await bytesOf(path, cookie);
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  const [about, list] = book.worksheets;
  if (!about || !list) throw new Error('A sheet is missing');
  const facts = new Map<string, unknown>();
  about.eachRow(({ values }) =>
    facts.set(String((values as unknown[])[1]), (values as unknown[])[2]),
  );
  const rows: unknown[][] = [];
  list.eachRow(({ values }) => rows.push((values as unknown[]).slice(1)));
  const [header = [], ...comments] = rows;
  return { book, list, facts, header, comments };
}

/** Adds a comment beside the last one, to the same response. */
async function addComment(text: string): Promise<number> {
  const { db } = app.services;
  const { words, ...before } = await db
    .selectFrom('comment')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(words).toBeGreaterThan(0);
  const id = before.id + 1;
  await db
    .insertInto('comment')
    .values({ ...before, id, text })
    .execute();
  await indexComments(db, before.importId, before.id);
  return id;
}

const lastAudit = () =>
  app.services.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'comments_downloaded')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();

describe('the workbook of a selection', () => {
  test('says first how it was selected, and what it counts of its own rows', async () => {
    const { facts, comments, header } = await workbookOf(
      '/comments.xlsx?q=social+worker&group=foster_carer&order=random&seed=7',
    );
    const expected = holding(/\bsocial\b/i).filter(
      ({ group, text }) => group === 'foster_carer' && /\bworker/i.test(text),
    );
    expect(comments.length).toBe(expected.length);
    const at = header.indexOf('Comment');
    expect(comments.map((row) => row[at]).sort()).toEqual(expected.map(({ text }) => text).sort());
    expect(facts.get('Words searched for')).toBe('social worker');
    expect(facts.get('Respondent group')).toBe('Foster carer');
    expect(facts.get('Order')).toBe('At random');
    expect(facts.get('Seed')).toBe(7);
    expect(facts.get('Made by')).toBe('administrator@example.org');
    expect(facts.get('Code frame')).toMatch(/version \d/);
    expect(facts.get('Comments')).toBe(expected.length);
    const people = new Set(comments.map((row) => `${String(row[1])}/${String(row[2])}`));
    expect(facts.get('Responses that they are from')).toBe(people.size);
  });

  test('keeps its headings in sight and filters over all of its columns', async () => {
    const { list, comments, header } = await workbookOf('/comments.xlsx');
    expect(comments.length).toBe(sampleComments.length);
    expect(list.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(list.autoFilter).toBe(`A1:O${comments.length + 1}`);
    expect(header.length).toBe(15);
  });

  test('leaves flagged comments out for who may not see them, and says how many', async () => {
    const { db } = app.services;
    const one = await db.selectFrom('comment').select('id').limit(1).executeTakeFirstOrThrow();
    await db
      .insertInto('commentFlag')
      .values({
        commentId: one.id,
        reason: 'harm',
        accountName: 'x',
        createdAt: '2026-01-01T00:00:00.000Z',
      })
      .execute();
    try {
      const own = await workbookOf('/comments.xlsx', author);
      expect(own.comments.map(([id]) => id)).not.toContain(one.id);
      expect(own.facts.get('Left out because they are flagged')).toBe(1);
      const all = await workbookOf('/comments.xlsx');
      expect(all.comments.map(([id]) => id)).toContain(one.id);
      expect((await lastAudit()).after).toContain(`"flaggedComments":[${one.id}]`);
    } finally {
      await db.deleteFrom('commentFlag').execute();
    }
  });
});

test('dangerous text leaves as text, and what no cell can hold is said', async () => {
  const odd = '=1+1 oddmark <b>&"x" 😀 مرحبا\r\nsecond line';
  const id = await addComment(odd);
  const long = `oddmark ${'é'.repeat(40_000)}`;
  await addComment(long);
  await addComment('oddmark \u0000\u0008\uffff end');
  const { comments, facts } = await workbookOf('/comments.xlsx?q=oddmark&order=newest');
  const texts = comments.map((row) => row[9]);
  expect(texts).toContain(odd);
  expect(texts).toContain(long.slice(0, 32_767));
  expect(texts).toContain('oddmark  end');
  expect(facts.get('Comments not whole here, but in the CSV file')).toMatch(/^2:/);
  const { paragraphs, document } = await readDocx(await bytesOf('/comments.docx?q=oddmark'));
  expect(document).toContain('<w:br/>');
  expect(paragraphs).toContainEqual({ style: 'Quote', text: odd.replace('\r\n', '') });
  expect(paragraphs).toContainEqual({ style: 'Quote', text: long });
  expect(paragraphs.some(({ text }) => text.endsWith(`Comment ${id}`))).toBe(true);
  expect((await lastAudit()).after).not.toContain('oddmark');
  await app.services.db.deleteFrom('comment').where('id', '>=', id).execute();
});

describe('the Word list of quotes', () => {
  test('has the facts, then quotes in the house form under the headings chosen', async () => {
    const path = '/comments.docx?q=restrained&group=child';
    const { paragraphs } = await readDocx(await bytesOf(path));
    expect(paragraphs[0]).toEqual({ style: 'Title', text: 'Comments' });
    expect(paragraphs).toContainEqual({ style: 'Normal', text: 'Words searched for: restrained' });
    const headings = paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
    expect(headings).toEqual([...headings].sort());
    expect(headings[0]).toMatch(/survey, \d{4}-\d{2}$/);
    const quotes = paragraphs.filter(({ style }) => style === 'Quote').map(({ text }) => text);
    const found = await workbookOf('/comments.xlsx?q=restrained&group=child');
    const left = /nobody has looked yet: (\d+)$/;
    const waiting = paragraphs.map(({ text }) => left.exec(text)?.[1]).find(Boolean);
    expect(Number(waiting)).toBe(1);
    expect(quotes.length).toBe(found.comments.length - 1);
    expect(paragraphs.find(({ style }) => style === 'QuoteAttribution')?.text).toMatch(
      /^\(Child's view from .+ survey\) Comment \d+$/,
    );
    const byTheme = await readDocx(await bytesOf(`${path}&by=theme`));
    const themes = byTheme.paragraphs.filter(({ style }) => style === 'Heading1');
    expect(themes.map(({ text }) => text)).not.toEqual(headings);
  });

  test('refuses more than anybody reads, in a sentence', async () => {
    const { db } = app.services;
    const first = await addComment('manymark');
    const { words, ...row } = await db
      .selectFrom('comment')
      .selectAll()
      .where('id', '=', first)
      .executeTakeFirstOrThrow();
    expect(words).toBe(1);
    for (let more = 1; more <= mostQuotes; more += 1) {
      await db
        .insertInto('comment')
        .values({ ...row, id: first + more })
        .execute();
    }
    await indexComments(db, row.importId, first);
    const response = await app.fetch('/comments.docx?q=manymark');
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('A Word file takes at most 2,000 comments');
    await db.deleteFrom('comment').where('id', '>=', first).execute();
  });
});
