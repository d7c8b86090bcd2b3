import type { Db } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';

/** Comments of published imports, or of one, that may tell of risk and that nobody has looked at yet. */
export async function countWaitingRisks(db: Db, viewer: Sight, importId?: number): Promise<number> {
  const waiting = db
    .selectFrom('riskHit')
    .innerJoin('comment', 'comment.id', 'riskHit.commentId')
    .innerJoin('import', 'import.id', 'comment.importId')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('riskHit.outcome', 'is', null)
    .where('import.state', '=', 'published')
    .where('comment.surveyId', 'not in', hiddenFrom(viewer));
  const { count } = await (
    importId === undefined ? waiting : waiting.where('comment.importId', '=', importId)
  ).executeTakeFirstOrThrow();
  return count;
}
