import type { Db } from '../../src/db/schema.js';
import type { SentimentLabel } from '../../src/text/sentiment-labels.js';
import { addFrame } from '../../src/themes/frame-queries.js';

/** Words that stand for a theme or a feeling here; the product's own tagger is another matter. */
export const testThemes = [
  { key: 'being-listened-to', name: 'Being listened to', pattern: /\blisten\w*/gi },
  { key: 'food', name: 'Food', pattern: /\b(food|meals?|dinner|tea)\b/gi },
  { key: 'staff-care', name: 'Kindness of staff', pattern: /\b(kind|caring|nice staff)\b/gi },
];
export const testSentiments: { label: SentimentLabel; pattern: RegExp }[] = [
  { label: 'mixed', pattern: /\bbut\b/i },
  { label: 'positive', pattern: /\b(good|nice|kind|happy|love)\b/i },
  { label: 'negative', pattern: /\b(not|never|no|nobody|nothing)\b/i },
];

/** Gives the comments of a database themes and sentiments by a few words, in place of any they have. */
export async function tagSamples(db: Db): Promise<void> {
  const themes = testThemes.map(({ key, name }) => ({
    key,
    name,
    definition: `${name}, by a few words.`,
    useWhen: 'It is said.',
    notWhen: 'It is not.',
    examples: ['An example'],
    askedAbout: [],
    parent: null,
    rules: [],
  }));
  const content = { name: 'Test frame', version: '1', themes };
  const frameId = await addFrame(db, {
    content,
    state: 'past',
    origin: 'edited',
    createdBy: 'a test',
  });
  const stored = await db
    .selectFrom('theme')
    .select(['id', 'key'])
    .where('frameId', '=', frameId)
    .execute();
  const ids = new Map(stored.map(({ id, key }) => [key, id]));
  await db.deleteFrom('tag').execute();
  await db.deleteFrom('sentiment').execute();
  for (const { id: commentId, text } of await db.selectFrom('comment').selectAll().execute()) {
    const label = testSentiments.find(({ pattern }) => pattern.test(text))?.label;
    const probability = label ? 0.75 : 0;
    const values = { commentId, probability, source: 'model', evidence: '[]' };
    await db
      .insertInto('sentiment')
      .values({ ...values, label: label ?? 'undetected' })
      .execute();
    for (const { key, pattern } of testThemes) {
      const evidence = [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
        start: index,
        end: index + words.length,
      }));
      const themeId = ids.get(key);
      if (evidence.length === 0 || themeId === undefined) continue;
      await db
        .insertInto('tag')
        .values({ commentId, themeId, source: 'rule', evidence: JSON.stringify(evidence) })
        .execute();
    }
  }
}
