import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { addTestAccount, openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { bringToEachStep } from '../support/import-steps.js';
import { pages } from './page-list.js';

let app: TestApp;
let empty: TestApp;
let browser: Browser;
/** Where the imports are that are on their way. */
let places: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await app.post('/reports', { title: 'Being listened to' });
  const { comment } = (await app.json('/reports/quotes/new?comment=1')) as {
    comment: { text: string };
  };
  await app.post('/reports/1/quotes', { commentId: '1', extract: comment.text });
  await app.post('/reports/1/call-outs', { measures: ['1', '2'] });
  await app.post('/searches', {
    name: 'Restraint',
    note: 'For chapter 2',
    from: '/comments?q=restrain',
  });
  await app.post('/searches', { name: 'Food', note: '', from: '/comments?q=food+OR+dinner' });
  await app.post('/searches/2/topic', { theme: 'food' });
  await app.post('/teams', { name: 'Secure homes' });
  await app.post('/account/tokens', { name: 'Figures', scopes: 'view', days: '30' });
  places = await bringToEachStep(app);
  for (const place of Object.values(places)) expect(place).toMatch(/^\/imports\/\d+/);
  const { example } = (await app.json('/waves/5/crosstab')) as { example: { href: string } };
  places['CROSSTAB'] = example.href;
  const { hits } = (await app.json('/review/risk')) as { hits: { id: number }[] };
  const [waiting, settled] = hits.map(({ id }) => `/review/risk/${id}`);
  await app.post(settled ?? '', { outcome: 'no_risk' });
  places = { ...places, RISK: waiting ?? '', SETTLED: settled ?? '' };
  const draft = await app.post('/themes/frames', { from: '1' });
  places['DRAFT'] = (draft.headers.get('location') ?? '').replace(/\?.*/, '');
  const rule = { say: 'lasagne', unless: '', negated: '', whenAsked: '', seen: '' };
  await app.post(`${places['DRAFT']}/themes/food/rules/new`, rule);
  const coder = await addTestAccount(app.services.db, ['analyst'], 'coder@example.org');
  const round = { name: 'Spring', size: '30', coder: ['1', String(coder)], 'of-theme': 'food' };
  await app.post('/rounds', round);
  await app.post('/rounds', { ...round, name: 'Over' });
  await app.post('/rounds/2/end', {});
  const { url } = await app.fetch('/rounds/1/code');
  places['ROUND'] = new URL(url).pathname;
  empty = await startTestApp();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await empty.stop();
});

const widths = [1280, 360];

/** One window for many pages: a new one each time, with a process of its own, takes as long as the look. */
async function lookOut(of: TestApp) {
  const page = await openPage(browser, of);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404|422/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Looks at a page on a desk and, as it is, on a telephone. */
async function look({ page, complaints }: Awaited<ReturnType<typeof lookOut>>, address: string) {
  complaints.length = 0;
  for (const [at, width] of widths.entries()) {
    await page.setViewportSize({ width, height: 800 });
    if (at === 0) await page.goto(address);
    expect([width, await overflow(page)]).toEqual([width, 0]);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    // What is open shows all that is there when it is closed.
    expect([width, await seriousFaults(page)]).toEqual([width, []]);
    expect([width, await overflow(page)]).toEqual([width, 0]);
  }
  expect(complaints).toEqual([]);
}

async function questionOf(wave: string): Promise<string> {
  const { questions } = (await app.json(wave)) as { questions: { id: number; kind: string }[] };
  return String(questions.find(({ kind }) => kind === 'scale')?.id);
}

describe('every page, on a desk and on a telephone', () => {
  let window: Awaited<ReturnType<typeof lookOut>>;
  beforeAll(async () => (window = await lookOut(app)));
  afterAll(() => window.page.context().close());

  it.each(pages)('%s has no serious fault and fits', async (where) => {
    const named = where.replace(/^[A-Z]+/, (name) => places[name] ?? name);
    const path = named.includes('QUESTION')
      ? named.replace('QUESTION', await questionOf('/waves/5'))
      : named;
    await look(window, app.address + path);
  });
});

describe('every page of an empty database, on a desk and on a telephone', () => {
  let window: Awaited<ReturnType<typeof lookOut>>;
  beforeAll(async () => (window = await lookOut(empty)));
  afterAll(() => window.page.context().close());

  it.each([
    '/surveys',
    '/imports',
    '/imports/new',
    '/measures',
    '/comments',
    '/themes',
    '/themes/frames',
    '/reports',
    '/people/surveys',
    '/teams',
    '/audit',
    '/audit/verify',
    '/records',
    '/records/erase',
    '/records/backups',
    '/people',
  ])('%s has no serious fault and fits', (where) => look(window, empty.address + where));
});

describe.each([true, false])('the pages on a telephone, with scripts: %s', (javaScriptEnabled) => {
  it('stand behind a menu that leads to each', async () => {
    const viewport = { width: 360, height: 740 };
    const page = await openPage(browser, app, { viewport, javaScriptEnabled });
    await page.goto(`${app.address}/surveys`);
    expect(await page.locator('.app-masthead').boundingBox()).toMatchObject({ width: 360 });
    expect((await page.locator('.app-masthead').boundingBox())?.height).toBeLessThan(110);
    await page.getByText('Menu', { exact: true }).press('Enter');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    expect(await page.textContent('h1')).toBe('Audit');
    await page.context().close();
  });
});

describe('a session that ends while somebody writes', () => {
  it.each([1280, 360])('gives back what they wrote, %i pixels wide', async (width) => {
    const page = await openPage(browser, app, { viewport: { width, height: 800 } });
    await page.goto(`${app.address}/reports`);
    await page.getByLabel('Title').fill('What children say of their homes');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Begin the report' }).click();
    expect(await page.textContent('h1')).toBe('You have been signed out');
    expect(await page.getByLabel('What you wrote').inputValue()).toBe(
      'What children say of their homes',
    );
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

describe('a table of figures', () => {
  it('sorts by a heading, by the keyboard', async () => {
    const page = await openPage(browser, app);
    await page.goto(`${app.address}/waves/2`);
    const heading = page.getByRole('button', { name: 'Negative' }).first();
    await heading.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const cells = await page
      .locator('table')
      .first()
      .locator('tbody tr td:nth-child(2)')
      .allTextContents();
    const shares = cells.map((cell) => parseInt(cell, 10));
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    await page.close();
  });
});
