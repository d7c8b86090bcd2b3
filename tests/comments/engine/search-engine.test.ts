import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  facets,
  noChoices,
  type Choices,
  type CommentFilter,
  type FacetKey,
} from '../../../src/comments/comment-filter.js';
import { SearchEngine } from '../../../src/comments/engine/search-engine.js';
import { filteredComments } from '../../../src/comments/filter-queries.js';
import { parseSearch, toSearchQuery } from '../../../src/comments/parse-query.js';
import { reindexComments, unindexComments } from '../../../src/db/full-text.js';
import type { Db } from '../../../src/db/schema.js';
import { wholeSight } from '../../../src/people/sight.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { tagSamples, testThemes } from '../tag-samples.js';

let app: TestApp;
let db: Db;
let engine: SearchEngine;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  db = app.services.db;
  await tagSamples(db);
  // With so few comments it would not learn where common words stand.
  engine = new SearchEngine(db, 60_000, 1);
  await engine.takeIn();
});
afterAll(async () => {
  // Waits for the thread that looks up words: it still has the database open.
  await engine.takeIn();
  await app.stop();
});

const searched = (typed: string) => toSearchQuery(parseSearch(typed).parts);
const everything: CommentFilter = { search: undefined, chosen: noChoices, viewer: wholeSight };

