import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { moved, type Destination } from './arrange.js';
import { listParts, recorded, writeOrder, type PartOfReport } from './part-queries.js';
import { nextRevision, subjectOf } from './report-queries.js';

/**
 * Moves a part, of a section all that is in it, to the side of another. Every place is written anew in one
 * transaction: whoever moves something at the same time loses nothing. Returns the place, from 1.
 * @throws ViewfinderError `conflict` where the other part has been taken out meanwhile.
 */
export const movePart = (
  db: Db,
  actor: Actor,
  { report, part }: PartOfReport,
  to: Destination,
): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const parts = await listParts(transaction, report.id);
    const from = parts.findIndex(({ id }) => id === part.id);
    if (from === -1) throw notFound('part of the report');
    const ids = moved(parts, part.id, to);
    if (!ids) {
      throw new ViewfinderError(
        'conflict',
        'Nothing was moved: the part beside it has been taken out meanwhile. Look at the report again.',
        { link: { href: `/reports/${report.id}#part-${part.id}`, text: 'Open the report' } },
      );
    }
    const place = ids.indexOf(part.id) + 1;
    if (place === from + 1) return place;
    await nextRevision(transaction, report.id);
    await writeOrder(transaction, ids);
    await recordAudit(transaction, actor, {
      action: 'part_moved',
      subject: subjectOf(report),
      before: { ...(await recorded(transaction, part)), place: from + 1 },
      after: { place },
    });
    return place;
  });
