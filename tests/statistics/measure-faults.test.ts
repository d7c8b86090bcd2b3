import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestApp } from '../support/test-app.js';
import { startMeasurePages, words, type Fields, type MeasurePages } from './measure-pages.js';

const support = 'How good is the support you get with work or education?';

let app: TestApp;
let secure: string;
let adoption: string;
let question: MeasurePages['question'];
let keep: MeasurePages['keep'];
beforeAll(async () => {
  ({ app, secure, adoption, question, keep } = await startMeasurePages());
});
afterAll(() => app.stop());

describe('a form that cannot be kept', () => {
  const refused = async (at: string, fields: Fields) => {
    const answer = await app.post(`${at}/measures`, fields);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    return { page, fields: [...page.matchAll(/href="#([^"]+)"/g)].map(([, field]) => field) };
  };

  test('names every fault at its field and keeps what was entered', async () => {
    const { at } = await question(adoption, 'The agency minimises delay for children');
    const { page, fields } = await refused(at, {
      name: '',
      counted: 'mean',
      'score-0': '1000',
      'score-1': '-1',
      groupsApart: 'yes',
      conditionQuestion: '999999',
      sentence: 'It was {nothing}',
      baseWords: 'everybody',
    });
    for (const field of [
      'name',
      'score-0',
      'score-1',
      'groups',
      'conditionQuestion',
      'statement',
      'sentence',
      'baseWords',
    ]) {
      expect(fields).toContain(field);
      expect(page).toContain(`id="${field}"`);
    }
    expect(page).toContain('value="1000"');
    expect(page).toContain('value="It was {nothing}"');
  });

  test('is refused a count that the question does not have', async () => {
    const many = await question(secure, 'Who do you talk to when you are worried');
    for (const counted of ['negative', 'top_two', 'mean']) {
      expect((await refused(many.at, words('Many', { counted }))).fields).toContain('counted');
    }
    const two = await question(secure, 'Could you see a nurse or doctor');
    expect((await refused(two.at, words('Two', { counted: 'top_two' }))).fields).toContain(
      'counted',
    );
  });

  test('takes no answer, wave or group that is not there', async () => {
    const { at, code } = await question(secure, support);
    const { figures } = await keep(
      at,
      words('Hostile', {
        options: [code('Poor'), '99', '__proto__', '1e3'],
        groups: ['nobody', '__proto__'],
        waves: ['0', '-1', '424242', '../1'],
        counted: 'constructor',
      }),
    );
    expect(figures).toMatchObject([{ numerator: 17, base: 100 }]);
    expect(figures).toHaveLength(1);
  });

  test('shows words as words', async () => {
    const { at, code } = await question(secure, support);
    const name = '<script>alert(1)</script>';
    const { place } = await keep(at, words(name, { options: code('Poor'), statement: name }));
    const page = await app.html(place);
    expect(page).not.toContain(name);
    expect(await app.html(`${place}/edit`)).not.toContain(name);
  });
});
