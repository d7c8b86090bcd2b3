import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { insertAccount } from '../../src/people/account-queries.js';
import { hashPassword } from '../../src/people/passwords.js';
import { projectPath } from '../../src/paths.js';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { enter, focusedName, goTo } from '../support/keyboard.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const sample = projectPath('samples/fostering-2012-13.csv');
const password = 'quiet river ochre lamp';
/** Every stop of the Tab key is looked at: some hundreds, on a machine that may be busy. */
const patience = 240_000;

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  app = await startTestApp({ as: null });
  await insertAccount(app.services.db, {
    name: 'olive',
    fullName: 'Olive Officer',
    roles: ['survey_officer'],
    passwordHash: await hashPassword(password),
    mustChangePassword: false,
  });
});
afterEach(() => app.stop());
afterAll(() => browser.close());

async function expectSound(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

/** From the way in to the columns of the sample. */
async function signInAndUpload(page: Page): Promise<void> {
  await page.goto(`${app.address}/imports`);
  await goTo(page, 'Name or e-mail address');
  await page.keyboard.type('olive');
  await goTo(page, 'Password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/imports$/);
  await expectSound(page);
  // Listened for in time: the browser takes a moment to hand its file dialogue over.
  const chooser = page.waitForEvent('filechooser');
  await enter(page, 'Import a spreadsheet');
  await page.waitForURL(/\/imports\/new$/);
  await expectSound(page);
  await goTo(page, 'Survey');
  await page.keyboard.type('Fostering survey');
  await goTo(page, 'Wave');
  await page.keyboard.type('2012-13');
  await goTo(page, 'Spreadsheet');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(sample);
  await enter(page, 'Upload and read');
  await page.waitForURL(/\/columns$/);
}

const rolesOf = (page: Page, words: string) =>
  page
    .locator('.app-column', { hasText: words })
    .locator('select[name^=role-]')
    .evaluateAll((selects) => selects.map((select) => (select as HTMLSelectElement).value));

const status = (page: Page) => page.textContent('[data-selected-count]');

/** Gives three of the four statements the role “Ignore”, found by typing and ticked in a row. */
async function ignoreThreeStatements(page: Page): Promise<void> {
  await goTo(page, 'Containing');
  await page.keyboard.type('statements');
  expect(await page.textContent('[data-shown-count=columns]')).toBe('4 of 43 columns shown');
  await goTo(page, /support I need/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focusedName(page)).toMatch(/covers the cost/);
  await page.keyboard.press('Shift+Space');
  expect(await status(page)).toBe('3 columns selected');
  await expectSound(page);
  await page.keyboard.press('Enter');
  expect(await focusedName(page)).toBe('Role to give them');
  await page.keyboard.type('Ign');
  await enter(page, 'Apply to selected');
  expect(await status(page)).toBe('Ignore: given to 3 columns');
  expect(await focusedName(page)).toMatch(/covers the cost/);
  expect(await rolesOf(page, 'statements')).toEqual(['ignore', 'ignore', 'ignore', 'closed']);
}

describe('an upload by the keyboard alone', () => {
  it(
    'goes from the way in to an import, and back by undoing it',
    async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await signInAndUpload(page);
      await expectSound(page);
      await ignoreThreeStatements(page);

      await goTo(page, 'Containing', 'Shift+Tab');
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Delete');
      expect(await page.textContent('[data-shown-count=columns]')).toBe('43 of 43 columns shown');
      await enter(page, 'Skip to how answers count', 'Shift+Tab');
      await goTo(page, 'Containing');
      await page.keyboard.type('share information');
      await enter(page, /^Change: How well does the service share/);
      await goTo(page, 'Fairly well');
      await page.keyboard.type('Neg');
      await expectSound(page);
      await enter(page, 'Confirm and check');
      await page.waitForURL(/\/checks$/);
      await expectSound(page);

      // Nothing is lost on the way back.
      await enter(page, 'Change the columns');
      await page.waitForURL(/\/columns$/);
      expect(await rolesOf(page, 'statements')).toEqual(['ignore', 'ignore', 'ignore', 'closed']);
      const sharing = page.locator('.app-question', { hasText: 'share information with you' });
      expect(await sharing.getByLabel('Fairly well').inputValue()).toBe('negative');
      await enter(page, 'confirm it');
      await enter(page, 'Confirm and check');
      await page.waitForURL(/\/checks$/);
      expect(await page.textContent('main')).toMatch(/Closed questions\s*9\b/);
      await enter(page, 'Import 152 responses');
      await page.waitForURL(/\/imports\/1$/);
      await page.getByRole('heading', { name: 'What was imported' }).waitFor();
      await expectSound(page);

      await enter(page, 'Undo this import');
      await page.waitForURL(/\/undo$/);
      await expectSound(page);
      await enter(page, 'Undo this import');
      await page.waitForURL(/\/imports\/1$/);
      await page.getByText('Nothing of this file is left but this note').waitFor();
      await expectSound(page);
      await page.close();
    },
    patience,
  );

  it(
    'works on a telephone with a keyboard, where the bar of ticked columns hides nothing',
    async () => {
      const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
      await signInAndUpload(page);
      await expectSound(page);
      await ignoreThreeStatements(page);
      await enter(page, 'Skip to how answers count', 'Shift+Tab');
      await enter(page, 'Skip to confirming');
      await enter(page, 'Confirm and check');
      await page.waitForURL(/\/checks$/);
      await expectSound(page);
      await page.close();
    },
    patience,
  );
});
