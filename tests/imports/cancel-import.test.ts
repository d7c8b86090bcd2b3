import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { largeFile } from '../support/large-file.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';
import { rowCounts } from './views-file.js';

let app: TestApp;
const bytes = largeFile(40);
beforeAll(async () => (app = await startTestApp()));
afterAll(() => app.stop());

interface Page {
  import: { state: string };
  progress: { stage: string; words: string; percent: number | null } | null;
  error?: string;
}
const page = async (place: string) => (await app.json(place)) as unknown as Page;

async function untilStage(place: string, stage: string): Promise<void> {
  while ((await page(place)).progress?.stage !== stage) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every action on imports in the audit, in order. */
async function recorded(): Promise<string[]> {
  const rows = await app.services.db.selectFrom('audit').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action).filter((action) => action.startsWith('import_'));
}

describe('cancelling', () => {
  it('takes an import back to the checks with nothing half-written, and may be begun again', async () => {
    const sent = await upload(app, { file: { name: 'large.csv', bytes }, survey: 'S', wave: '1' });
    const place = sent.headers.get('location') ?? '';
    await app.services.jobs.idle();
    await app.post(`${place}/columns`, {});
    await app.services.jobs.idle();
    const begun = app.post(`${place}/import`, {});
    await untilStage(place, 'Tagging comments');
    const shown = await app.html(place);
    expect(shown).toMatch(/Tagging comments: [\d,]+ of 9,280/);
    expect(shown).toMatch(
      /<progress class="app-progress" value="\d+" max="100" aria-labelledby="progress-\d+">/,
    );
    expect(await app.html('/imports')).toMatch(/Tagging comments: [\d,]+ of 9,280/);
    const answer = await app.post(`${place}/cancel`, {});
    expect(answer.status).toBe(303);
    await begun;
    await app.services.jobs.idle();
    expect(await page(`${place}/checks`)).toMatchObject({
      import: { state: 'checked' },
      error: 'Cancelled by Tess Tester.',
    });
    expect(await rowCounts(app.services)).toMatchObject({
      response: 0,
      comment: 0,
      tag: 0,
      sentiment: 0,
    });
    expect((await recorded()).slice(-2)).toEqual(['import_begun', 'import_cancelled']);
    expect((await app.post(`${place}/cancel`, {})).status).toBe(409);
    expect(await app.html(`${place}/checks`)).toContain('Try again');
    await app.post(`${place}/again`, {});
    await app.services.jobs.idle();
    expect((await page(place)).import.state).toBe('published');
  });

  it('discards a file that is still to be read, behind other work too', async () => {
    const undoing = app.post('/imports/1/undo', {});
    await untilStage('/imports/1', 'Removing comments');
    const refused = await app.post('/imports/1/cancel', {});
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('part of its responses are gone already'),
    ]);
    const sent = upload(app, { file: { name: 'b.csv', bytes }, survey: 'S', wave: '2' });
    let list: { id: number; state: string }[] = [];
    while (list[0]?.state !== 'reading') {
      list = (await app.json('/imports'))['imports'] as typeof list;
    }
    const answer = await app.post(`/imports/${list[0].id}/cancel`, {});
    expect(answer.headers.get('location')).toBe('/imports?notice=import-cancelled');
    await Promise.all([sent, undoing]);
    expect((await app.json('/imports'))['imports']).toHaveLength(1);
    await app.services.jobs.idle();
    expect((await page('/imports/1')).import.state).toBe('undone');
  });
});
