import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp({ as: null });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const password = 'quiet river ochre lamp';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function expectSound(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

describe('the first run', () => {
  it('goes from an empty database to a second person who has chosen a password', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(`${app.address}/comments`);
    expect(await page.textContent('h1')).toBe('Set up Viewfinder');
    await expectSound(page);
    await page.getByLabel('Set-up code').fill('not-the-code');
    await press(page, 'Make the first administrator');
    expect(await page.title()).toMatch(/^Error: /);
    await expectSound(page);

    await page.getByLabel('Set-up code').fill(app.services.setUpCode);
    await page.getByLabel('Your full name').fill('Ada Jones');
    await page.getByLabel('Name to sign in with').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await press(page, 'Make the first administrator');
    await page.waitForURL(/\/people\?/);
    expect(await page.textContent('main')).toContain('You are the first administrator');

    await page.goto(`${app.address}/people/new`);
    await page.getByLabel('Full name').fill('Bea Bold');
    await page.getByLabel('Name to sign in with').fill('bea');
    await page.getByLabel('Reader').check();
    await press(page, 'Add the person');
    const oneTimePassword = (await page.textContent('.app-secret')) ?? '';
    await expectSound(page);
    await press(page, 'Sign out');
    expect(await page.textContent('main')).toContain('You have signed out.');

    await page.getByLabel('Name or e-mail address').fill('bea');
    await page.getByLabel('Password', { exact: true }).fill(oneTimePassword);
    await press(page, 'Show password');
    await press(page, 'Sign in');
    expect(await page.textContent('h1')).toBe('Choose a password of your own');
    // Every other page would lead back here.
    expect(await page.getByRole('link', { name: 'Surveys' }).count()).toBe(0);
    await expectSound(page);
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('New password again').fill(password);
    await press(page, 'Change the password');
    expect(await page.textContent('h1')).toBe('Surveys');
    await expectSound(page);
    await page.close();
  });

  it('shows whoever may not see a page that, and lets them sign out from there', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${app.address}/people`);
    await page.getByLabel('Name or e-mail address').fill('bea');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page, 'Sign in');
    expect(await page.textContent('h1')).toBe('You cannot do this');
    await press(page, 'Sign out');
    expect(await page.textContent('h1')).toBe('Sign in');
    await context.close();
  });
});
