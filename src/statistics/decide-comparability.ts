import { notFound } from '../errors.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Viewer } from '../people/permissions.js';
import type { ComparabilityForm } from './comparability-form.js';
import type { Decision } from './comparability.js';
import { replaceDecision } from './comparability-queries.js';
import { trendOf, type TrendSpec } from './trend-queries.js';

const recorded = (decision: Decision | null) =>
  decision ? { comparable: decision.comparable, note: decision.note } : { comparable: null };

/**
 * Keeps what somebody says of two waves of a question, with what the program has found by now, or takes
 * it back. @throws ViewfinderError `not_found` where they are no neighbours of that question.
 */
export async function decideComparability(
  db: Db,
  viewer: Viewer,
  spec: TrendSpec,
  form: ComparabilityForm,
): Promise<void> {
  const { waveId, earlierWaveId, answer, note } = form;
  const { question, changes } = await trendOf(db, viewer, spec, 'publication');
  const change = changes.find(
    (one) => one.waveId === waveId && one.earlierWaveId === earlierWaveId,
  );
  if (!change) throw notFound('wave');
  const decision =
    answer === 'undo'
      ? null
      : {
          comparable: answer === 'yes',
          note,
          accountName: viewer.accountName,
          decidedAt: new Date().toISOString(),
          findings: change.findings
            .filter(({ toSettle }) => toSettle)
            .map(({ sentence }) => sentence),
        };
  await inTransaction(db, async (transaction) => {
    const pair = {
      questionId: question.id,
      waveId: change.waveId,
      earlierWaveId: change.earlierWaveId,
    };
    await replaceDecision(transaction, pair, decision);
    await recordAudit(transaction, viewer, {
      action: decision ? 'comparability_decided' : 'comparability_undone',
      subject: { kind: 'question', id: question.id, name: question.text },
      before: { ...recorded(change.decision), waves: [change.earlierWave, change.wave] },
      after: { ...recorded(decision), waves: [change.earlierWave, change.wave] },
    });
  });
}
