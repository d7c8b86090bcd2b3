import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { selectedTotal } from '../selected-total.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

interface Share {
  key: string;
  first: { count: number; share: number; href: string | null };
  second: { count: number; href: string | null };
}
interface Comparison {
  first: { name: string; href: string | null };
  second: { name: string; href: string | null };
  swapHref: string | null;
  changes: { name: string; values: { name: string; href: string }[] }[];
  sizes: {
    first: { numerator: number };
    second: { numerator: number };
    overlap: number;
    compared: number;
  };
  saved: { name: string; asFirst: string; asSecond: string }[];
  found: {
    firstHref: string;
    secondHref: string | null;
    tables: { title: string; rows: Share[] }[];
    words: { first: { term: string }[]; second: { term: string }[] };
    examples: Record<'first' | 'second', { id: number; text: string }[]>;
  } | null;
}
const ask = async <T>(address: string) => (await app.json(address)) as unknown as T;
const sentimentsOf = (found: Comparison['found']) =>
  found?.tables.find(({ title }) => title === 'Sentiment')?.rows ?? [];
const compare = (query: string) => ask<Comparison>(`/comments/compare?${query}`);
/** The parameters of a comparison with another selection, or with everything else. */
const against = (one: string, other: string) =>
  other === '' ? one : `${one}&b.${other.replace(/&/g, '&b.')}`;
const sidesOf = (found: Comparison['found']) =>
  (found?.tables ?? []).flatMap(({ rows }) => rows.flatMap(({ first, second }) => [first, second]));
const totalOf = async (address: string) => (await ask<{ total: number }>(address)).total;

describe('two selections', () => {
  test.each([
    ['theme=food', '', '/comments?q=zzzzzz'],
    ['sentiment=negative', 'group=child', '/comments?sentiment=negative&group=child'],
    ['q=staff&group=child', 'q=restrain', '/comments?q=staff restrain&group=child'],
    ['wave=2', 'wave=1', '/comments?q=zzzzzz'],
  ])('%s against %s: every count is that of a search', async (one, other, overlap) => {
    const { sizes, found } = await compare(against(one, other));
    const first = await totalOf(`/comments?${one}`);
    const all = await totalOf('/comments');
    const second = other === '' ? all - first : await totalOf(`/comments?${other}`);
    expect([sizes.first.numerator, sizes.second.numerator]).toEqual([first, second]);
    expect(sizes.compared).toBe(second - sizes.overlap);
    expect(sizes.overlap).toBe(await totalOf(overlap));
    const sentiments = sentimentsOf(found);
    expect(sentiments.reduce((sum, row) => sum + row.first.count, 0)).toBe(first);
    expect(sentiments.reduce((sum, row) => sum + row.second.count, 0)).toBe(sizes.compared);
    for (const { key, first: own } of one.startsWith('sentiment') ? [] : sentiments) {
      expect([key, own.count]).toEqual([key, await totalOf(`/comments?${one}&sentiment=${key}`)]);
    }
  });

  test.each([
    ['theme=food', '', '-food'],
    ['theme=food&theme=restraint', 'sentiment=negative', '-food'],
    ['theme=-food', '', 'theme=food'],
    ['q=staff', '', 'q=-staff'],
    ['q=staff OR carer', 'wave=2', '-staff -carer'],
    ['q=-"my social worker" staff', 'q=staff', '"my social worker"'],
    ['wave=2&q=staff', 'wave=1&q=staff', 'wave=1'],
    ['group=child&sentiment=negative', 'group=child', '-negative'],
    ['also=food&group=child', 'group=child', '-food'],
  ])('%s against %s: every number leads to just its comments', async (one, other, told) => {
    const { sizes, found } = await compare(against(one, other));
    if (!found) throw new Error('Nothing was compared');
    const search = new URL(found.secondHref ?? '', app.address).searchParams;
    expect([...search].map((pair) => pair.join('='))).toContainEqual(expect.stringContaining(told));
    const links = [
      { count: sizes.first.numerator, href: found.firstHref },
      { count: sizes.compared, href: found.secondHref },
      ...sidesOf(found),
    ];
    expect(links.length).toBeGreaterThan(20);
    for (const { count, href } of links) {
      if (count === 0) expect(href).toBeNull();
      else expect([href, await selectedTotal(app, href ?? '')]).toEqual([href, count]);
    }
  });

  test.each([
    ['theme=food&group=child', ''],
    ['q=staff NEAR/5 listen', ''],
    ['q=staff&group=child', 'sentiment=negative'],
  ])('%s against %s: numbers of B that no search finds are plain', async (one, other) => {
    const { found } = await compare(against(one, other));
    expect(found?.secondHref).toBeNull();
    for (const { rows } of found?.tables ?? []) {
      for (const { second } of rows) expect(second.href).toBeNull();
    }
    expect(await app.html(`/comments/compare?${against(one, other)}`)).toContain(
      'no search finds the comments of B that are not in A',
    );
  });

  test('can be saved searches', async () => {
    const saved = await app.post('/searches', {
      name: 'Hungry',
      from: '/comments?theme=food&q=hungry',
    });
    expect(saved.status).toBe(303);
    const {
      saved: [search],
    } = await compare('group=child&b.group=adopter');
    expect(search?.name).toBe('Hungry');
    const second = await ask<Comparison>(search?.asSecond ?? '');
    expect([second.first.name, second.second.name]).toEqual([
      'Respondent group: Child',
      'Search: hungry; Theme: Food',
    ]);
    const first = await ask<Comparison>(search?.asFirst ?? '');
    expect(first.first.name).toBe('Search: hungry; Theme: Food');
    expect(first.second.name).toMatch(/^Respondent group: A/);
  });

  test('are offered with one value changed, and swapped', async () => {
    const { changes, swapHref } = await compare('wave=2&q=staff&b.wave=1&b.q=staff');
    const [wave] = changes.filter(({ name }) => name === 'Wave');
    const [change] = wave?.values.filter(({ href }) => /b\.wave=1\b/.test(href)) ?? [];
    const changed = await ask<Comparison>(change?.href ?? '');
    expect(changed.second.name).toMatch(/^Search: staff; Wave: /);
    const [there, back] = [changed.sizes, (await ask<Comparison>(swapHref ?? '')).sizes];
    expect([back.first.numerator, back.second.numerator]).toEqual([
      there.second.numerator,
      there.first.numerator,
    ]);
  });

  test('with nothing to compare say what to do', async () => {
    const page = await app.html('/comments/compare?group=child&b.group=child&b.theme=food');
    expect(page).toContain('All comments of B are in A too');
    expect(await app.html('/comments/compare?q=zzzzzz')).toContain('No comment is in A');
    expect(await app.html('/comments/compare')).toContain('No comment is in B');
  });

  test('have words and typical comments of their own', async () => {
    const { found } = await compare('theme=food');
    expect(found?.words.first.map(({ term }) => term)).toContain('food');
    const terms = new Set(found?.words.first.map(({ term }) => term));
    for (const { term } of found?.words.second ?? []) expect(terms.has(term)).toBe(false);
    expect(found?.examples.first).toHaveLength(3);
    for (const { id } of found?.examples.first ?? []) {
      const { themes } = await ask<{ themes: { key: string }[] }>(`/comments/${id}`);
      expect(themes.map(({ key }) => key)).toContain('food');
    }
  });
});

