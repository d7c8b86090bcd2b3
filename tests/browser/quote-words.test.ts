import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { enter, focusedName, goTo } from '../support/keyboard.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
let commentId: number;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const { db } = app.services;
  const settled = { outcome: 'no_risk', settledBy: 'Ann', settledAt: '2026-01-01T00:00:00.000Z' };
  await db.updateTable('riskHit').set(settled).execute();
  const comments = db.selectFrom('comment').select('id');
  const adopters = comments.where('text', 'like', 'We were given a two-page%');
  commentId = (await adopters.executeTakeFirstOrThrow()).id;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function begin(viewport = { width: 1280, height: 900 }): Promise<Page> {
  const page = await openPage(browser, app, { viewport });
  await page.goto(`${app.address}/reports/quotes/new?comment=${commentId}`);
  await page.waitForSelector('[data-extract-tools]:not([hidden])');
  return page;
}

/** Waits until the server has read the extract, and says what it would print. */
async function printed(page: Page, extract: string): Promise<void> {
  expect(await page.locator('#extract').inputValue()).toBe(extract);
  await page.waitForFunction(
    (words) => document.querySelector('#printed blockquote')?.textContent === words,
    extract,
    { timeout: 20_000 },
  );
}

const word = (page: Page, text: string) =>
  page.locator('[data-unit]').getByText(text, { exact: true }).first();

/** The last quote that was saved, with the reasons for what it hides. */
async function saved() {
  const { db } = app.services;
  const parts = db.selectFrom('reportPart').select(['id', 'extract']).orderBy('id', 'desc');
  const { id, extract } = await parts.executeTakeFirstOrThrow();
  const redactions = db.selectFrom('quoteRedaction').select(['mark', 'reason']);
  return { extract, redactions: await redactions.where('partId', '=', id).execute() };
}

describe('the words of a comment', () => {
  it('are quoted, left out and redacted by the keyboard alone', async () => {
    const page = await begin();
    const press = async (keys: string) => {
      for (const key of keys.split(' ')) await page.keyboard.press(key);
    };
    await goTo(page, 'We');
    await press('ArrowDown ArrowDown');
    expect(await focusedName(page)).toBe('We');
    await press('Shift+End q');
    await printed(page, 'We love him. But somebody chose not to tell us.');
    // Back by sentences, and on to "diagnosis of foetal alcohol syndrome".
    await press('ArrowUp ArrowUp ArrowUp');
    await goTo(page, 'diagnosis, left out', 'ArrowRight', 20);
    await press('Shift+ArrowRight Shift+ArrowRight Shift+ArrowRight Shift+ArrowRight');
    await press('Enter ArrowRight ArrowLeft ArrowLeft ArrowLeft');
    await press('Shift+ArrowRight Shift+ArrowRight r');
    await page.keyboard.type('health');
    await press('Tab');
    await page.keyboard.type('A rare condition');
    await press('Enter');
    await printed(
      page,
      'diagnosis of [health condition] … We love him. But somebody chose not to tell us.',
    );
    await press('Home End ArrowLeft ArrowLeft ArrowLeft ArrowLeft x');
    await page.getByLabel('“not” is left out of a sentence that you quote.').waitFor();
    await press('u');
    await printed(
      page,
      'diagnosis of [health condition] … We love him. But somebody chose not to tell us.',
    );
    expect(await seriousFaults(page)).toEqual([]);
    await goTo(page, 'Title of the report');
    await page.keyboard.type('By keyboard');
    await enter(page, 'Add the quote');
    await page.getByText('The quote has been added to the report.').waitFor();
    expect(await saved()).toEqual({
      extract: 'diagnosis of [health condition] … We love him. But somebody chose not to tell us.',
      redactions: [{ mark: '[health condition]', reason: 'A rare condition' }],
    });
    await page.context().close();
  });

  it('are chosen with the mouse, and stand beside what is printed', async () => {
    const page = await begin();
    const drag = async (from: string, to: string) => {
      const [first, last] = [
        await word(page, from).boundingBox(),
        await word(page, to).boundingBox(),
      ];
      if (!first || !last) throw new Error('The words are not on the page');
      await page.mouse.move(first.x + 1, first.y + first.height / 2);
      await page.mouse.down();
      await page.mouse.move(last.x + last.width - 1, last.y + last.height / 2, { steps: 5 });
      await page.mouse.up();
    };
    await drag('box', 'syndrome');
    await page.getByRole('button', { name: 'Quote this' }).click();
    await printed(page, 'box file turned up with a diagnosis of foetal alcohol syndrome');
    await drag('turned', 'with');
    await page.getByRole('button', { name: 'Leave out' }).click();
    await printed(page, 'box file … a diagnosis of foetal alcohol syndrome');
    await drag('foetal', 'syndrome');
    await page.getByLabel('Redact as').selectOption('[health condition]');
    await page.getByRole('button', { name: 'Redact', exact: true }).click();
    expect(await focusedName(page)).toBe('because');
    await page.keyboard.type('Rare');
    await page.getByRole('button', { name: 'Redact', exact: true }).click();
    await printed(page, 'box file … a diagnosis of [health condition]');
    expect(
      await page
        .locator('#original .app-stretch--left_out')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).textDecorationLine)),
    ).toEqual(Array.from({ length: 3 }, () => 'line-through'));
    await word(page, 'diagnosis').click();
    await page.getByRole('button', { name: 'Add “(sic)”' }).click();
    await printed(page, 'box file … a diagnosis (sic) of [health condition]');
    await page.context().close();
  });

  it('are read anew while somebody types, and keep the page on a telephone narrow', async () => {
    const page = await begin({ width: 360, height: 800 });
    await page.locator('#extract').fill('We love her.');
    await page.locator('#printed').getByText('does not say “her.”').waitFor();
    await page.locator('#extract').fill('[name] love him.');
    await page.locator('#printed blockquote').getByText('[name] love him.').waitFor();
    await page.getByLabel('Why [name] stands for').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
