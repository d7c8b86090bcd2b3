import { bulkInsert } from '../db/bulk-insert.js';
import type { RiskHitTable } from '../db/schema-coding.js';
import type { Db } from '../db/schema.js';
import { addDecisions } from './judgement-queries.js';
import { parseRisks } from './parse-risks.js';
import type { Risk } from './risk-finder.js';
import { riskKindKeys } from './risk-rules.js';
import type { TagRow } from './tag-rows.js';

/** A comment with what was found of risk in it now. */
interface ReadComment {
  commentId: number;
  found: Pick<TagRow, 'risks'>;
}

const unsettled = { outcome: null, settledBy: null, settledAt: null };

/** The part of a row that says what was found. */
function foundOf(json: string) {
  const found = new Set(parseRisks(json).map(({ kind }) => kind));
  const kinds = riskKindKeys.filter((kind) => found.has(kind));
  const worst = riskKindKeys.findIndex((kind) => found.has(kind));
  return { kinds: JSON.stringify(kinds), worst, evidence: json };
}

/** Stores what tells of risk in comments that were never read before. */
export async function addRisks(db: Db, comments: readonly ReadComment[]): Promise<void> {
  const foundAt = new Date().toISOString();
  const rows = comments.flatMap(({ commentId, found: { risks } }) =>
    risks === '' ? [] : [{ commentId, ...foundOf(risks), foundAt, ...unsettled }],
  );
  await bulkInsert(db, 'riskHit', rows);
}

const wordsOf = (risks: readonly Risk[]) => risks.flatMap(({ kind, words }) => [kind, ...words]);

/** Whether something is found that a person, who settled what was found before, has not seen. */
function isNew(before: string, now: string): boolean {
  const seen = new Set(wordsOf(parseRisks(before)));
  return wordsOf(parseRisks(now)).some((word) => !seen.has(word));
}

/**
 * Puts what is found of risk now, in a text that has changed or by other rules, in the place of what was
 * found before. A hit that nobody has settled goes with its words. What a person settled stays, without
 * its evidence where the words are gone, and is open again where other words or kinds are found.
 */
export async function replaceRisks(db: Db, comments: readonly ReadComment[]): Promise<void> {
  const ids = comments.map(({ commentId }) => commentId);
  const stored = await db
    .selectFrom('riskHit')
    .select(['commentId', 'evidence', 'outcome'])
    .where('commentId', 'in', ids)
    .execute();
  const before = new Map(stored.map((hit) => [hit.commentId, hit]));
  await addRisks(
    db,
    comments.filter(({ commentId }) => !before.has(commentId)),
  );
  for (const { commentId, found } of comments) {
    const hit = before.get(commentId);
    if (hit && hit.evidence !== found.risks) await replaceHit(db, hit, found.risks);
  }
}

type Hit = Pick<RiskHitTable, 'commentId' | 'evidence' | 'outcome'>;

async function replaceHit(db: Db, { commentId, evidence, outcome }: Hit, now: string) {
  if (now === '' && outcome === null) {
    await db.deleteFrom('riskHit').where('commentId', '=', commentId).execute();
    return;
  }
  const reopens = outcome !== null && now !== '' && isNew(evidence, now);
  const found = now === '' ? { evidence: '[]' } : foundOf(now);
  await db
    .updateTable('riskHit')
    .set({ ...found, ...(reopens ? { ...unsettled, foundAt: new Date().toISOString() } : {}) })
    .where('commentId', '=', commentId)
    .execute();
  if (reopens) await noteReopened(db, commentId, outcome);
}

const noteReopened = (db: Db, commentId: number, outcome: string): Promise<void> =>
  addDecisions(db, [
    {
      commentId,
      kind: 'risk',
      themeKey: null,
      before: JSON.stringify({ outcome }),
      after: JSON.stringify({ outcome: null }),
      differs: 0,
      accountId: null,
      accountName: 'Viewfinder',
    },
  ]);
