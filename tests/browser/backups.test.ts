import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let folder: string;
let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-backups-'));
  app = await startTestApp({ settings: { BACKUP_DIR: folder } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

it.each([1280, 360])('a backup is taken by a button and listed, %i pixels wide', async (width) => {
  const page = await openPage(browser, app, { viewport: { width, height: 800 } });
  const button = page.getByRole('button', { name: 'Back up now' });
  // The server takes its first backup when it starts: until that is done there is no button.
  do await page.goto(`${app.address}/records/backups`);
  while (!(await button.isVisible()));
  await button.click();
  await page.getByText('The backup has been made and checked.').waitFor();
  expect(await page.getByText('Whole when it was taken').count()).toBeGreaterThan(0);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.context().close();
});