async function idsByEngine(filter: CommentFilter): Promise<number[]> {
  const { marks, mark } = await engine.select(filter);
  return [...marks.keys()].filter((id) => marks[id] === mark);
}
async function idsBySql(filter: CommentFilter): Promise<number[]> {
  const rows = await filteredComments(db, filter)
    .select('comment.id')
    .orderBy('comment.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Choices of answers to every question with options, of those without an answer too. */
async function answerChoices(): Promise<string[]> {
  const columns = await db
    .selectFrom('answerColumn')
    .select(['questionId', 'optionCode'])
    .where('encoding', '!=', 'f64')
    .distinct()
    .execute();
  return columns.flatMap(({ questionId, optionCode }) =>
    optionCode < 0
      ? [`${questionId}:0`, `${questionId}:1,2`, `${questionId}:0,no_reply`, `${questionId}:255`]
      : [`${questionId}:${optionCode}`, `${questionId}:${optionCode},not_asked`],
  );
}

/** Values that there are, of every kind, and one of each kind that there is not. */
async function filters(): Promise<fc.Arbitrary<CommentFilter>> {
  const { counts } = await engine.select(everything);
  const some = (values: string[]) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<string[]>([]) },
      fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
    );
  const ofFacet = facets.map(({ key }) => [
    key,
    some(
      [...counts.filter(({ facet }) => facet === key).map(({ value }) => value), '987654'].flatMap(
        (value) => [value, value, `-${value}`],
      ),
    ),
  ]);
  const answered = await answerChoices();
  const surveys = await db.selectFrom('survey').select('id').execute();
  return fc.record({
    search: fc
      .constantFrom('', 'staff', 'the', '"social worker"', 'the OR a -staff', '-the', 'list*')
      .map(searched),
    chosen: fc.record<Choices>({
      ...(Object.fromEntries(ofFacet) as Record<FacetKey, fc.Arbitrary<string[]>>),
      also: some(testThemes.map(({ key }) => key)),
      answered: some(answered),
    }),
    viewer: fc.record({
      hiddenSurveys: fc.subarray(
        surveys.map(({ id }) => id),
        { maxLength: 2 },
      ),
      permissions: fc.constantFrom(wholeSight.permissions, new Set<never>()),
    }),
  });
}
describe('the engine', () => {
  test('selects exactly what the same filter selects in SQL', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(await filters(), async (filter) => {
        const ids = await idsByEngine(filter);
        found += ids.length > 0 ? 1 : 0;
        expect(ids).toEqual(await idsBySql(filter));
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(20);
  });

  test('finds those who gave an answer, of a multiple choice too', async () => {
    const choices = await answerChoices();
    let found = 0;
    for (const choice of choices.filter((_, at) => at % 3 === 0)) {
      const filter = { ...everything, chosen: { ...noChoices, answered: [choice] } };
      const ids = await idsByEngine(filter);
      found += ids.length > 0 ? 1 : 0;
      expect([choice, ids]).toEqual([choice, await idsBySql(filter)]);
    }
    expect(found).toBeGreaterThan(20);
  });

  test('counts for each value what choosing it alone there would give', async () => {
    await fc.assert(
      fc.asyncProperty(await filters(), async (filter) => {
        const { counts } = await engine.select(filter);
        for (const { facet, value, count } of counts.filter((_, at) => at % 5 === 0)) {
          const alone = { ...filter, chosen: { ...filter.chosen, [facet]: [value] } };
          expect((await engine.select(alone)).total).toBe(count);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('sees at once what has changed: a tag, a sentiment, a flag, an import that is undone', async () => {
    const [id = 0] = await idsByEngine({ ...everything, search: searched('staff') });
    const chosen = (key: string, value: string) => ({
      ...everything,
      chosen: { ...noChoices, [key]: [value] },
    });
    const theme = await db
      .selectFrom('theme')
      .select(['id', 'key'])
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await db.deleteFrom('tag').where('commentId', '=', id).execute();
    expect(await idsByEngine(chosen('theme', 'none'))).toContain(id);
    await db
      .insertInto('tag')
      .values({ commentId: id, themeId: theme.id, source: 'person', evidence: '[]' })
      .execute();
    expect(await idsByEngine(chosen('theme', theme.key))).toContain(id);
    await db.updateTable('sentiment').set({ label: 'mixed' }).where('commentId', '=', id).execute();
    expect(await idsByEngine(chosen('sentiment', 'mixed'))).toContain(id);
    const { importId } = await db
      .selectFrom('comment')
      .select('importId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const before = (await engine.select(everything)).total;
    await db.updateTable('import').set({ state: 'undone' }).where('id', '=', importId).execute();
    expect(await idsByEngine(everything)).toEqual(await idsBySql(everything));
    await db.updateTable('import').set({ state: 'published' }).where('id', '=', importId).execute();
    expect((await engine.select(everything)).total).toBe(before);
  });

  test('sees a changed text, although it knows where common words stand', async () => {
    const the = { ...everything, search: searched('the') };
    const [id = 0] = await idsByEngine(the);
    const write = async (text: string) => {
      await unindexComments(db, [id]);
      await db.updateTable('comment').set({ text }).where('id', '=', id).execute();
      await reindexComments(db, [id]);
    };
    const { text } = await db
      .selectFrom('comment')
      .select('text')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await write('Nobody listened.');
    expect(await idsByEngine(the)).toEqual(await idsBySql(the));
    await write(text);
    expect((await idsByEngine(the))[0]).toBe(id);
  });

  test('that fails to read tries again with the next search, and leaves nothing out', async () => {
    let isBroken = true;
    // The tags are read after the comments: what failed half-way must not count as read.
    const failing = db.withPlugin({
      transformQuery: ({ node }) => {
        const text = node.kind === 'RawNode' ? node.sqlFragments.join(' ') : '';
        if (isBroken && text.includes('json_group_array(theme_id)'))
          throw new Error('Cannot read.');
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const fresh = new SearchEngine(failing, 60_000);
    await expect(fresh.select(everything)).rejects.toThrow('Cannot read.');
    isBroken = false;
    const { total, ids } = await fresh.select(everything);
    expect(total).toBe((await engine.select(everything)).total);
    const [id = 0] = ids;
    await db.updateTable('sentiment').set({ label: 'mixed' }).where('commentId', '=', id).execute();
    isBroken = true;
    await expect(fresh.select(everything)).rejects.toThrow('Cannot read.');
    isBroken = false;
    const mixed = { ...everything, chosen: { ...noChoices, sentiment: ['mixed'] } };
    expect([...(await fresh.select(mixed)).ids]).toContain(id);
  });

  test('with no time left searches the newest comments and says how many of all', async () => {
    const hurried = new SearchEngine(db, -1);
    const all = (await engine.select(everything)).total;
    const { total, unfinished } = await hurried.select(everything);
    expect(total).toBeLessThan(all);
    expect(unfinished).toEqual({ searched: total, of: all });
    // Who may not see a survey is not told how many comments it has.
    const [survey] = await db.selectFrom('survey').select('id').execute();
    const viewer = { ...wholeSight, hiddenSurveys: [survey?.id ?? 0] };
    const left = (await engine.select({ ...everything, viewer })).total;
    expect(left).toBeLessThan(all);
    expect((await hurried.select({ ...everything, viewer })).unfinished?.of).toBe(left);
  });
});
