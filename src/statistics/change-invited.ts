import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { respondentGroups } from '../surveys/respondent-groups.js';
import { invitedOf, saveInvited } from './invited-queries.js';
import type { Invited } from './response-rate.js';

const told = ({ all, groups }: Invited): Record<string, number | null> => ({
  'Invited altogether': all,
  ...Object.fromEntries(
    respondentGroups.flatMap(({ key, plural }) => {
      const invited = groups.get(key);
      return invited === undefined ? [] : [[plural, invited]];
    }),
  ),
});

/** Keeps how many were invited to a wave; says nothing to the audit where nothing is changed. */
export async function changeInvited(
  db: Db,
  actor: Actor,
  wave: { id: number; name: string; surveyName: string },
  invited: Invited,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const [before, after] = [told(await invitedOf(transaction, wave.id)), told(invited)];
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await saveInvited(transaction, wave.id, invited);
    await recordAudit(transaction, actor, {
      action: 'invited_changed',
      subject: { kind: 'wave', id: wave.id, name: `${wave.surveyName}, ${wave.name}` },
      before,
      after,
    });
  });
}
