import type { Db } from '../db/schema.js';
import type { CommentTags, Tagger } from '../themes/tag-comments.js';
import { ensureFrame, saveTags } from '../themes/tag-queries.js';
import type { ImportTask } from './import-task.js';
import type { PreparedImport } from './import-types.js';
import type { SaveTags } from './store-import.js';

/** Tags every comment of an import before anything is written; the result stores them with their rows. */
export async function prepareTags(
  db: Db,
  tagger: Tagger,
  prepared: PreparedImport,
  onProgress: ImportTask['onProgress'],
): Promise<SaveTags> {
  const questions = new Map(prepared.openQuestions.map(({ key, text }) => [key, text]));
  const { comments } = prepared;
  const found: CommentTags[] = comments.map(({ text, questionKey }, at) => {
    onProgress('Tagging comments', at, comments.length);
    return tagger.tag(text, questions.get(questionKey) ?? '');
  });
  const themeIds = await ensureFrame(db, tagger.frame);
  return (transaction, commentIds, from) => {
    const tagged = commentIds.flatMap((commentId, at) => {
      const one = found[from + at];
      return one ? [{ commentId, found: one }] : [];
    });
    return saveTags(transaction, themeIds, tagged);
  };
}
