import type { Db } from '../db/schema.js';
import { currentFrame, taggerParts } from '../themes/frame-queries.js';
import type { Tagger } from '../themes/tag-comments.js';
import type { CommentToTag, TagPool } from '../themes/tag-pool.js';
import { saveTags } from '../themes/tag-queries.js';
import { tagRow, type TagRow } from '../themes/tag-rows.js';
import type { PreparedImport } from './import-types.js';
import type { TaggedParts } from './store-import.js';

/** Fewer are tagged sooner than the threads of a pool are ready. */
export const enoughForPool = 4000;

const commentsInPart = 200;

function* tagHere(comments: readonly CommentToTag[], tagger: Tagger): Generator<TagRow[]> {
  for (let from = 0; from < comments.length; from += commentsInPart) {
    const part = comments.slice(from, from + commentsInPart);
    yield part.map(({ text, question }) => tagRow(tagger.tag(text, question)));
  }
}

async function tagParts(db: Db, comments: readonly CommentToTag[], pool: TagPool | undefined) {
  if (pool) return pool.tag(comments);
  // Files are read and checked without one, and tagged by a pool.
  const { createTagger } = await import('../themes/tag-comments.js');
  return tagHere(comments, createTagger(await taggerParts(db)));
}

/** The tags of some comments, in their order. */
export async function tagComments(
  db: Db,
  comments: readonly CommentToTag[],
  pool?: TagPool,
): Promise<TagRow[]> {
  const rows: TagRow[] = [];
  if (comments.length === 0) return rows;
  for await (const part of await tagParts(db, comments, pool)) rows.push(...part);
  return rows;
}

/** The tags of every comment of an import, by the threads of a pool where there is one, as they are ready. */
export async function tagImport(
  db: Db,
  prepared: PreparedImport,
  pool: TagPool | undefined,
): Promise<TaggedParts<TagRow> & { frameId: number }> {
  const questions = new Map(prepared.openQuestions.map(({ key, text }) => [key, text]));
  const comments = prepared.comments.map(({ text, questionKey }) => ({
    text,
    question: questions.get(questionKey) ?? '',
  }));
  const { id: frameId, themeIds } = await currentFrame(db);
  return {
    frameId,
    parts: await tagParts(db, comments, pool),
    save: (transaction, commentIds, found) => {
      const tagged = found.flatMap((one, at) => {
        const commentId = commentIds[at];
        return commentId === undefined ? [] : [{ commentId, found: one }];
      });
      return saveTags(transaction, themeIds, tagged);
    },
  };
}
