import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let beside: TestApp;
let inline: TestApp;
beforeAll(async () => {
  beside = await startTestApp({ samples: true, settings: { SEARCH_THREADS: '1' } });
  inline = await startTestApp({ samples: true });
});
afterAll(() => Promise.all([beside.stop(), inline.stop()]));

test.each([
  '/comments?q=staff',
  '/comments?q=restrain&group=child&order=newest',
  '/comments?order=random&seed=7',
  '/comments/words?q=staff',
  '/comments/lines?q=staff&sort=left',
])('%s shows the same from a thread of its own', async (address) => {
  expect(await beside.json(address)).toEqual(await inline.json(address));
});
