import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { answerNames } from './answer-name-queries.js';
import { choices } from './comment-filter.js';
import { facetNames } from './facet-name-queries.js';
import { flaggedAmong } from './flagged-view-queries.js';
import type { Selection } from './selection.js';

/**
 * Records that comments leave as a file: which filters were chosen, and how many comments. Words that
 * were searched for may be a child's own, so only that there were any is kept.
 */
export async function recordDownload(
  db: Db,
  actor: Actor,
  { filter }: Selection,
  { ids, fileName, answers }: { ids: readonly number[]; fileName: string; answers?: string[] },
): Promise<void> {
  const answered = await answerNames(db, filter.viewer, filter.chosen.answered);
  const own = await facetNames(db, filter.viewer);
  const names = { ...own, also: own.theme, answered };
  const chosen = choices.flatMap(({ key, name }) => {
    const values = filter.chosen[key].map((value) => names[key].get(value) ?? value);
    return values.length > 0 ? [[name, values] as const] : [];
  });
  const flagged = await flaggedAmong(db, ids);
  await recordAudit(db, actor, {
    action: 'comments_downloaded',
    subject: { kind: 'file', id: null, name: fileName },
    after: {
      comments: ids.length,
      ...Object.fromEntries(chosen),
      ...(answers ? { answersTo: answers } : {}),
      wordsSearchedFor: filter.search !== undefined,
      ...(flagged.length > 0 ? { flaggedComments: flagged } : {}),
    },
  });
}
