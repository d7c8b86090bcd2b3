import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
/** A second analyst. */
let other: string;
let where: string;
beforeAll(async () => {
  app = await startTestApp({ as: 'analyst' });
  const id = await addTestAccount(app.services.db, ['analyst'], 'bea@example.org');
  other = await signIn(app.services, id);
  const { current } = (await app.json('/themes/frames')) as unknown as { current: { id: number } };
  const begun = await app.post('/themes/frames', { from: String(current.id) });
  where = (begun.headers.get('location') ?? '').replace(/\?.*/, '');
});
afterAll(() => app.stop());

const seenOf = async (where: string) =>
  /name="seen" value="([^"]*)"/.exec(await app.html(where))?.[1] ?? '';

const words = {
  name: 'Pets',
  definition: 'Animals where children live.',
  useWhen: 'Dogs, cats, horses.',
  notWhen: '',
  examples: 'i miss my dog\nwe have a cat now',
  parent: 'home-life',
  askedAbout: '',
};
const asOther = (where: string, fields: Record<string, string>) =>
  app.fetch(where, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrf: testFormToken }),
    redirect: 'manual',
    headers: { cookie: other },
  });

describe('a draft that two people edit', () => {
  test('is never lost to a second person who saves the same theme', async () => {
    const place = `${where}/themes/food`;
    const seen = await seenOf(place);
    const mine = { ...words, name: 'Food and drink', seen };
    expect((await asOther(place, { ...words, name: 'Meals', seen })).status).toBe(303);
    const refused = await app.post(place, mine);
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('bea@example.org saved this draft');
    expect(html).toContain('value="Food and drink"');
    expect(html).toContain('<dd class="govuk-summary-list__value">Meals</dd>');
    expect(await app.html(place)).toContain('value="Meals"');
    const now = /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '';
    expect((await app.post(place, { ...mine, seen: now })).status).toBe(303);
    expect(await app.html(place)).toContain('value="Food and drink"');
  });

  test('takes changes of different things by two people, both', async () => {
    const [food, delay] = [`${where}/themes/food`, `${where}/themes/delay`];
    const seen = await seenOf(delay);
    const rule = { say: 'crumpet', unless: '', negated: '', whenAsked: '', seen: '' };
    expect((await asOther(`${food}/rules/new`, rule)).status).toBe(303);
    const named = await app.post(delay, { ...words, name: 'Waiting', parent: '', seen });
    expect(named.status).toBe(303);
    expect(await app.html(food)).toContain('crumpet');
    expect(await app.html(delay)).toContain('value="Waiting"');
  });

  test('keeps a rule that one person changed and another removed', async () => {
    const place = `${where}/themes/restraint`;
    const seen = await seenOf(`${place}/rules/1`);
    expect((await asOther(`${place}/rules/1`, { step: 'remove', seen })).status).toBe(303);
    const rule = { say: 'restrain*\nnappyhold', unless: '', negated: '', whenAsked: '', seen };
    const refused = await app.post(`${place}/rules/1`, rule);
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('bea@example.org saved this draft');
    expect(html).toContain('restrain*\nnappyhold');
    expect(await app.html(place)).not.toContain('nappyhold');
    expect(html).toContain('name="seen" value=""');
    await app.post(`${place}/rules/new`, { ...rule, seen: '' });
    expect(await app.html(place)).toContain('nappyhold');
  });
});
