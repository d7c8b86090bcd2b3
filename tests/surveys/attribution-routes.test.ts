import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { fieldOf, rowsOf } from '../../src/surveys/attribution-form.js';
import { houseForms, housePattern } from '../../src/surveys/attribution.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());
afterEach(() => app.post(`${page}/reset`, {}));

const page = '/settings/attribution';
const house = {
  pattern: housePattern,
  ...Object.fromEntries(
    rowsOf((key) => houseForms.get(key)).flatMap(({ groupKey, singular, plural }) => [
      [fieldOf('singular', groupKey), singular],
      [fieldOf('plural', groupKey), plural],
    ]),
  ),
};
const stored = async () => [
  await app.services.db.selectFrom('attributionPattern').selectAll().execute(),
  await app.services.db.selectFrom('attributionForm').selectAll().execute(),
];
const commentOf = async (id: number) => (await app.json(`/comments/${id}`))['attribution'];

test('what is saved words every attribution: pages, files and lists', async () => {
  const saved = await app.post(page, {
    ...house,
    pattern: '[{view} – {survey}]',
    'singular-child': 'A young person’s view',
  });
  expect(saved.headers.get('location')).toBe(`${page}?notice=attribution-saved`);
  const words = "[A young person’s view – secure children's homes survey]";
  expect(await commentOf(1)).toBe(words);
  const csv = await (await app.fetch('/comments.csv?survey=1')).text();
  expect(csv).toContain(words);
  const found = (await app.json('/comments')) as { comments?: { attribution: string }[] };
  expect(JSON.stringify(found)).toContain('[A young person’s view – ');
  // Only what is not the house's is kept, so that a later house form still reaches the rest.
  expect((await stored())[1]).toEqual([
    { groupKey: 'child', singular: 'A young person’s view', plural: "Children's views" },
  ]);
});

test('examples show what is typed, and save nothing', async () => {
  const shown = await app.post(page, {
    ...house,
    pattern: '({view}, {survey} survey)',
    step: 'preview',
  });
  const html = await shown.text();
  expect(shown.status).toBe(200);
  expect(html).toContain('(Child&#39;s view, adoption survey)');
  expect(html).toContain('(Children&#39;s views, adoption survey)');
  expect(await stored()).toEqual([[], []]);
});

test.each([
  ['pattern', '', 'Enter the pattern'],
  [
    'pattern',
    '(from {survey} survey)',
    'Write {view} in the pattern once, where “Child’s view” belongs',
  ],
  ['pattern', '{view} {view}', 'Write {view} in the pattern once, where “Child’s view” belongs'],
  [
    'pattern',
    '({view} in {year})',
    'Take {year} out of the pattern: it may hold {view} and {survey}',
  ],
  [
    'pattern',
    '({view} from {survey)',
    'Take {survey) out of the pattern: it may hold {view} and {survey}',
  ],
  ['pattern', `{view}${'x'.repeat(75)}`, 'Shorten the pattern to 80 characters'],
  [
    'singular-iro',
    ' ',
    'Independent reviewing officer: enter the words for the view of one person',
  ],
  [
    'plural-iro',
    'x'.repeat(61),
    'Independent reviewing officer: shorten the words to 60 characters',
  ],
  ['plural-respondent', '{view}', 'Group not known: take the braces out of the words'],
])('%s “%s” is refused in one sentence', async (field, value, message) => {
  const refused = await app.post(page, { ...house, [field]: value });
  const html = await refused.text();
  expect(refused.status).toBe(422);
  expect(html.replaceAll('&#39;', "'")).toContain(`<a href="#${field}">${message}</a>`);
  expect(await stored()).toEqual([[], []]);
});

test('it is put back to how the program comes, and the audit says what it was', async () => {
  await app.post(page, { ...house, pattern: '{view}' });
  expect(await commentOf(1)).toBe("Child's view");
  await app.post(`${page}/reset`, {});
  expect(await commentOf(1)).toBe("(Child's view from secure children's homes survey)");
  const entries = await app.services.db
    .selectFrom('audit')
    .select(['before', 'after'])
    .where('action', '=', 'attribution_changed')
    .orderBy('id', 'desc')
    .execute();
  expect(
    entries.map(({ before, after }) =>
      [before, after].map((json) => (JSON.parse(json ?? '') as { pattern: string }).pattern),
    )[0],
  ).toEqual(['{view}', housePattern]);
});
