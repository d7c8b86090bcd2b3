import type { Db } from '../db/schema.js';
import { may, type Viewer } from '../people/permissions.js';
import {
  codingMark,
  decisionsOn,
  lastSave,
  rejectedThemes,
  reviewOf,
  themesInUse,
} from './decision-queries.js';
import { decisionWords } from './decision-words.js';

/** What people said of a comment's codes, and what this viewer needs to say more. */
export async function showCoding(
  db: Db,
  viewer: Pick<Viewer, 'permissions' | 'accountId'>,
  commentId: number,
) {
  const themes = await themesInUse(db);
  const names = new Map(themes.map(({ key, name }) => [key, name]));
  const decisions = await decisionsOn(db, commentId);
  const rejected = await rejectedThemes(db, commentId);
  const mayCode = may(viewer, 'code_comments');
  return {
    reviewed: (await reviewOf(db, commentId)) ?? null,
    rejected: rejected.map(({ key, ...one }) => ({ key, name: names.get(key) ?? key, ...one })),
    decisions: decisions.map((one) => ({
      ...decisionWords(one, names),
      by: one.accountName,
      at: one.decidedAt,
      undoneAt: one.undoneAt,
    })),
    /** Null for those who may not code. */
    form: mayCode
      ? {
          seen: await codingMark(db, commentId),
          themes,
          canUndo: (await lastSave(db, viewer.accountId))?.commentId === commentId,
        }
      : null,
  };
}
