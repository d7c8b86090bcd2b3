import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, overflow, seriousFaults } from '../support/browser.js';
import { openPage } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const list = '/comments?q=staff';
const begin = async (address = list, viewport = { width: 1280, height: 800 }) => {
  const page = await openPage(browser, app, { viewport });
  await page.goto(app.address + address);
  await page.waitForSelector('[data-keys-help]:not([hidden])');
  return page;
};

const shown = async () => {
  const { comments } = (await app.json(list)) as { comments: { id: number; text: string }[] };
  return comments;
};

/** The number of the comment with the focus; 0 where none has it. */
const focusedComment = (page: Page) =>
  page.evaluate(() => {
    const own = document.activeElement;
    const link =
      own?.matches('[data-comment]') && own.querySelector<HTMLAnchorElement>('[data-key=o]');
    return link ? Number(/comments\/(\d+)/.exec(link.pathname)?.[1]) : 0;
  });

async function press(page: Page, keys: string): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return focusedComment(page);
}

describe('the list of comments by the keyboard alone', () => {
  it('goes from comment to comment, and shows where it is', async () => {
    const [first, second] = await shown();
    const page = await begin();
    expect(await press(page, 'j')).toBe(first?.id);
    expect(await press(page, 'j')).toBe(second?.id);
    expect(
      await page.evaluate(() => getComputedStyle(document.activeElement as Element).boxShadow),
    ).not.toBe('none');
    expect(await press(page, 'k')).toBe(first?.id);
    await press(page, 'k');
    // What is said is written in the next frame, so that it is read out again.
    await page.getByText('This is the first comment.').waitFor({ state: 'attached' });
    await page.close();
  });

  it.each([
    ['o', /\/comments\/(\d+)\?from=/],
    ['Enter', /\/comments\/(\d+)\?from=/],
    ['t', /\/comments\/(\d+)\?from=.*#coding$/],
    ['r', /\/reports\/quotes\/new\?comment=(\d+)/],
    ['f', /\/comments\/(\d+)\/flag\?from=/],
  ])('leads with %s from a comment to %s', async (key, address) => {
    const page = await begin();
    const id = await press(page, 'jj');
    await page.keyboard.press(key);
    await page.waitForURL(address);
    expect(Number(address.exec(page.url())?.[1])).toBe(id);
    await page.close();
  });

  it('goes to the search, and leaves alone what is typed there', async () => {
    const page = await begin();
    await press(page, 'j/');
    await page.keyboard.type('jot? from');
    expect(await page.inputValue('#q')).toBe('jot? from');
    expect(page.url()).toBe(app.address + list);
    await page.close();
  });

  it('goes past the last comment to the next page', async () => {
    const page = await begin('/comments');
    for (let presses = 0; presses < 26; presses += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/after=/);
    await page.close();
  });

  it('tells its keys, and can be turned off and on again', async () => {
    const page = await begin();
    await press(page, '?');
    await page.waitForFunction(() =>
      document.querySelector('[data-keys-said]')?.textContent?.includes('next comment'),
    );
    expect(await page.isVisible('[data-keys-list]')).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await page.click('[data-keys-off]');
    expect(await press(page, 'j')).toBe(0);
    await page.reload();
    expect(await press(page, 'j')).toBe(0);
    await page.waitForSelector('[data-keys-help]:not([hidden])');
    await page.click('[data-keys-help] summary');
    await page.click('[data-keys-off]');
    expect(await press(page, 'j')).not.toBe(0);
    await page.close();
  });
});

it('tags, quotes, flags and searches from the page of one comment', async () => {
  const page = await begin('/comments/3');
  await press(page, 't');
  expect(page.url()).toMatch(/#coding$/);
  // It leads away at once: nothing of this page can be asked any more.
  await page.keyboard.press('f');
  await page.waitForURL(/\/comments\/3\/flag/);
  await page.close();
});

it('keeps the head and the numbers of a grid in sight, and fits a telephone', async () => {
  const page = await openPage(browser, app, { viewport: { width: 360, height: 700 } });
  await page.goto(`${app.address}/comments/grid`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const places = await page.evaluate(() => {
    const frame = document.querySelector('.app-grid-frame') as HTMLElement;
    frame.scrollTo(400, 900);
    const box = frame.getBoundingClientRect();
    const head = document.querySelector('.app-grid thead th')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll('.app-grid tbody th')];
    return {
      headTop: (head?.top ?? -1) - box.top,
      headLeft: (head?.left ?? -1) - box.left,
      rowLeft: (rows[0]?.getBoundingClientRect().left ?? -1) - box.left,
      scrolled: frame.scrollTop > 0 && frame.scrollLeft > 0,
    };
  });
  expect(places.scrolled).toBe(true);
  for (const place of [places.headTop, places.headLeft, places.rowLeft]) {
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(3);
  }
  await page.close();
});
