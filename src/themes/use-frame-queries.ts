import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { compileFrame, parseContent } from './code-frame.js';

/**
 * Puts a version of the frame to use. Comments are coded by it from then on; those that are there are coded
 * again afterwards, import by import.
 * @throws ViewfinderError `not_found`, `conflict` where it is in use already, `invalid` for a rule that
 * cannot be used.
 */
export const useFrame = (db: Db, actor: Actor, frameId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const frame = await transaction
      .selectFrom('frame')
      .select(['name', 'version', 'state', 'content'])
      .where('id', '=', frameId)
      .executeTakeFirst();
    if (!frame) throw notFound('version of the code frame');
    if (frame.state === 'current') {
      throw new ViewfinderError('conflict', 'This version is in use already.');
    }
    if (frame.content === null) {
      throw new ViewfinderError(
        'conflict',
        'Nothing but the names of this version was kept, so it cannot be used again.',
      );
    }
    compileFrame(parseContent(JSON.parse(frame.content)));
    await transaction
      .updateTable('frame')
      .set({ state: 'past' })
      .where('state', '=', 'current')
      .execute();
    await transaction
      .updateTable('frame')
      .set({ state: 'current' })
      .where('id', '=', frameId)
      .execute();
    await recordAudit(transaction, actor, {
      action: 'frame_used',
      subject: { kind: 'frame', id: frameId, name: `${frame.name} ${frame.version}` },
    });
  });

/** A version of the frame, ready for use. @throws ViewfinderError `not_found`. */
export async function findFrame(db: Db, frameId: number) {
  const frame = await db
    .selectFrom('frame')
    .select(['id', 'name', 'version', 'state', 'content'])
    .where('id', '=', frameId)
    .executeTakeFirst();
  if (!frame || frame.content === null) throw notFound('version of the code frame');
  return { ...frame, content: parseContent(JSON.parse(frame.content)) };
}
