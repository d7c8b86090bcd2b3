import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Route } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
let draft: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  const begun = await app.post('/themes/frames', { from: '1' });
  draft = (begun.headers.get('location') ?? '').replace(/\?.*/, '');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

it('tries what was written before the script that does so was there', async () => {
  const page = await openPage(browser, app);
  let hold: (script: Route) => void;
  const held = new Promise<Route>((resolve) => (hold = resolve));
  await page.route('**/assets/rule.js', (script) => hold(script));
  await page.goto(`${app.address}${draft}/themes/food/rules/new`, { waitUntil: 'commit' });
  await page.getByLabel('The comment says').fill('=xbox');
  await (await held).continue();
  await page.locator('#trial-count').getByText('3 comments').waitFor();
  await page.context().close();
});

describe.each([true, false])('a rule being written, with scripts: %s', (javaScriptEnabled) => {
  it('shows what it finds, what is wrong with it and when it is too broad', async () => {
    const page = await openPage(browser, app, { javaScriptEnabled });
    await page.goto(`${app.address}${draft}/themes/food/rules/new`);
    const write = async (say: string) => {
      await page.getByLabel('The comment says').fill(say);
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Try this rule' }).click();
    };
    const told = page.locator(javaScriptEnabled ? '#trial-count' : 'main');
    await write('=xbox');
    await told.getByText('3 comments').waitFor();
    expect(await page.locator('#trial-hits .app-evidence').allTextContents()).toEqual([
      'xbox',
      'xbox',
      'xbox',
    ]);
    await write('see ~99 mum');
    await told.getByText('needs a number from 1 to 15').first().waitFor();
    await write('good');
    await told.getByText('in comments on anything').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });
});
