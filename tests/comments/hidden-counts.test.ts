import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { Found } from './found.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'reader' });
});
afterAll(() => app.stop());

const find = async (address: string) => (await app.json(address)) as unknown as Found;
const counts = ({ facets }: Found, key: 'region' | 'theme' | 'group') =>
  facets[key].map(({ count }) => count);

test('who may not see how few people there are gets no counts by region, nor any once one is chosen', async () => {
  const all = await find('/comments');
  expect(counts(all, 'region').length).toBeGreaterThan(3);
  expect(new Set(counts(all, 'region'))).toEqual(new Set([null]));
  expect(counts(all, 'group')).not.toContain(null);
  const [region] = all.facets.region;
  const chosen = await find(`/comments?region=${encodeURIComponent(region?.key ?? '')}`);
  expect(new Set(counts(chosen, 'group'))).toEqual(new Set([null]));
});
