import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import type { TestApp } from '../support/test-app.js';
import { startMeasurePages, words, type MeasurePages } from './measure-pages.js';

let app: TestApp;
let secure: string;
let earlier: string;
let adoption: string;
let question: MeasurePages['question'];
let keep: MeasurePages['keep'];
beforeAll(async () => {
  ({ app, secure, earlier, adoption, question, keep } = await startMeasurePages());
});
afterAll(() => app.stop());

const delay = 'The agency minimises delay for children';
const support = 'How good is the support you get with work or education?';

describe('respondent groups', () => {
  // By hand from the sample: 6 of 39 partner agencies and 6 of 21 foster carers disagree.
  test('together have one figure, of both', async () => {
    const { at } = await question(adoption, delay);
    const groups = ['partner_agency', 'foster_carer'];
    const { figures } = await keep(at, words('Together', { counted: 'negative', groups }));
    expect(figures).toMatchObject([
      {
        numerator: 12,
        base: 60,
        percentage: 20,
        baseWords: 'the 60 foster carers and partner agencies who answered',
      },
    ]);
  });

  test('apart have one each, which says of whom', async () => {
    const { at } = await question(adoption, delay);
    const { figures, place } = await keep(
      at,
      words('Apart', {
        counted: 'negative',
        groups: ['partner_agency', 'foster_carer'],
        groupsApart: 'yes',
        statement: 'of {groups} were negative about delay',
      }),
    );
    expect(figures.map(({ group, numerator, base }) => [group, numerator, base])).toEqual([
      ['Foster carers', 6, 21],
      ['Partner agencies', 6, 39],
    ]);
    expect(figures.map(({ sentence }) => sentence)).toEqual([
      '29% of foster carers were negative about delay.',
      '15% of partner agencies were negative about delay.',
    ]);
    const page = await app.html(place);
    expect(page).toContain('Every figure');
    expect(page).toContain('each with a figure of its own');
  });
});

test('a mean has scores from the order of the scale, each wave its own, and the change', async () => {
  const { at } = await question(secure, support);
  const form = await app.html(`${at}/measures/new`);
  const scores = [...form.matchAll(/name="(score-\d+)" type="text" value="(\d)"/g)];
  expect(scores.map(([, , score]) => score)).toEqual(['5', '4', '3', '2', '1']);
  const { figures } = await keep(
    at,
    words('Mean support', {
      counted: 'mean',
      ...Object.fromEntries(scores.map(([, name = '', score = '']) => [name, score])),
      waves: earlier.replace('/waves/', ''),
      statement: 'for the support with work or education',
    }),
  );
  // scipy: 3.42 (3.158 to 3.682) of 100, and 3.253 (2.967 to 3.538) of 87.
  expect(
    figures.map(({ wave, mean, low, high, base, change }) => [wave, mean, low, high, base, change]),
  ).toEqual([
    ['2012-13', 3.4, 3.2, 3.7, 100, 0.1],
    ['2011-12', 3.3, 3, 3.5, 87, null],
  ]);
  expect(figures[0]?.sentence).toContain('3.4');
});

test('waves each have a figure, newest first, with the change in points', async () => {
  const { at, code } = await question(secure, 'Have you been physically restrained');
  const { figures } = await keep(
    at,
    words('Restrained in both', { options: code('Yes'), waves: earlier.replace('/waves/', '') }),
  );
  // 47 of the 86 of 2011-12 are 55%.
  expect(figures).toMatchObject([
    { wave: '2012-13', numerator: 51, base: 100, percentage: 51, change: -4 },
    { wave: '2011-12', numerator: 47, base: 86, percentage: 55, change: null },
  ]);
});

test('the file has each wave, each group apart, means with limits, and changes', async () => {
  const { figures } = (await app.json('/measures.json?showing=internal')) as {
    figures: Record<string, string | number | null>[];
  };
  const rowsOf = (name: string) =>
    figures
      .filter(({ measure, statistic }) => measure === name && statistic !== 'Base')
      .map((row) =>
        [
          'wave',
          'category',
          'statistic',
          'unit',
          'value',
          'base',
          'low',
          'high',
          'comparedWith',
        ].map((key) => row[key]),
      );
  const all = 'As the base says';
  expect(rowsOf('Mean support')).toEqual([
    ['2012-13', all, 'Mean', 'score', 3.4, 100, 3.2, 3.7, ''],
    ['2012-13', all, 'Change in mean', 'score', 0.1, null, null, null, '2011-12'],
    ['2011-12', all, 'Mean', 'score', 3.3, 87, 3, 3.5, ''],
  ]);
  // Wilson by R: prop.test(51, 100, correct = FALSE) and (47, 86).
  expect(rowsOf('Restrained in both')).toEqual([
    ['2012-13', all, 'Responses', 'responses', 51, null, null, null, ''],
    ['2012-13', all, 'Percentage of base', '%', 51, 100, 41.3, 60.6, ''],
    ['2012-13', all, 'Change in percentage', 'points', -4, null, null, null, '2011-12'],
    ['2011-12', all, 'Responses', 'responses', 47, null, null, null, ''],
    ['2011-12', all, 'Percentage of base', '%', 55, 86, 44.2, 64.7, ''],
  ]);
  expect(rowsOf('Apart').map(([, group, , , value]) => [group, value])).toEqual([
    ['Foster carers', 6],
    ['Foster carers', 29],
    ['Partner agencies', 6],
    ['Partner agencies', 15],
  ]);
});

