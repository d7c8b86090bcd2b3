import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp();
  await app.post('/reports', { title: 'In order' });
  for (const [kind, body] of [
    ['section', 'Restraint'],
    ['text', 'One'],
    ['text', 'Two'],
    ['section', 'Delay'],
    ['text', 'Three'],
  ] as const)
    await app.post('/reports/1/texts', { kind, body });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const stored = async () =>
  ((await app.json('/reports/1')) as { report: { parts: { id: number }[] } }).report.parts.map(
    ({ id }) => id,
  );

async function open(width = 1280, javaScriptEnabled = true): Promise<Page> {
  const viewport = { width, height: 900 };
  const page = await openPage(browser, app, { viewport, javaScriptEnabled, hasTouch: true });
  await page.goto(`${app.address}/reports/1`);
  return page;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);
const said = (page: Page, words: string) =>
  page.waitForFunction((text) => document.getElementById('moved')?.textContent === text, words);

it('moves a part by the keyboard, keeps the focus on its button and says where it is', async () => {
  const page = await open();
  await page.waitForSelector('.app-part__handle');
  await page.focus('#up-5');
  await page.keyboard.press('Enter');
  await said(page, 'Moved to place 4 of 5, in Restraint.');
  expect(await focused(page)).toBe('up-5');
  await page.keyboard.press('Enter');
  await said(page, 'Moved to place 3 of 5, in Restraint.');
  expect(await stored()).toEqual([1, 2, 5, 3, 4]);
  // A section takes along what is in it; the first has no way further up.
  await page.focus('#up-4');
  await page.keyboard.press('Enter');
  await said(page, 'Moved to place 1 of 5.');
  expect(await focused(page)).toBe('down-4');
  expect(await stored()).toEqual([4, 1, 2, 5, 3]);
  await page.keyboard.press('Enter');
  await said(page, 'Moved to place 5 of 5.');
  expect(await stored()).toEqual([1, 2, 5, 3, 4]);
  await page.context().close();
});

it('moves a part by dragging it, and leaves it where it was after Escape', async () => {
  const page = await open();
  const handle = (id: number) => page.locator(`#part-${id} .app-part__handle`);
  const dragTo = async (id: number, target: number) => {
    const [from, to] = [
      await handle(id).boundingBox(),
      await page.locator(`#part-${target}`).boundingBox(),
    ];
    await page.mouse.move((from?.x ?? 0) + 5, (from?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) + 4, { steps: 5 });
    await page.waitForSelector(`#part-${target}.app-part--drop-before`);
  };
  await page.waitForSelector('.app-part__handle');
  await dragTo(3, 2);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await dragTo(5, 2);
  await page.mouse.up();
  await said(page, 'Moved to place 2 of 5, in Restraint.');
  expect(await stored()).toEqual([1, 5, 2, 3, 4]);
  await page.context().close();
});

it('moves a part without scripts, to the end of another section', async () => {
  const page = await open(360, false);
  await page.click('#part-2 a[href$="/move"]');
  await page.selectOption('#to', 'after-4');
  await page.click('main button[type=submit]');
  expect(await stored()).toEqual([1, 5, 3, 4, 2]);
  await page.click('#up-2');
  expect(await stored()).toEqual([1, 5, 3, 2, 4]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.context().close();
});

it('has no serious fault at the page where two people’s texts are merged', async () => {
  const page = await open();
  await page.goto(`${app.address}/reports/1/parts/2/text`);
  const { report } = (await app.json('/reports/1')) as {
    report: { parts: { id: number; revision: number }[] };
  };
  const revision = String(report.parts.find(({ id }) => id === 2)?.revision);
  await app.post('/reports/1/parts/2/text', { kind: 'text', body: 'One of theirs', revision });
  await page.fill('#body', 'One of mine');
  await page.click('button[value=save]');
  await page.waitForSelector('h1:has-text("Somebody else has changed this too")');
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.context().close();
});
