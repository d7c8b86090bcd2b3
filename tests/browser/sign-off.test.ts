import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openSignOff, job, love, type SignOffDesk } from '../reports/sign-off/sign-off-http.js';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';

let desk: SignOffDesk;
let browser: Browser;
beforeAll(async () => {
  desk = await openSignOff();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

const as = (cookie: string) =>
  openPage(
    browser,
    { address: desk.desk.app.address, cookie },
    { viewport: { width: 1280, height: 900 } },
  );

/** Whoever goes through the queue begins at the heading: from then on the keys are taken. */
const takesKeys = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.id === 'quote');

async function expectSound(page: Page) {
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('an approver, by the keyboard alone', () => {
  it('approves one quote, sends the next back with a note, and passes over the last', async () => {
    const [reportId, ids] = await desk.report('Keys', love, job, [
      'Got a level 1',
      'Got a level 1',
    ]);
    for (const id of ids) await desk.author.move([reportId, id], 'ready');
    const [first = 0, second = 0, third = 0] = ids;
    const page = await as(desk.approver.cookie);
    await page.goto(`${desk.desk.app.address}/approvals`);
    await expectSound(page);
    await page.click('tbody a');
    await expectSound(page);
    await takesKeys(page);
    await page.keyboard.press('n');
    await page.waitForURL(new RegExp(`/${second}\\?queue=yes$`));
    await page.goto(`${desk.desk.app.address}/reports/${reportId}/quotes/${first}?queue=yes`);
    await takesKeys(page);
    await page.keyboard.press('a');
    await page.waitForURL(new RegExp(`/${second}\\?queue=yes&notice=quote-approved$`));
    await takesKeys(page);
    await page.keyboard.press('s');
    // The letters of a note are no keys.
    await page.keyboard.type('an a, not an n');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Send back');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/${third}\\?queue=yes&notice=quote-sent-back$`));
    expect(await desk.stored(first)).toMatchObject({ status: 'approved', approvedBy: 'petra' });
    expect((await desk.stored(second)).status).toBe('draft');
    expect((await desk.author.quote(reportId, second)).history[0]?.note).toBe('an a, not an n');
    expect((await desk.stored(third)).status).toBe('ready');
    await page.goto(`${desk.desk.app.address}/reports/${reportId}/quotes`);
    await expectSound(page);
    await page.context().close();
  });
});

describe('the wording of attributions', () => {
  it('shows what follows a quote while it is typed', async () => {
    const page = await as(desk.chief.cookie);
    await page.goto(`${desk.desk.app.address}/settings/attribution`);
    await expectSound(page);
    await page.fill('[name=pattern]', '{view}: {survey} survey');
    await page.waitForFunction(() =>
      document.querySelector('[data-example]')?.textContent?.includes("Child's view: adoption"),
    );
    await page.context().close();
  });
});
