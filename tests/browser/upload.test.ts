import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { projectPath } from '../../src/paths.js';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const sample = projectPath('samples/fostering-2012-13.csv');

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.stop());
afterAll(() => browser.close());

/** Tabs on until the thing with focus answers to the name, as somebody without a mouse would. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const own = document.activeElement as HTMLInputElement | null;
      const label = own?.labels?.[0]?.textContent ?? own?.textContent ?? '';
      return label.replace(/\s+/g, ' ').trim();
    });
    if (focused === name) return;
  }
  throw new Error(`Nothing called “${name}” can be reached with the Tab key`);
}

describe('an upload in a browser', () => {
  it('goes from file to rates by the keyboard alone', async () => {
    const page = await openPage(browser, app);
    // Listened for from the start: the browser takes a moment to hand its file dialogue over.
    const chooser = page.waitForEvent('filechooser');
    await page.goto(`${app.address}/imports/new`);
    await tabTo(page, 'Survey');
    await page.keyboard.type('Fostering survey');
    await tabTo(page, 'Wave');
    await page.keyboard.type('2012-13');
    await tabTo(page, 'Spreadsheet');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(sample);
    await tabTo(page, 'Upload and read');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/columns$/);
    expect(await page.textContent('h1')).toBe('Confirm what each column is');
    expect(await seriousFaults(page)).toEqual([]);
    await tabTo(page, 'Confirm and check');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/checks$/);
    expect(await seriousFaults(page)).toEqual([]);
    await tabTo(page, 'Import 152 responses');
    await page.keyboard.press('Enter');

    // The progress goes on to the result by itself.
    await page.getByRole('button', { name: 'See the rates' }).waitFor();
    await tabTo(page, 'See the rates');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/waves\/1$/);
    expect(await page.textContent('main')).toContain('152 responses received');
    await page.close();
  });

  it('fits a telephone at every step', async () => {
    const page = await openPage(browser, app, { viewport: { width: 360, height: 740 } });
    await page.goto(`${app.address}/imports/new`);
    await page.fill('#survey', 'Fostering survey');
    await page.fill('#wave', '2012-13');
    await page.setInputFiles('input[type=file]', sample);
    await page.getByRole('button', { name: 'Upload and read' }).click();
    await page.waitForURL(/\/columns$/);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Confirm and check' }).click();
    await page.waitForURL(/\/checks$/);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });

  it('asks before roles that are not saved are left behind', async () => {
    const page = await openPage(browser, app);
    await page.goto(`${app.address}/imports/new`);
    await page.fill('#survey', 'Fostering survey');
    await page.fill('#wave', '2012-13');
    await page.setInputFiles('input[type=file]', sample);
    await page.getByRole('button', { name: 'Upload and read' }).click();
    await page.waitForURL(/\/columns$/);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByLabel('Containing').first().fill('statements');
    const statements = page.locator('.app-column:not([hidden])');
    for (const place of [0, 1]) await statements.nth(place).getByRole('checkbox').check();
    await page.getByLabel('Role to give them').selectOption({ label: 'Ignore' });
    await page.getByRole('button', { name: 'Apply to selected' }).click();
    const back = page.getByRole('navigation', { name: 'Back' }).getByRole('link');
    await Promise.all([page.waitForEvent('dialog'), back.click({ noWaitAfter: true })]);
    expect(asked).toEqual(['beforeunload']);
    expect(page.url()).toMatch(/\/columns$/);
    await page.getByRole('button', { name: 'Confirm and check' }).click();
    await page.waitForURL(/\/checks$/);
    expect(asked).toHaveLength(1);
    await page.close();
  });

  it('says at the question that its answers count the same in the others', async () => {
    const page = await openPage(browser, app);
    await page.goto(`${app.address}/imports/new`);
    await page.fill('#survey', 'Fostering survey');
    await page.fill('#wave', '2012-13');
    await page.setInputFiles('input[type=file]', sample);
    await page.getByRole('button', { name: 'Upload and read' }).click();
    await page.waitForURL(/\/columns$/);
    const share = page.locator('button[value^=share-]').first();
    const question = page.locator('.app-question', { has: share }).first();
    await question.locator('summary').click();
    await question.locator('select').first().selectOption('negative');
    await share.click();
    await page.waitForURL(/told=question-/);
    expect(await page.textContent('.app-told')).toMatch(/ the same now, and the page is saved\.$/);
    expect(await page.locator('.app-told').isVisible()).toBe(true);
    await page.close();
  });

  it('works without scripts', async () => {
    const page = await openPage(browser, app, { javaScriptEnabled: false });
    await page.goto(`${app.address}/imports/new`);
    await page.fill('#survey', 'Fostering survey');
    await page.fill('#wave', '2012-13');
    await page.setInputFiles('input[type=file]', sample);
    await page.getByRole('button', { name: 'Upload and read' }).click();
    await page.getByRole('button', { name: 'Confirm and check' }).click();
    await page.getByRole('button', { name: 'Import 152 responses' }).click();
    await page.getByRole('button', { name: 'See the rates' }).click();
    expect(await page.textContent('h1')).toBe('Fostering survey, 2012-13');
    await page.close();
  });

  it('shows a broken file as a fault of the field, with the focus on the summary', async () => {
    const page = await openPage(browser, app);
    await page.goto(`${app.address}/imports/new`);
    await page.fill('#survey', 'Fostering survey');
    await page.fill('#wave', '2012-13');
    await page.setInputFiles('input[type=file]', {
      name: 'broken.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK\u0003\u0004 this is no workbook'),
    });
    await page.getByRole('button', { name: 'Upload and read' }).click();
    await page.waitForSelector('.govuk-error-summary');
    expect(await page.textContent('.govuk-error-summary')).toContain('broken.xlsx');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.inputValue('#survey')).toBe('Fostering survey');
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });
});
