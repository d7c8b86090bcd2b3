import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startSingleSignOn, type SingleSignOnApp } from '../people/single-sign-on-app.js';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';

let sso: SingleSignOnApp;
let browser: Browser;
beforeAll(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  sso = await startSingleSignOn({ settings: { OIDC_NAME: 'your Inspectorate account' } });
  sso.provider.people.set('ada', {
    name: 'Ada Able',
    email: 'ada@x.example',
    roles: ['inspectors'],
  });
  sso.provider.people.set('nil', { name: 'Nil Null', email: 'nil@x.example' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await sso.stop();
});

async function prove(person: string, width: number) {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
  await page.goto(`${sso.app.address}/measures`);
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Sign in with your Inspectorate account' }).click();
  await page.getByPlaceholder('Enter any login').fill(person);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.waitForURL(`${sso.app.address}/**`);
  return page;
}

it.each([1280, 360])('a person signs in by the provider, %i pixels wide', async (width) => {
  const page = await prove('ada', width);
  expect(page.url()).toBe(`${sso.app.address}/measures`);
  expect(await page.getByText('Ada Able').count()).toBe(1);
  await page.context().close();
});

it('a person without a role reads why, on a page without serious faults', async () => {
  const page = await prove('nil', 360);
  await page.getByText('it gives you no role in Viewfinder').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.context().close();
});