test('the two best answers of a scale worded the other way are at its end', async () => {
  const { at } = await question(adoption, 'The process took too long');
  expect(await app.html(`${at}/measures/new`)).toContain('Now “Disagree” and “Strongly disagree”');
  const { figures } = await keep(at, words('Not too long', { counted: 'top_two' }));
  expect(figures).toMatchObject([{ numerator: 24, base: 61, percentage: 39 }]);
});

test('of a multiple choice somebody who chose two of the answers is one person', async () => {
  const { at, code } = await question(secure, 'Who do you talk to when you are worried');
  const options = [code('My key worker'), code('Other staff')];
  const { figures } = await keep(at, words('Talk to staff', { options }));
  // 60 chose the one and 42 the other: 70 people of 102.
  expect(figures).toMatchObject([{ numerator: 70, base: 102, percentage: 69 }]);
});

test('only those who gave an answer elsewhere are counted, and the base says so', async () => {
  const { at } = await question(secure, support);
  const restrained = await question(secure, 'Have you been physically restrained');
  const asked = { conditionQuestion: String(restrained.id) };
  const begun = await app.post(`${at}/measures`, words('Support', { ...asked, step: 'answers' }));
  const form = await begun.text();
  expect(begun.status).toBe(200);
  expect(form).toContain(`name="condition-${restrained.id}"`);
  expect(form).toContain('value="Support"');
  const { figures } = await keep(
    at,
    words('Support of the restrained', {
      ...asked,
      counted: 'negative',
      [`condition-${restrained.id}`]: restrained.code('Yes'),
    }),
  );
  expect(figures).toMatchObject([{ numerator: 17, base: 49, percentage: 35 }]);
  expect(figures[0]?.baseWords).toBe(
    'the 49 who answered, of those who said “Yes” to “Have you been physically restrained here?”',
  );
});

test('a sentence and a base in words of one’s own keep their figures live', async () => {
  const { at, code } = await question(secure, 'Have you been physically restrained');
  const { figures } = await keep(
    at,
    words('In other words', {
      options: code('Yes'),
      sentence: '{percentage} of the {base} who answered in {wave} had been restrained',
      baseWords: 'the {base} young people who answered',
    }),
  );
  expect(figures).toMatchObject([
    {
      sentence: '51% of the 100 who answered in 2012-13 had been restrained.',
      baseWords: 'the 100 young people who answered',
    },
  ]);
});

describe('changing a measure', () => {
  test('shows all that it counts, ticked, and keeps its name for itself', async () => {
    const { at, code } = await question(secure, support);
    const restrained = await question(secure, 'Have you been physically restrained');
    const { place } = await keep(
      at,
      words('To be changed', {
        options: code('Poor'),
        conditionQuestion: String(restrained.id),
        [`condition-${restrained.id}`]: restrained.code('No'),
        waves: earlier.replace('/waves/', ''),
      }),
    );
    const form = await app.html(`${place}/edit`);
    const checked = [...form.matchAll(/name="([^"]+)" type="checkbox" value="([^"]*)" checked/g)];
    expect(checked.map(([, name, value]) => [name, value])).toEqual([
      ['options', code('Poor')],
      ['dontKnowInBase', 'yes'],
      [`condition-${restrained.id}`, restrained.code('No')],
      ['waves', earlier.replace('/waves/', '')],
    ]);
    const same = await app.post(place, words('To be changed', { options: code('Very poor') }));
    expect(same.status).toBe(303);
    const taken = await app.post(place, words('Physically restrained', { options: code('Poor') }));
    expect(taken.status).toBe(409);
    expect(await taken.text()).toContain('There is already a measure called');
  });

  test('is for those who may, and everybody else neither sees the form nor sends it', async () => {
    const reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
    const { at } = await question(secure, support);
    for (const path of [`${at}/measures/new`, '/measures/1/edit', '/measures/1']) {
      expect((await app.fetch(path, { headers: { cookie: reader } })).status).toBe(403);
    }
    const body = new URLSearchParams({ ...{ name: 'x', csrf: testFormToken } });
    for (const path of [`${at}/measures`, '/measures/1']) {
      const answer = await app.fetch(path, { method: 'POST', headers: { cookie: reader }, body });
      expect(answer.status).toBe(403);
    }
    expect(await app.html(at)).toContain(`href="${at}/measures/new"`);
    const page = await (await app.fetch(at, { headers: { cookie: reader } })).text();
    expect(page).not.toContain('/measures/new');
  });

  test('of a question or wave that is not there is not found', async () => {
    for (const path of [`${secure}/questions/99999/measures/new`, '/measures/99999/edit']) {
      expect((await app.fetch(path)).status).toBe(404);
    }
  });
});
