import { createHash } from 'node:crypto';
import { ViewfinderError } from '../errors.js';
import { formatTime } from '../http/formats.js';
import type { FrameVersion } from './draft-queries.js';

/** Stands in a form for what it was made from: another mark means that somebody changed that since. */
export const markOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')
    .slice(0, 16);

/**
 * What somebody is told who saves what another has changed since they opened it: nothing is written, and
 * their form comes back as they wrote it.
 */
export function changedMeanwhile(
  { changedBy, changedAt }: Pick<FrameVersion, 'changedBy' | 'changedAt'>,
  { field, what, then }: { field: string; what: string; then: string },
): ViewfinderError {
  const when = changedAt === null ? '' : ` on ${formatTime(changedAt)}`;
  const message = `${changedBy ?? 'Somebody'} saved this draft${when}, and ${what} is not what it was when you opened this page. Nothing is lost: below is what you wrote. ${then}`;
  return new ViewfinderError('conflict', message, { faults: [{ field, message }] });
}
