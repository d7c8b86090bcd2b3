import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { notFound, ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import type { FrameContent } from './code-frame.js';
import { compileFrame } from './compile-frame.js';
import { findFrame, takeIntoUse, type FrameVersion } from './draft-queries.js';

type WholeFrame = FrameVersion & { content: FrameContent };

/** A version with its rules. @throws ViewfinderError `not_found`, `conflict` where its rules are gone. */
export async function wholeFrame(db: Db, frameId: number): Promise<WholeFrame> {
  const frame = await findFrame(db, frameId);
  if (!frame) throw notFound('version of the code frame');
  const { content } = frame;
  if (content) return { ...frame, content };
  throw new ViewfinderError(
    'conflict',
    'Nothing but the names of this version’s themes was kept, so it cannot be used again.',
  );
}

/**
 * Puts a draft, or a version of before, to use. Comments are coded by it from then on; those that are there
 * are coded again afterwards, import by import.
 * @throws ViewfinderError `not_found`, `conflict` where it is in use already or its rules are gone,
 * `invalid` for a rule that cannot be used.
 */
export const useFrame = (db: Db, actor: Actor, frameId: number): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const frame = await wholeFrame(transaction, frameId);
    if (frame.state === 'current') {
      throw new ViewfinderError('conflict', 'This version is in use already.');
    }
    compileFrame(frame.content);
    await takeIntoUse(transaction, frame);
    await recordAudit(transaction, actor, {
      action: 'frame_used',
      subject: { kind: 'frame', id: frameId, name: `${frame.name} ${frame.version}` },
    });
  });
