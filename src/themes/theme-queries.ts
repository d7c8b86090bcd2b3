import { everything } from '../comments/comment-filter.js';
import { filteredComments, undetected } from '../comments/filter-queries.js';
import type { ExpressionBuilder } from 'kysely';
import type { Db, Schema } from '../db/schema.js';
import type { Sight } from '../people/sight.js';

/**
 * How many comments have each theme, by its key, whichever version of the frame gave it. A comment of a
 * theme is also one of its parent's, as in the filter.
 */
export async function countByTheme(db: Db, viewer: Sight): Promise<Map<string, number>> {
  const tagged = filteredComments(db, everything(viewer))
    .innerJoin('tag', 'tag.commentId', 'comment.id')
    .innerJoin('theme', 'theme.id', 'tag.themeId');
  const own = await tagged
    .select(({ fn }) => ['theme.key', fn.count<number>('comment.id').distinct().as('count')])
    .groupBy('theme.key')
    .execute();
  const withParts = await tagged
    .select(({ fn }) => [
      fn.coalesce('theme.parentKey', 'theme.key').as('key'),
      fn.count<number>('comment.id').distinct().as('count'),
    ])
    .groupBy(({ fn }) => fn.coalesce('theme.parentKey', 'theme.key'))
    .execute();
  return new Map([...own, ...withParts].map(({ key, count }) => [key, count]));
}

/** How many of a theme's comments have each sentiment; labels that none has are absent. */
export async function countBySentiment(
  db: Db,
  viewer: Sight,
  themeKey: string,
): Promise<Map<string, number>> {
  const all = everything(viewer);
  const chosen = { ...all.chosen, theme: [themeKey] };
  const rows = await filteredComments(db, { ...all, chosen })
    .leftJoin('sentiment', 'sentiment.commentId', 'comment.id')
    .select(({ fn, val }) => [
      fn.coalesce('sentiment.label', val(undetected)).as('label'),
      fn.countAll<number>().as('count'),
    ])
    .groupBy('sentiment.label')
    .execute();
  const counts = new Map<string, number>();
  for (const { label, count } of rows) counts.set(label, (counts.get(label) ?? 0) + count);
  return counts;
}

/**
 * How many comments of each theme have each sentiment, of one wave or of all; distinct, as a theme may be
 * tagged twice. A comment of a theme is also one of its parent's, as in the filter.
 */
export async function countSentimentByTheme(
  db: Db,
  viewer: Sight,
  waveId: number | null,
): Promise<{ theme: string; sentiment: string; comments: number }[]> {
  const all = everything(viewer);
  const chosen = waveId === null ? all.chosen : { ...all.chosen, wave: [String(waveId)] };
  const tagged = filteredComments(db, { ...all, chosen })
    .innerJoin('tag', 'tag.commentId', 'comment.id')
    .innerJoin('theme', 'theme.id', 'tag.themeId')
    .leftJoin('sentiment', 'sentiment.commentId', 'comment.id');
  const sentiment = ({ fn, val }: ExpressionBuilder<Schema, 'sentiment'>) =>
    fn.coalesce('sentiment.label', val(undetected));
  const own = await tagged
    .select((row) => [
      'theme.key as theme',
      sentiment(row).as('sentiment'),
      row.fn.count<number>('comment.id').distinct().as('comments'),
    ])
    .groupBy(['theme.key', 'sentiment.label'])
    .execute();
  // Instead of those of a theme alone: its own and those of the themes that are part of it.
  const withParts = await tagged
    .select((row) => [
      row.fn.coalesce('theme.parentKey', 'theme.key').as('theme'),
      sentiment(row).as('sentiment'),
      row.fn.count<number>('comment.id').distinct().as('comments'),
    ])
    .groupBy((row) => [row.fn.coalesce('theme.parentKey', 'theme.key'), 'sentiment.label'])
    .execute();
  const parts = new Map(
    [...own, ...withParts].map((one) => [`${one.theme} ${one.sentiment}`, one]),
  );
  return [...parts.values()];
}
