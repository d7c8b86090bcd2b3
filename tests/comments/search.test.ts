import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found, Value } from './found.js';
import { holding, sampleComments } from './sample-comments.js';
import { tagSamples, testThemes } from './tag-samples.js';

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

describe('British and American spellings', () => {
  interface Way {
    name: string;
    count: number;
    href: string;
  }
  const offered = async (q: string, more = '') =>
    ((await find(q, more)) as unknown as { otherSpellings: Way[] }).otherSpellings;

  test('are offered where little is found, with what they find', async () => {
    const british = holding(/\bbehaviour\w*/i).length;
    expect(british).toBeGreaterThan(0);
    expect(holding(/\bbehavior/i)).toHaveLength(0);
    const [way] = await offered('behavior');
    expect([way?.name, way?.count]).toEqual(['behaviour', (await find('behaviour')).total]);
    expect((await at(way?.href ?? '')).total).toBe(way?.count);
    expect(await app.html('/comments?q=behavior')).toContain('Spelled otherwise:');
  });

  test('are not offered where they find nothing, or nothing more', async () => {
    expect(await offered('moisturizer')).toEqual([]);
    expect(await offered('behavior', '&theme=none&group=none&wave=999999')).toEqual([]);
    expect(await offered('-behavior')).toEqual([]);
    expect(await offered('staff')).toEqual([]);
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
