import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';
import { tagSamples } from './tag-samples.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
});
afterAll(() => app.stop());

const at = async (address: string) => (await app.json(address)) as unknown as Found;
const find = (q: string, more = '') => at(`/comments?q=${encodeURIComponent(q)}${more}`);

describe('pages', () => {
  test.each([
    '',
    '?q=staff',
    '?q=staff&order=newest',
    '?q=staff&order=representative',
    '?order=critical',
    '?q=the&order=random&seed=3',
    '?q=the+OR+a+-staff',
    '?group=child',
  ])('of /comments%s hold every comment once, forwards and back', async (query) => {
    const start = await at(`/comments${query}`);
    const ids: number[] = [];
    let last = '';
    for (let next: string | null = `/comments${query}`; next;) {
      const page: Found = await at(next);
      expect(page.first).toBe(ids.length + 1);
      expect(page.total).toBe(start.total);
      ids.push(...page.comments.map(({ id }) => id));
      last = next;
      next = page.next;
    }
    expect(ids.length).toBe(start.total);
    expect(new Set(ids).size).toBe(ids.length);
    const back: number[] = [];
    for (let previous: string | null = last; previous;) {
      const page: Found = await at(previous);
      back.unshift(...page.comments.map(({ id }) => id));
      expect(page.first).toBe(ids.length - back.length + 1);
      previous = page.previous;
    }
    expect(back).toEqual(ids);
  });

  test('newest first goes by import, latest down', async () => {
    const { comments } = await at('/comments');
    const ids = comments.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  test('a kept link to a page that is gone shows the first page', async () => {
    const { first, comments } = await at('/comments?after=1');
    expect([first, comments.length]).toEqual([1, 25]);
  });
});

describe('a search that finds nothing', () => {
  test('offers words that comments hold for a misspelt one', async () => {
    const { total, help } = await find('restrant');
    expect(total).toBe(0);
    const offered = help?.unknown[0]?.instead ?? [];
    expect(offered.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['restrained', 'restraint']),
    );
    for (const { href, count } of offered) expect((await at(href)).total).toBe(count);
  });

  test('says which filter or word to leave out, with what is found then', async () => {
    const { total, help } = await find('restrain', '&group=adopter');
    expect(total).toBe(0);
    expect(help?.unknown).toEqual([]);
    expect(help?.without.map(({ name }) => name)).toEqual([
      'the filter by respondent group',
      '“restrain”',
    ]);
    for (const { href, count } of help?.without ?? []) expect((await at(href)).total).toBe(count);
  });

  test('in an empty database leads to the import', async () => {
    const empty = await startTestApp();
    try {
      expect(await empty.html('/comments')).toContain('href="/imports/new"');
      expect(await empty.json('/comments?q=anything')).toMatchObject({ total: 0, help: null });
    } finally {
      await empty.stop();
    }
  });
});

describe('whatever is typed', () => {
  const typed = [
    '"',
    '""""',
    '-',
    '*',
    '- *',
    'AND',
    'OR OR OR',
    'NOT',
    'NEAR(a b, 5)',
    '((((',
    'a) OR (b',
    'text:staff',
    '^staff',
    'staff + good',
    "'; drop table comment; --",
    '%00%',
    'nul\u0000nul',
    '😀',
    '👨‍👩‍👧 staff',
    'й'.repeat(300),
    'é́́́',
    '\ud800',
    'staff '.repeat(833),
    '__proto__',
  ];
  test.each(typed)('%j is answered', async (text) => {
    // A lone surrogate cannot be sent in an address; browsers put U+FFFD in its place.
    const q = new URLSearchParams({ q: text }).toString();
    const response = await app.fetch(`/comments?${q}`);
    expect(response.status).toBe(200);
  });

  test.each([
    '?q[]=a&q[]=b',
    '?group=%00&group=__proto__&survey=-1&survey=9e99&wave=x',
    '?after=-1e999,5&order=best&q=staff',
    '?after=a&after=b&before=,,,',
    '?theme=no-such-theme&survey=999999',
  ])('the address %s is answered', async (query) => {
    const response = await app.fetch(`/comments${query}`);
    expect(response.status).toBe(200);
  });

  test('a part of the address that cannot be read is told', async () => {
    expect((await at('/comments?survey=x')).advice).toEqual([
      'A filter in the address could not be read, so it was left out.',
    ]);
  });
});
