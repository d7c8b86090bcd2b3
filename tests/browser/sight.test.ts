import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { addTestAccount, openPage, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let reader: { address: string; cookie: string };
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  reader = { address: app.address, cookie };
  await app.post('/comments/1/flag', { reason: 'abuse' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

describe.each([
  ['on a desk', 1280],
  ['on a telephone', 360],
])('what a role sees of its own, %s', (_where, width) => {
  it.each([
    ['a reader', '/waves/2'],
    ['a reader', '/measures'],
    ['a reader', '/comments/2'],
    ['a reader', '/comments/2/flag'],
    ['a reader', '/comments/flagged'],
    ['an administrator', '/comments?flag=abuse'],
    ['an administrator', '/comments/1'],
    ['an administrator', '/comments/1/settle'],
  ])('to %s, %s has no serious fault and fits', async (who, where) => {
    const visitor = who === 'a reader' ? reader : app;
    const page = await openPage(browser, visitor, { viewport: { width, height: 800 } });
    await page.goto(app.address + where);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

describe('a reader who fears for somebody', () => {
  it('flags a comment by the keyboard, after being told to say why', async () => {
    const page = await openPage(browser, reader, { viewport: { width: 360, height: 800 } });
    await page.goto(`${app.address}/comments/3`);
    await page.getByRole('link', { name: 'Flag it: someone may be at risk' }).press('Enter');
    await page.getByRole('button', { name: 'Flag this comment' }).press('Enter');
    await page.getByRole('link', { name: 'Choose why the comment is flagged' }).click();
    await page.keyboard.press('Space');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Flag this comment' }).press('Enter');
    await page.getByRole('heading', { name: 'The comment has been passed on' }).waitFor();
    const answer = await page.goto(`${app.address}/comments/3`);
    expect(answer?.status()).toBe(404);
    await page.context().close();
  });
});
