import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { holding, sampleComments } from './sample-comments.js';
import { tagSamples, testThemes } from './tag-samples.js';

interface Value {
  key: string;
  name: string;
  count: number;
  selected: boolean;
}
interface Found {
  total: number;
  first: number;
  query: string;
  advice: string[];
  comments: {
    id: number;
    text: string;
    attribution: string;
    group: string | null;
    survey: string;
    sentiment: string;
    themes: { key: string }[];
    segments: { text: string; marked: boolean; evidence: boolean }[];
  }[];
  facets: Record<'theme' | 'sentiment' | 'group' | 'survey' | 'wave' | 'question', Value[]>;
  active: { facet: string; name: string; href: string }[];
  next: string | null;
  previous: string | null;
  help: {
    unknown: { typed: string; instead: { name: string; count: number; href: string }[] }[];
    without: { name: string; count: number; href: string }[];
  } | null;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
});
afterAll(() => app.stop());

const at = async (address: string) => (await app.json(address)) as unknown as Found;
const find = (q: string, more = '') => at(`/comments?q=${encodeURIComponent(q)}${more}`);
const sum = (values: Value[]) => values.reduce((total, { count }) => total + count, 0);
const countOf = (values: Value[], name: string) =>
  values.find((value) => value.name === name)?.count ?? 0;
const keyOf = (values: Value[], name: string) =>
  values.find((value) => value.name === name)?.key ?? '';

describe('searching the samples', () => {
  test('without a search lists every comment of the files', async () => {
    expect((await at('/comments')).total).toBe(sampleComments.length);
  });

  test.each<[string, RegExp]>([
    ['restrain', /\brestrain(s|ed|ing)?\b/i],
    ['Restrained', /\brestrain(s|ed|ing)?\b/i],
    ['listen*', /\blisten/i],
    ['"social worker"', /\bsocial\W+worker\b/i],
    ['"restrain"', /\brestrain\b/i],
    ['communicat*', /\bcommunicat/i],
    ['restraint OR "held down"', /\brestraints?\b|\bheld\W+down\b/i],
  ])('%s finds the comments that grep finds', async (q, pattern) => {
    const found = await find(q);
    expect(found.total).toBe(holding(pattern).length);
    for (const { text } of found.comments) expect(text).toMatch(pattern);
  });

  test('all words are needed, and an excluded one is in none', async () => {
    const both = holding(/\bstaff\b/i).filter(({ text }) => /\bgood\b/i.test(text));
    const one = holding(/\bstaff\b/i).filter(({ text }) => !/\bgood\b/i.test(text));
    expect((await find('"staff" "good"')).total).toBe(both.length);
    expect((await find('"staff" -"good"')).total).toBe(one.length);
    expect((await find('-"staff"')).total).toBe(
      sampleComments.length - holding(/\bstaff\b/i).length,
    );
  });

  test('the words that were found are marked, and nothing else', async () => {
    const { comments } = await find('restrain');
    for (const { text, segments } of comments) {
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      const marked = segments.filter((segment) => segment.marked);
      expect(marked.length).toBeGreaterThan(0);
      for (const segment of marked) expect(segment.text).toMatch(/^restrain/i);
    }
  });

  test('a page shows text as text: what looks like mark-up is escaped', async () => {
    const html = await app.html(`/comments?q=${encodeURIComponent('<b>restrain</b>"')}`);
    expect(html).not.toContain('<b>');
    expect(await app.html('/comments?q=restrained')).toContain(
      '<mark class="app-mark">restrained</mark>',
    );
  });
});

