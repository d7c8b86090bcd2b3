import { bulkInsert } from '../db/bulk-insert.js';
import type { Db } from '../db/schema.js';
import type { TagRow } from './tag-rows.js';

/** A comment's row and what was found for it. */
export interface TaggedComment {
  commentId: number;
  found: TagRow;
}

/**
 * Puts what the program finds for comments whose text has changed in the place of what it found before.
 * What a person said of them stays as it is.
 */
export async function replaceMachineTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const ids = comments.map(({ commentId }) => commentId);
  await db
    .deleteFrom('tag')
    .where('commentId', 'in', ids)
    .where('source', '<>', 'person')
    .execute();
  await db
    .deleteFrom('sentiment')
    .where('commentId', 'in', ids)
    .where('source', '<>', 'person')
    .execute();
  const left = await db
    .selectFrom('tag')
    .select(['commentId', 'themeId'])
    .where('commentId', 'in', ids)
    .execute();
  const tagged = new Set(left.map(({ commentId, themeId }) => `${commentId}/${themeId}`));
  const judged = await db
    .selectFrom('sentiment')
    .select('commentId')
    .where('commentId', 'in', ids)
    .execute();
  const { sentiments, tags } = rowsOf(themeIds, comments);
  const own = new Set(judged.map(({ commentId }) => commentId));
  await bulkInsert(
    db,
    'sentiment',
    sentiments.filter(({ commentId }) => !own.has(commentId)),
  );
  await bulkInsert(
    db,
    'tag',
    tags.filter(({ commentId, themeId }) => !tagged.has(`${commentId}/${themeId}`)),
  );
}

/** Stores what the program found for comments: one sentiment each, their themes, and what tells of risk. */
export async function saveTags(
  db: Db,
  themeIds: ReadonlyMap<string, number>,
  comments: readonly TaggedComment[],
): Promise<void> {
  const { sentiments, tags, risks } = rowsOf(themeIds, comments);
  await bulkInsert(db, 'sentiment', sentiments);
  await bulkInsert(db, 'tag', tags);
  await bulkInsert(db, 'riskHit', risks);
}

function rowsOf(themeIds: ReadonlyMap<string, number>, comments: readonly TaggedComment[]) {
  const sentiments = comments.map(({ commentId, found }) => ({
    commentId,
    label: found.label,
    probability: found.probability,
    source: 'model',
    evidence: found.evidence,
    criticality: found.criticality,
  }));
  const tags = comments.flatMap(({ commentId, found }) =>
    found.themes.flatMap(({ key, evidence, source, confidence }) => {
      const themeId = themeIds.get(key);
      if (themeId === undefined) return [];
      return [{ commentId, themeId, source, evidence, confidence }];
    }),
  );
  const foundAt = new Date().toISOString();
  const risks = comments.flatMap(({ commentId, found }) =>
    found.risks === '' ? [] : [riskRow(commentId, found.risks, foundAt)],
  );
  return { sentiments, tags, risks };
}

function riskRow(commentId: number, json: string, foundAt: string) {
  const risks = JSON.parse(json) as { kind: string }[];
  const kinds = JSON.stringify(risks.map(({ kind }) => kind));
  return { commentId, kinds, evidence: json, foundAt, ...unsettled };
}

const unsettled = { outcome: null, settledBy: null, settledAt: null };
