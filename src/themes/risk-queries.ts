import { addFlag } from '../comments/flag-queries.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { addDecisions } from './judgement-queries.js';
import type { RiskFilter } from './risk-filter.js';
import { flagReasonOf, outcomeWords, riskOutcomes, type RiskOutcome } from './risk-words.js';
import { riskKindKeys } from './risk-rules.js';

export const hitsPerPage = 25;

/** Comments of published imports that may tell of risk, as far as the viewer may see them. */
const hits = (db: Db, viewer: Sight) =>
  db
    .selectFrom('riskHit')
    .innerJoin('comment', 'comment.id', 'riskHit.commentId')
    .innerJoin('import', 'import.id', 'comment.importId')
    .where('import.state', '=', 'published')
    .where('comment.surveyId', 'not in', hiddenFrom(viewer));

const narrowed = (db: Db, viewer: Sight, { state, kind, survey, group, ...filter }: RiskFilter) => {
  let query = hits(db, viewer).where(
    'riskHit.outcome',
    state === 'waiting' ? 'is' : 'is not',
    null,
  );
  if (kind) query = query.where('riskHit.kinds', 'like', `%"${kind}"%`);
  if (survey !== undefined) query = query.where('comment.surveyId', '=', survey);
  if (group !== undefined) query = query.where('comment.groupKey', '=', group);
  if (filter.import !== undefined) query = query.where('comment.importId', '=', filter.import);
  return query;
};

const described = (query: ReturnType<typeof hits>) =>
  query
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .innerJoin('wave', 'wave.id', 'comment.waveId')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .leftJoin('commentFlag', 'commentFlag.commentId', 'comment.id')
    .select([
      'comment.id',
      'comment.text',
      'comment.groupKey',
      'survey.name as survey',
      'wave.name as wave',
      'question.text as question',
      'riskHit.kinds',
      'riskHit.evidence',
      'riskHit.foundAt',
      'riskHit.outcome',
      'riskHit.settledBy',
      'riskHit.settledAt',
      'commentFlag.reason as flag',
    ]);

/** One page of a list: waiting ones with the worst kinds and then the oldest first, settled ones the newest. */
export function listRisks(db: Db, viewer: Sight, filter: RiskFilter) {
  const query = described(narrowed(db, viewer, filter));
  const ordered =
    filter.state === 'settled'
      ? query.orderBy('riskHit.settledAt', 'desc')
      : query.orderBy('riskHit.worst').orderBy('riskHit.foundAt');
  return ordered
    .orderBy('comment.id')
    .limit(hitsPerPage)
    .offset((filter.page - 1) * hitsPerPage)
    .execute();
}

export async function countRisks(db: Db, viewer: Sight, filter: RiskFilter): Promise<number> {
  const { count } = await narrowed(db, viewer, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The surveys and groups that there are hits of, for the filters. */
export async function riskChoices(db: Db, viewer: Sight) {
  const surveys = await hits(db, viewer)
    .innerJoin('survey', 'survey.id', 'comment.surveyId')
    .select(['survey.id', 'survey.name'])
    .distinct()
    .orderBy('survey.name')
    .execute();
  const groups = await hits(db, viewer).select('comment.groupKey').distinct().execute();
  return { surveys, groups: groups.flatMap(({ groupKey }) => groupKey ?? []) };
}

/** @throws ViewfinderError `not_found` for a comment in which nothing of risk was found, too. */
export async function findRisk(db: Db, viewer: Sight, commentId: number) {
  const found = await described(
    hits(db, viewer).where('comment.id', '=', commentId),
  ).executeTakeFirst();
  if (!found) throw notFound('comment');
  return found;
}

/** What was decided of a comment's risk, the latest first. */
export const riskDecisions = (db: Db, commentId: number) =>
  db
    .selectFrom('codingDecision')
    .select(['after', 'accountName', 'decidedAt'])
    .where('commentId', '=', commentId)
    .where('kind', '=', 'risk')
    .orderBy('id', 'desc')
    .execute();

const subjectOf = (commentId: number) => ({
  kind: 'comment',
  id: commentId,
  name: `Comment ${commentId}`,
});

const seeIt = (commentId: number) => ({
  link: { href: `/review/risk/${commentId}`, text: 'See what was decided' },
});

interface Change {
  commentId: number;
  before: RiskOutcome | null;
  after: RiskOutcome | null;
}

async function noteDecision(db: Db, actor: Actor, { commentId, before, after }: Change) {
  await addDecisions(db, [
    {
      commentId,
      kind: 'risk',
      themeKey: null,
      before: JSON.stringify({ outcome: before }),
      after: JSON.stringify({ outcome: after }),
      differs: 0,
      accountId: actor.accountId,
      accountName: actor.accountName,
    },
  ]);
  await recordAudit(db, actor, {
    action: after === null ? 'risk_reopened' : 'risk_settled',
    subject: subjectOf(commentId),
    before: { outcome: before && outcomeWords(before) },
    after: { outcome: after && outcomeWords(after) },
  });
}

/**
 * Records what came of looking into a comment, and flags it where that is wanted and nobody has.
 * @throws ViewfinderError `conflict` where somebody else has settled it meanwhile.
 */
export const settleRisk = (
  db: Db,
  actor: Actor,
  commentId: number,
  { outcome, flag }: { outcome: RiskOutcome; flag: boolean },
): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const hit = await transaction
      .updateTable('riskHit')
      .set({ outcome, settledBy: actor.accountName, settledAt: new Date().toISOString() })
      .where('commentId', '=', commentId)
      .where('outcome', 'is', null)
      .returning('worst')
      .executeTakeFirst();
    if (!hit) {
      const message = 'Somebody has settled this comment meanwhile.';
      throw new ViewfinderError('conflict', message, seeIt(commentId));
    }
    await noteDecision(transaction, actor, { commentId, before: null, after: outcome });
    const kind = riskKindKeys[hit.worst] ?? 'harm';
    if (flag) await addFlag(transaction, actor, commentId, flagReasonOf[kind]);
  });

/** Puts a settled comment back among those that wait. @throws ViewfinderError `conflict` where it waits already. */
export const reopenRisk = (db: Db, actor: Actor, commentId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const hit = await transaction
      .selectFrom('riskHit')
      .select('outcome')
      .where('commentId', '=', commentId)
      .executeTakeFirst();
    const before = (Object.keys(riskOutcomes) as RiskOutcome[]).find((key) => key === hit?.outcome);
    if (before === undefined) {
      throw new ViewfinderError('conflict', 'This comment is open already.', seeIt(commentId));
    }
    await transaction
      .updateTable('riskHit')
      .set({ outcome: null, settledBy: null, settledAt: null })
      .where('commentId', '=', commentId)
      .execute();
    await noteDecision(transaction, actor, { commentId, before, after: null });
  });
