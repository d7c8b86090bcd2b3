import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { contextWords } from '../../src/comments/context-words.js';
import { lineOf } from '../../src/comments/show-lines.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { sampleComments } from './sample-comments.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

interface Words {
  comments: number;
  others: number;
  terms: {
    term: string;
    texts: number;
    share: number;
    timesAsOften: number;
    comments: string;
    lines: string;
  }[];
}
interface Lines {
  total: number;
  commentsRead: number;
  linesInAll: number;
  next: string | null;
  lines: { id: number; left: string; around: Record<string, string> }[];
}
const ask = async <T>(address: string) => (await app.json(address)) as unknown as T;

describe('the words that set a selection apart', () => {
  test('lead to exactly the comments that were counted', async () => {
    const { terms, comments, others } = await ask<Words>('/comments/words?theme=food');
    const { total } = await ask<{ total: number }>('/comments');
    expect(comments + others).toBe(total);
    expect(terms.length).toBeGreaterThan(1);
    for (const { term, texts, share, comments: address } of terms) {
      expect(texts).toBeGreaterThanOrEqual(5);
      expect(share).toBeCloseTo((100 * texts) / comments, 9);
      // The search takes a word as it is typed; a contraction is two of ours.
      const found = await ask<{ total: number }>(address);
      if (!/\bnot\b/.test(term)) expect([term, found.total]).toEqual([term, texts]);
    }
  });

  test('are asked for only where something is selected', async () => {
    expect(await app.html('/comments/words')).toContain('All comments are selected');
    expect(await app.html('/comments/words?q=zzzzzz')).toContain(
      'No word stands in these comments',
    );
  });
});

describe('lines', () => {
  const lines = (more: string) => ask<Lines>(`/comments/lines?q=the${more}`);

  test('are in the order of the words beside them, the nearest first', async () => {
    for (const [sort, side] of [
      ['l1', 'L'],
      ['r1', 'R'],
    ] as const) {
      const { lines: found } = await lines(`&sort=${sort}`);
      const keys = found.map(({ around }) =>
        [1, 2, 3].map((at) => around[`${side}${at}`] ?? '').join('\u0000'),
      );
      const inOrder = [...keys].sort((one, other) => {
        const [a, b] = [one.split('\u0000'), other.split('\u0000')];
        const at = a.findIndex((word, place) => word !== b[place]);
        return at < 0 ? 0 : (a[at] ?? '').localeCompare(b[at] ?? '', 'en-GB');
      });
      expect(keys.length).toBe(100);
      expect(keys).toEqual(inOrder);
    }
  });

  test('go on over pages without leaving one out or repeating one, and say how many there are', async () => {
    const pages: Lines[] = [];
    for (let next: string | null = '/comments/lines?q=the&sort=r1'; next;) {
      const page: Lines = await ask<Lines>(next);
      pages.push(page);
      next = page.next;
    }
    const [{ linesInAll, total, commentsRead } = await lines('')] = pages;
    // Counted in the files themselves: the search is for whole words.
    const own = sampleComments.filter(({ text }) => /\bthe\b/i.test(text));
    const words = own.flatMap(({ text }) => [...text.matchAll(/\bthe\b/gi)]);
    expect([linesInAll, commentsRead, total]).toEqual([words.length, own.length, own.length]);
    const all = pages.flatMap(({ lines: some }) => some);
    expect(all.length).toBe(linesInAll);
    expect(new Set(all.map((line) => JSON.stringify(line))).size).toBe(linesInAll);
  });

  test('leave as a file, all of them, and the audit says so without a word of them', async () => {
    const response = await app.fetch('/comments/lines.csv?q=the&sort=l1');
    const rows = parse<Record<string, string>>(await response.text(), { bom: true, columns: true });
    const { linesInAll, lines: first } = await lines('&sort=l1');
    expect(rows.length).toBe(linesInAll);
    expect(rows.slice(0, 100).map((row) => Number(row['Comment number']))).toEqual(
      first.map(({ id }) => id),
    );
    const entry = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'comments_downloaded')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry.subjectName).toBe('lines.csv');
    expect(JSON.stringify(entry)).not.toMatch(/"the"|q=/i);
  });

  test('know the three words on either side, without marks, and none beyond the text', () => {
    const text = 'Well, the staff don’t listen.';
    expect(contextWords(text, { start: 10, end: 15 })).toEqual({
      L1: 'the',
      L2: 'well',
      L3: '',
      R1: "don't",
      R2: 'listen',
      R3: '',
    });
  });

  test('are the text itself, cut at words', () => {
    const text = `${'long '.repeat(30)}the word here ${'after '.repeat(30)}`;
    const start = text.indexOf('word');
    const line = lineOf(1, text, { start, end: start + 4 });
    expect(line.words).toBe('word');
    expect(line.left).toMatch(/^…long .* the $/);
    expect(line.right).toMatch(/^ here after .*after…$/);
  });

  test('ask for words where there are none', async () => {
    expect(await app.html('/comments/lines')).toContain('Search for a word to see every place');
  });
});

test('a group of comments becomes a candidate theme in a draft, without a word of theirs but what they share', async () => {
  const { groups } = await ask<{ groups: { ids: number[]; comments: { text: string }[] }[] }>(
    '/themes/emerging',
  );
  const [group] = groups;
  const answer = await app.post('/themes/emerging', { comment: (group?.ids ?? []).map(String) });
  expect(answer.status).toBe(303);
  const page = await app.html(answer.headers.get('location') ?? '');
  expect(page).toContain('Candidate: ');
  expect(page).toContain(`Made from ${group?.ids.length} comments without a theme`);
  for (const { text } of group?.comments ?? []) expect(page).not.toContain(text);
  const none = await app.post('/themes/emerging', { comment: '999999' });
  expect(none.status).toBe(422);
});

test('what the themes miss is shown with groups, words and phrases', async () => {
  const page = await app.json('/themes/emerging');
  const { total } = await ask<{ total: number }>('/comments?theme=none');
  expect(page['untagged']).toBe(total);
  expect(page['groups']).toEqual(expect.any(Array));
});
