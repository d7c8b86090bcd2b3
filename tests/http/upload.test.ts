import { expect, test } from '@jest/globals';
import { startTestApp } from '../support/test-app.js';
import { testFormToken } from '../support/sign-in.js';
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

test('a form that cannot be taken apart is refused with a sentence, and leaves nothing', async () => {
  const app = await startTestApp();
  const part = (name: string, rest: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n`;
  const token = `${part('csrf', '')}\r\n${testFormToken}\r\n`;
  const file = `${part('file', '; filename="a.csv"')}\r\na,b\r\n`;
  const multipart = 'multipart/form-data; boundary=x';
  const forms: [string, string, string][] = [
    [multipart, `${token}${file}`, 'broke off'],
    [
      multipart,
      `${token}${part('file', '; filename="a\u0000.csv"')}\r\na\r\n--x--\r\n`,
      'broke off',
    ],
    ['multipart/form-data', 'a', 'broke off'],
    [multipart, `${token}${file}${file}--x--\r\n`, 'Send one file'],
    [multipart, `${token}${part('survey', '')}\r\n${'a'.repeat(10_001)}\r\n--x--\r\n`, '10,000'],
  ];
  try {
    for (const [type, body, words] of forms) {
      const answer = await app.fetch('/imports', {
        method: 'POST',
        headers: { 'content-type': type, accept: 'application/json' },
        body,
      });
      expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
        422,
        expect.stringContaining(words),
      ]);
    }
    expect(await app.json('/imports')).toMatchObject({ imports: [] });
  } finally {
    await app.stop();
  }
});
