import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lineOf } from '../../src/comments/show-lines.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

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
  lines: { id: number; left: string; words: string; right: string }[];
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
  test('show every place where a word stands, in order of what is beside it', async () => {
    const { lines, total } = await ask<Lines>('/comments/lines?q=restrain&sort=left');
    expect(lines.length).toBeGreaterThanOrEqual(total);
    for (const { words } of lines) expect(words).toMatch(/^restrain/i);
    const before = lines.map(
      ({ left }) => /([\p{L}’']+)\s*$/u.exec(left)?.[1]?.toLowerCase() ?? '',
    );
    expect(before).toEqual([...before].sort((one, other) => one.localeCompare(other, 'en-GB')));
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
