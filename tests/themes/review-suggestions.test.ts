import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

/** Makes the machine's themes of a comment suggestions, each as likely as is said. */
async function suggest(confidences: readonly number[]) {
  const { db } = app.services;
  const tags = await db.selectFrom('tag').select(['commentId', 'themeId']).execute();
  const commentId = tags.find(
    (one) =>
      tags.filter((other) => other.commentId === one.commentId).length === confidences.length,
  )?.commentId;
  const own = tags.filter((one) => one.commentId === commentId);
  for (const [at, { themeId }] of own.entries())
    await db
      .updateTable('tag')
      .set({ source: 'model', confidence: confidences[at] ?? 0 })
      .where('commentId', '=', commentId ?? 0)
      .where('themeId', '=', themeId)
      .execute();
  return commentId ?? 0;
}

test('a suggestion that is less likely right than wrong is not ticked, and rejected by who saves at once', async () => {
  const where = `/review/comments/${await suggest([0.49, 0.5])}?pile=all`;
  const page = await app.html(where);
  const boxes = [...page.matchAll(/name="theme" type="checkbox" value="([^"]+)"( checked)?/g)];
  const { offered } = (await app.json(where)) as {
    offered: { key: string; confidence: number }[];
  };
  const [likely, doubted] = [0.5, 0.49].map(
    (wanted) => offered.find(({ confidence }) => confidence === wanted)?.key ?? '',
  );
  expect(new Map(boxes.map(([, key, ticked]) => [key, ticked !== undefined]))).toEqual(
    new Map([
      [likely, true],
      [doubted, false],
    ]),
  );
  expect(page).toContain('Left so, it is rejected');
  const saved = await app.post(where, {
    seen: /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '',
    offered: boxes.map(([, key = '']) => key),
    theme: boxes.flatMap(([, key = '', ticked]) => (ticked ? [key] : [])),
  });
  expect([saved.status, saved.status === 303 ? '' : await saved.text()]).toEqual([303, '']);
  expect(await app.json(where)).toMatchObject({
    offered: expect.arrayContaining([
      expect.objectContaining({ key: likely, source: 'person', applies: true }),
      expect.objectContaining({ key: doubted, source: 'person', applies: false }),
    ]),
  });
});
