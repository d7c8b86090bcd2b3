import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { wholeSight, type Sight } from '../people/sight.js';
import { markOf } from '../themes/stale-form.js';
import { acceptedNow, parseAccepted } from './accepted.js';
import { livePartsOf } from './live-parts.js';
import { findPart, listParts, recorded, type PartOfReport } from './part-queries.js';
import { changesBetween, commentWords, printedOf } from './printed.js';
import type { ReportModel } from './report-model.js';
import { isLive, type StoredPart } from './report-parts.js';
import { nextRevision, subjectOf, type Report } from './report-queries.js';
import { draftAgain } from './sign-off/version-queries.js';

const changes = { section: 'section_changed', text: 'text_changed' } as const;

/**
 * Saves a heading or a text where nobody has changed it since that revision.
 * Returns the part as it stands where somebody has; undefined once it is saved.
 * @throws ViewfinderError `not_found` for a part that has been taken out.
 */
export const changeBody = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  { body, revision }: { body: string; revision: number },
): Promise<StoredPart | undefined> =>
  db.transaction().execute(async (transaction) => {
    const now = await findPart(transaction, report.id, part.id);
    if (now.kind !== 'section' && now.kind !== 'text') throw notFound('text');
    if (now.body === body) return undefined;
    if (now.revision !== revision) return now;
    await transaction
      .updateTable('reportPart')
      .set({
        body,
        revision: await nextRevision(transaction, report.id),
        changedBy: actor.accountName,
        changedAt: new Date().toISOString(),
      })
      .where('id', '=', part.id)
      .execute();
    await recordAudit(transaction, actor, {
      action: changes[now.kind],
      subject: subjectOf(report),
      before: await recorded(transaction, now),
      after: await recorded(transaction, { ...now, body }),
    });
    return undefined;
  });

const changedAgain = (report: Report, partId: number) =>
  new ViewfinderError(
    'conflict',
    'Nothing was accepted: it has changed again since you looked. Look at what it prints now.',
    { link: { href: `/reports/${report.id}#part-${partId}`, text: 'Look at it again' } },
  );

/** Whoever approved a quote read it in its comment, with whose view it is of what: an author alone accepts no other. */
const approvedWith: readonly string[] = [commentWords, 'Group', 'Question'];

/**
 * An author accepts what a part prints now, as its page showed it under that mark.
 * @throws ViewfinderError `conflict` where it prints something else again by now.
 */
export async function acceptPart(
  db: Db,
  viewer: Actor & Sight,
  { report, part }: PartOfReport,
  mark: string,
): Promise<void> {
  const [live = null] = await livePartsOf(db, viewer, [part]);
  if (!live || markOf(printedOf(live)) !== mark) throw changedAgain(report, part.id);
  const accepted = await acceptedNow(db, live);
  const before = parseAccepted(part.accepted)?.printed ?? {};
  const isOther = changesBetween(before, printedOf(live)).some(({ label }) =>
    approvedWith.includes(label),
  );
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('reportPart')
      .set({ accepted })
      .where('id', '=', part.id)
      .where('fallenAt', 'is', null)
      .executeTakeFirstOrThrow();
    // The part's own revision stays: nobody who is changing its words has to choose anew.
    await nextRevision(transaction, report.id);
    if (numUpdatedRows === 0n) throw notFound('part of the report');
    if (isOther) await draftAgain(transaction, viewer, part.id);
    await recordAudit(transaction, viewer, {
      action: 'part_accepted',
      subject: subjectOf(report),
      after: await recorded(transaction, part),
    });
  });
}

/** Parts from before what is accepted was kept count as accepted as an author first sees them. */
export async function acceptOld(db: Db, { id, parts }: Pick<ReportModel, 'id' | 'parts'>) {
  const settled = new Set(
    parts.filter(isLive).flatMap((part) => (part.stale === null ? [part.id] : [])),
  );
  const old = (await listParts(db, id)).filter(
    (part) => part.accepted === null && settled.has(part.id),
  );
  const live = await livePartsOf(db, wholeSight, old);
  for (const [at, part] of old.entries()) {
    const accepted = await acceptedNow(db, live[at] ?? null);
    await db.updateTable('reportPart').set({ accepted }).where('id', '=', part.id).execute();
  }
}
