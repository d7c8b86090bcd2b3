import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** Everything that is stored of how comments are coded, but for the history. */
async function codes() {
  const { db } = app.services;
  const of = (table: 'tag' | 'sentiment' | 'themeJudgement' | 'reviewedComment') =>
    db
      .selectFrom(table as 'tag')
      .selectAll()
      .orderBy('commentId')
      .execute();
  const tags = (await of('tag')).sort((a, b) => a.commentId - b.commentId || a.themeId - b.themeId);
  return [tags, await of('sentiment'), await of('themeJudgement'), await of('reviewedComment')];
}

const commentOn = (page: Page) => Number(/comments\/(\d+)/.exec(page.url())?.[1]);

/** Presses a key that leads to another comment, and waits until that one is there. */
async function turn(page: Page, key: string): Promise<number> {
  const from = performance.now();
  const was = page.url();
  await page.keyboard.press(key);
  await page.waitForFunction((before) => location.href !== before, was);
  await page.waitForFunction(() => document.querySelector('#add[role=combobox]') !== null);
  return performance.now() - from;
}

const begin = async (address: string, viewport = { width: 1280, height: 800 }) => {
  const page = await openPage(browser, app, { viewport });
  await page.goto(app.address + address);
  await page.waitForFunction(() => document.querySelector('#add[role=combobox]') !== null);
  return page;
};

const coding = async (id: number) =>
  (await app.json(`/review/comments/${id}`)) as {
    offered: { key: string; applies: boolean; evidence: { start: number; end: number }[] }[];
    sentiment: { label: string; source: string };
    reviewed: object | null;
  };

describe('twenty comments by the keyboard alone', () => {
  it('are coded one after the other, and undone to what they were', async () => {
    const before = await codes();
    const page = await begin('/review/next?pile=all&seed=20');
    const done: number[] = [];
    const times: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const id = commentOn(page);
      await page.keyboard.press('1');
      await page.keyboard.press('a');
      await page.keyboard.type('bullyi');
      await page.keyboard.press('Enter');
      await page.keyboard.press('m');
      times.push(await turn(page, 'Enter'));
      const { offered, sentiment, reviewed } = await coding(id);
      expect(offered.find(({ key }) => key === 'bullying')).toMatchObject({ applies: true });
      expect(sentiment).toMatchObject({ label: 'mixed', source: 'person' });
      expect(reviewed).not.toBeNull();
      done.push(id);
    }
    expect(new Set(done).size).toBe(20);
    expect(await page.textContent('.app-review')).toContain('You have reviewed 20');
    // Told, not held: other work on the machine would fail it.
    const sorted = times.toSorted((a, b) => a - b);
    process.stdout.write(
      `save and next: median ${Math.round(sorted[10] ?? 0)} ms, slowest ${Math.round(sorted[19] ?? 0)} ms\n`,
    );
    for (const [at, id] of done.toReversed().entries()) {
      await turn(page, at % 2 === 0 ? 'u' : 'Control+z');
      expect(commentOn(page)).toBe(id);
    }
    expect(await codes()).toEqual(before);
    await page.context().close();
  });
});

describe('the coding page', () => {
  it('adds themes from a list that shrinks while one types, gone through by the arrow keys', async () => {
    const page = await begin('/review/comments/5?pile=all');
    await page.keyboard.press('a');
    await page.keyboard.type('th');
    const names = await page.locator('#found-themes li:visible').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    expect(names.every((name) => name.toLowerCase().includes('th'))).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const added = page.locator('[data-review-themes] label', { hasText: names[1] ?? '' });
    expect(await added.count()).toBe(1);
    expect(await page.getByRole('checkbox', { name: names[1] ?? '' }).isChecked()).toBe(true);
    await page.context().close();
  });

  it('takes the words that are selected as what a theme is there for', async () => {
    const page = await begin('/review/comments/6?pile=all');
    const words = await page.evaluate(() => {
      const text = document.querySelector('[data-review-text]');
      const walker = document.createTreeWalker(text as Node, NodeFilter.SHOW_TEXT);
      const first = walker.nextNode() as Text;
      document.getSelection()?.setBaseAndExtent(first, 0, first, 3);
      return document.getSelection()?.toString();
    });
    await page.keyboard.press('a');
    await page.keyboard.type('food');
    await page.keyboard.press('Enter');
    expect(await page.textContent('label[for=theme-food]')).toContain(`because of “${words}”`);
    await turn(page, 'Enter');
    const food = (await coding(6)).offered.find(({ key }) => key === 'food');
    expect(food?.evidence).toEqual([{ start: 0, end: 3 }]);
    await page.context().close();
  });

  it('shows the comment, its codes and what saves them at once, with a dozen themes too', async () => {
    const page = await begin('/review/comments/9?pile=all');
    const names = await page.locator('#found-themes li').allTextContents();
    for (const name of names.slice(0, 12)) {
      await page.keyboard.press('a');
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    for (const part of ['[data-review-text]', '[value=save]', '[data-review-skip]']) {
      const box = await page.locator(part).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(800);
    }
    await page.context().close();
  });

  it('codes without scripts, and adds one theme after the other', async () => {
    const page = await openPage(browser, app, { javaScriptEnabled: false });
    await page.goto(`${app.address}/review/comments/12?pile=all`);
    for (const name of ['Bullying', 'Food']) {
      await page.getByLabel('Add a theme').fill(name);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      expect(commentOn(page)).toBe(12);
    }
    await page.getByLabel('Neutral').check();
    await page.getByRole('button', { name: 'Save and next' }).click();
    expect(commentOn(page)).not.toBe(12);
    const { offered, sentiment } = await coding(12);
    const keys = offered.filter(({ applies }) => applies).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['bullying', 'food']));
    expect(sentiment.label).toBe('neutral');
    await page.context().close();
  });
});

describe('the page of a comment', () => {
  it.each([1280, 360])('changes its codes and tells who did, %i wide', async (width) => {
    const target = width === 1280 ? 120 : 121;
    const page = await openPage(browser, app, { viewport: { width, height: 800 } });
    await page.goto(`${app.address}/comments/${target}?from=/comments?q=a`);
    await page
      .getByRole('button', { name: /^Reject / })
      .first()
      .click();
    await page.getByLabel('Add a theme').selectOption({ label: 'Bullying' });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Sentiment', { exact: true }).selectOption('neutral');
    await page.getByRole('button', { name: 'Set the sentiment' }).click();
    await page.getByText('What people decided (3 decisions)').click();
    const told = await page.locator('.app-history li').allTextContents();
    expect(told[0]).toMatch(/Sentiment: .* → neutral/);
    expect(told[1]).toMatch(/Theme “Bullying”: not found → applies/);
    expect(told[2]).toMatch(/found by rule → does not apply/);
    expect(told[2]).toContain('analyst@example.org');
    expect(await page.getByRole('link', { name: 'Back to your search' }).count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Undo my last decision' }).click();
    await page.getByText('What people decided (3 decisions)').click();
    expect(await page.locator('.app-history li').first().textContent()).toContain('undone');
    await page.context().close();
  });
});
