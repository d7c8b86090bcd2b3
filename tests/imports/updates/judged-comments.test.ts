import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shellViewer } from '../../../src/people/shell-viewer.js';
import { codingOf } from '../../../src/themes/judgement-queries.js';
import { saveCoding, undoLastSave } from '../../../src/themes/save-coding.js';
import { startTestServices, type TestServices } from '../../support/test-services.js';
import { changed, knownFile, returns } from './known-file.js';

let services: TestServices;
beforeAll(async () => (services = await startTestServices()));
afterAll(() => services.stop());

const place = { survey: 'Fostering' };
const hungry = 'The food is horrible and the bedroom is cold';

test('what a person said of themes and sentiment stands when other words come, which are to be reviewed', async () => {
  const first = changed(returns(), { '2': { good: `${hungry} today` } });
  await services.importText('first.csv', knownFile(first), place);
  const { db } = services;
  const { id: commentId } = await db
    .selectFrom('comment')
    .select('id')
    .where('text', '=', `${hungry} today`)
    .executeTakeFirstOrThrow();
  const before = await codingOf(db, commentId);
  expect(before.tags.map(({ key }) => key)).toContain('food');
  await saveCoding(db, shellViewer(), {
    commentId,
    seen: before.mark,
    themes: new Map([
      ['food', false],
      ['bullying', true],
    ]),
    sentiment: 'positive',
    isReviewed: true,
  });
  const later = changed(first, { '2': { good: `${hungry} and they bully me` } });
  await services.importText('later.csv', knownFile(later), place);
  const after = await codingOf(db, commentId);
  expect(after.tags.map(({ key }) => key)).not.toContain('food');
  expect(after.tags.filter(({ key }) => key === 'bullying')).toMatchObject([{ source: 'person' }]);
  expect(after.sentiment).toMatchObject({ label: 'positive', source: 'person' });
  expect(after.reviewed).toBeNull();
  // What the program had found was of the earlier words: nothing of it may come back.
  await expect(undoLastSave(db, shellViewer())).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('changed the words') as unknown as string,
  });
  expect(await codingOf(db, commentId)).toEqual(after);
});
