import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSearch, toSearchQuery } from '../../src/comments/parse-query.js';
import { markMatches } from '../../src/db/comment-matches.js';
import { CommonWords } from '../../src/comments/engine/common-words.js';
import { matchTextsApart } from '../../src/db/full-text.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';
import { sampleComments, type SampleComment } from './sample-comments.js';
import { tagSamples, testThemes } from './tag-samples.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
});
afterAll(() => app.stop());

const find = async (q: string) =>
  (await app.json(`/comments?q=${encodeURIComponent(q)}`)) as unknown as Found;
const food = testThemes.find(({ key }) => key === 'food')?.pattern ?? /$^/;
const wordsOf = (text: string) => text.split(/\s+/).length;

/** What is typed, and which comments of the files a person would pick out for it. */
const typed: [string, (comment: SampleComment) => boolean][] = [
  ['group:child', ({ group }) => group === 'child'],
  ['group:children', ({ group }) => group === 'child'],
  ['group:adopter,iro', ({ group }) => group === 'adopter' || group === 'iro'],
  ['-group:child', ({ group }) => group !== 'child'],
  ['survey:fostering', ({ survey }) => survey === 'Fostering survey'],
  ['wave:2011-12', ({ wave }) => wave === '2011-12'],
  ['wave:"2012-13" survey:adoption', ({ survey }) => survey === 'Adoption survey'],
  ['region:"west midlands"', ({ region }) => region === 'West Midlands'],
  ['region:north', ({ region }) => region.startsWith('North')],
  ['theme:food', ({ text }) => text.search(food) >= 0],
  ['staff theme:food', ({ text }) => text.search(food) >= 0 && /\bstaff\b/i.test(text)],
  ['-theme:food "staff"', ({ text }) => text.search(food) < 0 && /\bstaff\b/i.test(text)],
  ['length:1', ({ text }) => wordsOf(text) <= 4],
  ['length:"20 to"', ({ text }) => wordsOf(text) >= 20 && wordsOf(text) < 50],
  ['question:"what could be better"', ({ question }) => question === 'What could be better?'],
];

describe('a typed filter', () => {
  test.each(typed)('%s selects what a person would pick out of the files', async (q, holds) => {
    const { total, advice } = await find(q);
    expect(advice).toEqual([]);
    expect(total).toBe(sampleComments.filter(holds).length);
    expect(total).toBeGreaterThan(0);
  });

  test('is a chosen one from there on: the address holds its key, the box the words alone', async () => {
    const { query, active, total } = await find('"staff" theme:food -group:adopter');
    expect(query).toBe('"staff"');
    expect(active.map(({ facet, name }) => `${facet}: ${name}`)).toEqual([
      'Search: "staff"',
      'Theme: Food',
      'Respondent group: not Adopter',
    ]);
    const clicked = await app.json('/comments?q="staff"&theme=food&group=-adopter');
    expect(clicked).toMatchObject({ total });
  });

  test('by an answer counts the surveys that were typed beside it', async () => {
    const { advice, active } = await find('answered:"respondent group=child" survey:fostering');
    const asked = (await find('answered:"respondent group=child"')).advice;
    expect(asked.join(' ')).toMatch(/is an answer in/);
    expect(advice.join(' ')).not.toMatch(/is an answer in/);
    expect(active.map(({ facet }) => facet)).toContain('Survey');
  });

  test.each(['reviewed:no', 'source:rule', '-source:none', 'criticality:0,1,2,3,none'])(
    '%s is understood',
    async (q) => {
      const { advice, total } = await find(q);
      expect(advice).toEqual([]);
      expect(total).toBeGreaterThan(0);
    },
  );

  test('by an answer finds who gave it, as the answers of the file say', async () => {
    const { total, active } = await find(
      'answered:"have you been physically restrained=yes" wave:2012-13',
    );
    expect(active.map(({ name }) => name)).toContain(
      '“Have you been physically restrained here?” is Yes',
    );
    const { total: all } = await find('wave:2012-13 survey:secure');
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(all);
  });

  test.each<[string, RegExp]>([
    ['theme:fod', /^No theme is called “fod”, so theme: was left out\. Try theme: with “Food”/],
    ['group:martian', /^No respondent group is called “martian”.* Try group: with “/],
    ['wave:1066', /^No wave is called “1066”/],
    ['-answered:"Q7=No"', /cannot be left out with a minus sign/],
    ['answered:Q7', /Write it as answered:"Q7=No"/],
    // Neither “Neither agree nor disagree” nor “Not very well” is meant.
    ['answered:"How well does the service match=no"', /^No answer was found for/],
    ['answered:"A child was placed=no"', /^No answer was found for/],
    ['answered:"do=yes"', /is an answer in \d surveys or questions/],
  ])('%s gets help in place of an error', async (q, help) => {
    const { advice, total } = await find(q);
    expect(advice.join(' ')).toMatch(help);
    expect(total).toBe(sampleComments.length);
  });
});

