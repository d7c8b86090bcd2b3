import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { shippedFrame } from '../../src/themes/compile-frame.js';
import { currentFrame } from '../../src/themes/frame-queries.js';
import { earlierDatabase } from '../support/earlier-database.js';
import { samplesFolder } from '../support/load-samples.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let folder: string;
let app: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-frame-'));
  const samples = path.join(process.env[samplesFolder] ?? '', 'viewfinder.sqlite');
  const connection = await earlierDatabase(path.join(folder, 'viewfinder.sqlite'), 10, samples);
  // As the program of then left it: version 1, of a theme that there is no more, and no rules.
  connection.exec(`update frame set version = '1';
    update theme set key = 'pocket-money', name = 'Pocket money' where key = 'food'`);
  connection.close();
  app = await startTestApp({ folder, as: 'analyst' });
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Versions {
  versions: {
    id: number;
    version: string;
    state: string;
    themeCount: number | null;
    note: string | null;
  }[];
  update: { changes: string } | null;
}
const versions = async () => (await app.json('/themes/frames')) as unknown as Versions;

describe('a database of before frames were kept', () => {
  test('goes on with the frame that comes with the program, under its own version', async () => {
    const { content, id, themeIds } = await currentFrame(app.services.db);
    expect(content).toEqual(shippedFrame());
    expect(content.version).toBe('2');
    expect(themeIds.size).toBe(content.themes.length);
    const { versions: all, update } = await versions();
    expect(all.map(({ version, state, themeCount }) => [version, state, themeCount])).toEqual([
      ['2', 'current', content.themes.length],
      ['1', 'past', null],
    ]);
    expect(all[0]?.note).toContain('The rules of version 1');
    expect(update).toBeNull();
    expect((await currentFrame(app.services.db)).id).toBe(id);
  });

  test('keeps the themes that its comments have, by the version that gave them', async () => {
    const { total } = (await app.json('/comments?theme=pocket-money')) as { total: number };
    expect(total).toBeGreaterThan(5);
    const old = await app.services.db
      .selectFrom('tag')
      .innerJoin('theme', 'theme.id', 'tag.themeId')
      .innerJoin('frame', 'frame.id', 'theme.frameId')
      .select('frame.version')
      .distinct()
      .execute();
    expect(old).toEqual([{ version: '1' }]);
  });

  test('shows the version whose rules are gone, and makes no draft of it', async () => {
    const { versions: all } = await versions();
    const old = all.find(({ state }) => state === 'past');
    expect(await app.html(`/themes/frames/${old?.id}`)).toContain('were not kept');
    const refused = await app.post('/themes/frames', { from: String(old?.id) });
    expect(refused.status).toBe(409);
    expect((await app.fetch(`/themes/frames/${old?.id}/themes/restraint`)).status).toBe(404);
  });
});

describe('a newer frame that comes with the program', () => {
  /** Makes the version in use one that an earlier program might have brought. */
  async function comeFromEarlier(origin: 'shipped' | 'edited'): Promise<void> {
    const { db } = app.services;
    const { id } = await currentFrame(db);
    const content = shippedFrame();
    const themes = content.themes.filter(({ key }) => key !== 'restraint');
    await db
      .updateTable('frame')
      .set({ origin, content: JSON.stringify({ ...content, themes }) })
      .where('id', '=', id)
      .execute();
  }

  test('is offered where nobody edited the one in use, and only as a draft', async () => {
    await comeFromEarlier('shipped');
    expect((await versions()).update).toEqual({ changes: '1 theme added' });
    expect(await app.html('/themes/frames')).toContain('brings a newer code frame');
    const { id } = await currentFrame(app.services.db);
    const begun = await app.post('/themes/frames', { from: 'shipped' });
    const where = (begun.headers.get('location') ?? '').replace(/\?.*/, '');
    const { frame, diff } = (await app.json(where)) as unknown as {
      frame: { version: string; state: string };
      diff: { added: { key: string }[] };
    };
    expect(frame).toMatchObject({ version: '3', state: 'draft' });
    expect(diff.added.map(({ key }) => key)).toEqual(['restraint']);
    expect((await currentFrame(app.services.db)).id).toBe(id);
    expect((await versions()).update).toBeNull();
    await app.post(`${where}/themes/food/remove`, { into: '' });
    const draft = (await versions()).versions[0];
    expect(draft).toMatchObject({ state: 'draft', origin: 'edited' });
    await app.post(`${where}/discard`, {});
  });

  test('is not offered where somebody edited the one in use', async () => {
    await comeFromEarlier('edited');
    expect((await versions()).update).toBeNull();
  });
});
