import type { TestApp } from '../support/test-app.js';

/** The comments that have each theme, by key, in order. */
export async function tagsByKey(app: TestApp): Promise<Map<string, number[]>> {
  const rows = await app.services.db
    .selectFrom('tag')
    .innerJoin('theme', 'theme.id', 'tag.themeId')
    .select(['theme.key', 'tag.commentId'])
    .orderBy('tag.commentId')
    .execute();
  const found = new Map<string, number[]>();
  for (const { key, commentId } of rows) found.set(key, [...(found.get(key) ?? []), commentId]);
  return new Map([...found].sort(([one], [other]) => one.localeCompare(other)));
}