test('hostile text in every parameter gets a page', async () => {
  const hostile = [
    "' or 1=1 --",
    'NEAR("a" b',
    'theme:"',
    '-answered:"=',
    '<script>',
    '%00',
    '__proto__',
  ];
  for (const text of hostile) {
    const value = encodeURIComponent(text);
    const { total } = await find(text);
    expect(total).toBeGreaterThanOrEqual(0);
    await app.html(`/comments?theme=${value}&region=${value}&answered=${value}&order=${value}`);
    await app.html(`/comments/answers?of=${value}&code=${value}&q=${value}`);
  }
});

test('words near each other are found in either order, and marked', async () => {
  const { total, comments } = await find('staff NEAR/2 listen');
  const near = sampleComments.filter(({ text }) =>
    /\bstaff(\W+\w+){0,2}\W+listen\w*|\blisten\w*(\W+\w+){0,2}\W+staff\b/i.test(text),
  );
  expect(total).toBe(near.length);
  expect(total).toBeGreaterThan(0);
  for (const { segments } of comments) {
    const marked = segments.filter((segment) => segment.marked).map(({ text }) => text);
    expect(marked.join(' ')).toMatch(/staff/i);
    expect(marked.join(' ')).toMatch(/listen/i);
  }
});

test('phrases near each other are found, and several words', async () => {
  const { total } = await find('NEAR("social worker" nice, 4)');
  const near = sampleComments.filter(({ text }) =>
    /\bsocial worker(s?\b)(\W+\w+){0,4}\W+nice\w*|\bnice\w*(\W+\w+){0,4}\W+social worker/i.test(
      text,
    ),
  );
  expect(total).toBe(near.length);
  expect(total).toBeGreaterThan(0);
});

test('a random order is the same for its seed, and the address keeps it', async () => {
  const at = async (address: string) => (await app.json(address)) as unknown as Found;
  const ids = ({ comments }: Found) => comments.map(({ id }) => id);
  const first = await at('/comments?order=random&seed=7');
  expect(ids(await at('/comments?order=random&seed=7'))).toEqual(ids(first));
  expect(ids(await at('/comments?order=random&seed=8'))).not.toEqual(ids(first));
  expect(first.next).toContain('order=random&seed=7');
  const second = await at(first.next ?? '');
  expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
});

test('whatever is typed, the full-text indexes can run it', async () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      ...[
        '"',
        "'",
        '*',
        '-',
        '(',
        ')',
        ':',
        ',',
        ' ',
        '^',
        '+',
        '{',
        'NEAR(',
        'NEAR/2',
        'NEAR',
        'OR',
      ],
      ...[
        'AND',
        'NOT',
        'theme:',
        'answered:"Q1=',
        'text:',
        '; drop table comment',
        '\u0000',
        'staff',
      ],
    ),
  );
  const { db } = app.services;
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (some) => {
      const query = toSearchQuery(parseSearch(some.join('')).parts);
      if (!query) return;
      const { wanted, unwanted } = matchTextsApart(query);
      await markMatches(new CommonWords(db), query, { lowest: 1, highest: 50 }, new Uint8Array(51));
      expect(wanted.flat().length + unwanted.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