describe('facets', () => {
  test('count what the files hold', async () => {
    const { facets } = await at('/comments');
    for (const [name, group] of [
      ['Child', 'child'],
      ['Adopter', 'adopter'],
      ['Independent reviewing officer', 'iro'],
    ] as const) {
      const own = sampleComments.filter((comment) => comment.group === group);
      expect(countOf(facets.group, name)).toBe(own.length);
    }
    const fostering = sampleComments.filter(({ survey }) => survey === 'Fostering survey');
    expect(countOf(facets.survey, 'Fostering survey')).toBe(fostering.length);
    const earlier = sampleComments.filter(({ wave }) => wave === '2011-12');
    expect(countOf(facets.wave, "Secure children's homes survey, 2011-12")).toBe(earlier.length);
    const food = testThemes.find(({ key }) => key === 'food')?.pattern ?? /$^/;
    const about = sampleComments.filter(({ text }) => text.search(food) >= 0);
    expect(countOf(facets.theme, 'Food')).toBe(about.length);
  });

  test.each(['', 'staff', '"social worker"', '-staff'])(
    'of “%s” add up to the total where a comment has one value',
    async (q) => {
      const { total, facets } = await find(q);
      for (const key of ['sentiment', 'group', 'survey', 'wave', 'question'] as const) {
        expect(sum(facets[key])).toBe(total);
      }
    },
  );

  test('count what choosing a value gives, with every other facet applied', async () => {
    const start = await find('staff');
    const child = keyOf(start.facets.group, 'Child');
    for (const value of start.facets.survey) {
      const narrowed = await find('staff', `&group=${child}&survey=${value.key}`);
      const both = await find('staff', `&group=${child}`);
      expect(narrowed.total).toBe(countOf(both.facets.survey, value.name));
      expect(sum(narrowed.facets.survey)).toBe(both.total);
      for (const { group } of narrowed.comments) expect(group).toBe('child');
    }
  });

  test('values of one facet are alternatives', async () => {
    const { facets } = await at('/comments');
    const either = await at('/comments?group=adopter&group=iro&sentiment=negative');
    expect(sum(either.facets.group.filter((value) => value.selected))).toBe(either.total);
    const all = await at('/comments?group=adopter&group=iro');
    expect(all.total).toBe(
      countOf(facets.group, 'Adopter') + countOf(facets.group, 'Independent reviewing officer'),
    );
  });

  test('comments without a theme can be listed, and are all others', async () => {
    const none = await at('/comments?theme=none');
    const some = await at(`/comments?${testThemes.map(({ key }) => `theme=${key}`).join('&')}`);
    expect(none.total + some.total).toBe(sampleComments.length);
    for (const { themes } of none.comments) expect(themes).toEqual([]);
  });

  test('a filter in use is taken off by its link', async () => {
    const { active } = await find('staff', '&group=child&sentiment=negative');
    expect(active.map(({ facet, name }) => `${facet}: ${name}`)).toEqual([
      'Search: staff',
      'Sentiment: Negative',
      'Respondent group: Child',
    ]);
    expect(active.map(({ href }) => href)).toEqual([
      '/comments?sentiment=negative&group=child',
      '/comments?q=staff&group=child',
      '/comments?q=staff&sentiment=negative',
    ]);
  });
});

describe('pages', () => {
  test.each(['', '?q=staff', '?q=staff&order=newest', '?q=the+OR+a+-staff', '?group=child'])(
    'of /comments%s hold every comment once, forwards and back',
    async (query) => {
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
    },
  );

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
    const response = await fetch(`${app.address}/comments?${q}`);
    expect(response.status).toBe(200);
  });

  test.each([
    '?q[]=a&q[]=b',
    '?group=%00&group=__proto__&survey=-1&survey=9e99&wave=x',
    '?after=-1e999,5&order=best&q=staff',
    '?after=a&after=b&before=,,,',
    '?theme=no-such-theme&survey=999999',
  ])('the address %s is answered', async (query) => {
    const response = await fetch(`${app.address}/comments${query}`);
    expect(response.status).toBe(200);
  });

  test('a part of the address that cannot be read is told', async () => {
    expect((await at('/comments?survey=x')).advice).toEqual([
      'A filter in the address could not be read, so it was left out.',
    ]);
  });
});
