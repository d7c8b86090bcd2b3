import { expect, test } from '@jest/globals';
import { startTestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';

test('a file over the limit is refused with the limit and the way back to the form', async () => {
  const app = await startTestApp({ settings: { UPLOAD_LIMIT_MB: '1' } });
  try {
    const bytes = new Uint8Array(1024 * 1024 + 1).fill(65);
    const file = { name: 'a.csv', bytes };
    const answer = await upload(app, { file, survey: 'Fostering survey', wave: '2012-13' });
    const page = await answer.text();
    expect(answer.status).toBe(413);
    expect(page).toContain('larger than 1 MB');
    expect(page).toContain('href="/imports/new"');
    expect(await app.json('/imports')).toMatchObject({ imports: [] });
  } finally {
    await app.stop();
  }
});
