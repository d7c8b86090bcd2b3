import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openProtectThread } from '../../../src/statistics/disclosure/protect-thread.js';
import { putThread } from '../../../src/statistics/disclosure/thread-in-force.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { importThrough } from '../../support/upload.js';

const file = {
  name: 'safe.csv',
  bytes: new TextEncoder().encode(
    [
      'I am a,Do you feel safe?',
      ...Array.from({ length: 20 }, () => 'Child,Yes'),
      ...Array.from({ length: 12 }, () => 'Child,No'),
    ].join('\n'),
  ),
};

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ settings: { PUBLICATION_WAIT_SECONDS: '1' } });
  await importThrough(app, { file, survey: 'Safety survey', wave: '1' });
});
afterEach(() => app.stop());

const useWorker = (name: string) => {
  const thread = openProtectThread(new URL(`../../support/${name}.js`, import.meta.url));
  putThread(app.services.db, thread);
};
const published = () => app.fetch('/waves/1?showing=publication');
const left = () => app.services.db.selectFrom('releasedTable').select('key').execute();

describe('a publication view that takes long to work out', () => {
  it('holds up no other page, and says to come again rather than hang', async () => {
    useWorker('slow-protection');
    let pending = true;
    const view = published().finally(() => (pending = false));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await app.fetch('/sign-in')).status).toBe(200);
    expect(pending).toBe(true);
    const answer = await view;
    expect([answer.status, answer.headers.get('refresh')]).toEqual([503, '5']);
    expect(await answer.text()).toContain('Figures for publication are being worked out.');
    expect(await left()).toEqual([]);
  });
});

describe('a thread that dies', () => {
  it('has nothing published unprotected, and the next who asks gets another', async () => {
    useWorker('dying-protection');
    const answer = await published();
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('could not be worked out just now');
    expect(await left()).toEqual([]);
    putThread(app.services.db, openProtectThread());
    expect((await published()).status).toBe(200);
    expect((await left()).length).toBeGreaterThan(0);
  });
});
