import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { helpWithNothing } from '../../src/comments/empty-help.js';
import { readSelection } from '../../src/comments/selection.js';
import { permissionsOf } from '../../src/people/permissions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';
import { sampleComments } from './sample-comments.js';
import { tagSamples, testSentiments } from './tag-samples.js';

const analyst = { permissions: permissionsOf(['analyst']), hiddenSurveys: [] };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
});
afterAll(() => app.stop());

const at = async (address: string) => (await app.json(address)) as unknown as Found;
async function help(typed: string) {
  const found = await at(`/comments?q=${encodeURIComponent(typed)}`);
  expect(found.total).toBe(0);
  return found.help ?? { meant: [], unknown: [], without: [] };
}
const names = (ways: readonly { name: string; count: number }[]) =>
  ways.map(({ name, count }) => `${name}: ${count}`);

test('a question asked as a sentence is read as a respondent group and any of its words', async () => {
  const { meant, unknown } = await help('children who were restrained and felt nobody listened');
  const told = /\b(restrain(s|ed|ing)?|felt|nobody|listen(s|ed|ing)?)\b/i;
  const expected = sampleComments.filter(({ group, text }) => group === 'child' && told.test(text));
  expect(names(meant)).toEqual([
    `Respondent group: children, any of “restrained felt nobody listened”: ${expected.length}`,
  ]);
  expect(unknown).toEqual([]);
  const found = await at(meant[0]?.href ?? '');
  expect(found.total).toBe(expected.length);
  expect(found.comments.every(({ group }) => group === 'child')).toBe(true);
});

test('names of filters among the words are offered as filters, and what is left as words', async () => {
  const { meant, unknown } = await help('adopters never, negative, 2012-13');
  const expected = sampleComments.filter(
    ({ group, wave, text }) =>
      group === 'adopter' &&
      wave === '2012-13' &&
      testSentiments.find(({ pattern }) => pattern.test(text))?.label === 'negative' &&
      /\bnever\b/i.test(text),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(names(meant)).toEqual([
    `Respondent group: adopters, Sentiment: negative, Wave: 2012-13, “never”: ${expected.length}`,
  ]);
  const found = await at(meant[0]?.href ?? '');
  expect(found.comments.map(({ text }) => text).sort()).toEqual(
    expected.map(({ text }) => text).sort(),
  );
  // What a filter means is no word that comments lack.
  expect(unknown.map(({ typed }) => typed)).not.toContain('2012-13');
});

test('the first group that is named is the filter, and a later one a word', async () => {
  const { meant } = await help('foster carers not told about the child');
  expect(meant.map(({ name }) => name)).toEqual([
    'Respondent group: foster carers, any of “not told child”',
  ]);
});

test('a phrase, an excluded word and a filter in use stay as they are', async () => {
  const { meant } = await help('adopters "no such phrase" negative -never');
  expect(meant).toEqual([]);
  const chosen = await at('/comments?q=adopters+zzz+negative&group=child');
  expect((chosen.help?.meant ?? []).map(({ name }) => name).join()).not.toContain('Respondent');
});

test('the name of a filter alone is offered as that filter', async () => {
  const expected = sampleComments.filter(
    ({ text }) => testSentiments.find(({ pattern }) => pattern.test(text))?.label === 'negative',
  );
  const { meant } = await help('negative');
  expect(names(meant)).toEqual([`Sentiment: negative: ${expected.length}`]);
});

test('suggestions are sought for a while only, and what was not tried is said to be so', async () => {
  const { db } = app.services;
  const selection = await readSelection(db, analyst, {
    q: 'adopters nevver negative',
    theme: 'contact',
  });
  const patient = await helpWithNothing(db, selection, 60_000);
  expect(patient.unfinished).toBe(false);
  expect([patient.meant, patient.unknown, patient.without].flat().length).toBeGreaterThan(0);
  expect(await helpWithNothing(db, selection, 0)).toEqual({
    meant: [],
    unknown: [],
    without: [],
    unfinished: true,
  });
});
