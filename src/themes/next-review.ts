import { everything } from '../comments/comment-filter.js';
import type { Db } from '../db/schema.js';
import type { Viewer } from '../people/permissions.js';
import { claim, queueOf, takenOf } from './review-queries.js';
import type { ReviewQueue } from './review-queue.js';

/** A comment stays on its reader's screen for this long, unless they save or pass it over. */
const claimMilliseconds = 10 * 60_000;
/** What somebody passed over comes back after this. */
const skipMilliseconds = 60 * 60_000;

const after = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

/** The next comment of a queue that is on nobody else's screen, and is on this one's from now on. */
export async function nextComment(
  db: Db,
  viewer: Viewer,
  { pile, order, chosen }: ReviewQueue,
): Promise<number | undefined> {
  const ids = await queueOf(db, { ...everything(viewer), chosen }, pile, order);
  const { accountId } = viewer;
  if (accountId === null || ids.length === 0) return ids[0];
  const taken = await takenOf(db, accountId, ids, new Date().toISOString());
  const next = ids.find((id) => !taken.has(id));
  if (next !== undefined) {
    await claim(db, { commentId: next, accountId, isSkipped: false }, after(claimMilliseconds));
  }
  return next;
}

/** Passes a comment over for an hour. */
export async function passOver(db: Db, { accountId }: Viewer, commentId: number): Promise<void> {
  if (accountId === null) return;
  await claim(db, { commentId, accountId, isSkipped: true }, after(skipMilliseconds));
}