describe('the file of a comparison', () => {
  type Row = Record<string, string>;
  const rowsOf = async (address: string) =>
    parse<Row>(await (await app.fetch(address)).text(), { bom: true, columns: true });

  test('has the figures of the page and how both sets were selected, and is audited without the words', async () => {
    const query = 'q=staff&wave=2&b.q=staff&b.wave=1';
    const rows = await rowsOf(`/comments/compare.csv?${query}&showing=internal`);
    const { found, sizes } = await compare(query);
    for (const { title, rows: own } of found?.tables ?? []) {
      const lines = rows.filter((row) => row['Compared by'] === title);
      for (const [at, { first, second }] of own.entries()) {
        expect([lines[at]?.['Comments in A'], lines[at]?.['Comments in B']]).toEqual([
          String(first.count),
          String(second.count),
        ]);
      }
    }
    expect(rows[0]).toMatchObject({
      A: expect.stringMatching(/^Search: staff; Wave: /),
      B: expect.stringMatching(/^Search: staff; Wave: /),
      Use: 'Not for publication',
      'Of A in all': String(sizes.first.numerator),
    });
    expect(rows[0]?.['Code frame']).toMatch(/version/);
    const entry = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry.action).toBe('comparison_downloaded');
    expect(JSON.stringify(entry)).not.toMatch(/staff/i);
    const workbook = await app.fetch(`/comments/compare.xlsx?${query}`);
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('withholds a value of few people of both sets', async () => {
    const query = 'group=child&wave=2&b.group=child&b.wave=1';
    const shown = await rowsOf(`/comments/compare.csv?${query}`);
    const internal = await rowsOf(`/comments/compare.csv?${query}&showing=internal`);
    const few = internal.filter((row) =>
      ['Comments in A', 'Comments in B'].some(
        (name) => Number(row[name]) > 0 && Number(row[name]) < 5,
      ),
    );
    expect(few.length).toBeGreaterThan(0);
    for (const [at, row] of internal.entries()) {
      if (!few.includes(row)) continue;
      const { Value: name, A: one, B: other, ...figures } = shown[at] ?? {};
      expect([name, one, other]).toEqual([row['Value'], row['A'], row['B']]);
      expect(Object.values(figures).filter((figure) => figure === '[c]')).toHaveLength(10);
    }
    expect(shown.some((row) => row['Comments in A'] !== '[c]')).toBe(true);
  });

  test('is refused with nothing to compare, and with true counts to who may not see them', async () => {
    expect((await app.fetch('/comments/compare.csv')).status).toBe(409);
    const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
    const query = 'theme=food&showing=internal';
    const answer = await app.fetch(`/comments/compare.csv?${query}`, { headers: { cookie } });
    expect(answer.status).toBe(403);
  });
});
