import { inShortTransactions } from '../db/short-transactions.js';
import type { Db } from '../db/schema.js';
import { currentFrame, taggerParts } from './frame-queries.js';
import { applyTopics } from './live-topics.js';
import { bringPeoplesTags, commentsAfter, markCoded } from './recode-queries.js';
import { createTagger } from './tag-comments.js';
import { replaceMachineTags } from './tag-queries.js';
import { tagRow } from './tag-rows.js';
import { forgetTopicTags } from './topic-queries.js';

const commentsAtOnce = 2000;

/**
 * Codes the comments of an import by the version of the frame in use, in short transactions: whoever reads
 * meanwhile finds each comment coded by one version or the other. What people decided stays. May be done
 * again at any time, and is noted at its end alone, so that one that was cut short is.
 */
export async function recodeImport(
  db: Db,
  importId: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const { id: frameId, themeIds } = await currentFrame(db);
  const tagger = createTagger(await taggerParts(db));
  let afterId = 0;
  let done = 0;
  for (;;) {
    const comments = await commentsAfter(db, importId, afterId, commentsAtOnce);
    const last = comments[comments.length - 1];
    if (!last) break;
    const tagged = comments.map(({ id, text, question }) => ({
      commentId: id,
      found: tagRow(tagger.tag(text, question)),
    }));
    await inShortTransactions(db, tagged, async (transaction, part) => {
      await replaceMachineTags(transaction, themeIds, part);
      const ids = part.map(({ commentId }) => commentId);
      await bringPeoplesTags(transaction, themeIds, ids);
    });
    afterId = last.id;
    done += comments.length;
    onProgress(done);
  }
  await forgetTopicTags(db, importId);
  await applyTopics(db, [importId]);
  await markCoded(db, importId, frameId);
}
