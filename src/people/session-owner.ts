import { ViewfinderError } from '../errors.js';
import type { Viewer } from './permissions.js';

/** @throws ViewfinderError `forbidden` for a request that came with a token, and so without a session. */
export function refuseToken({ session }: { session: unknown }): void {
  if (session !== undefined) return;
  throw new ViewfinderError('forbidden', 'A token cannot do this. Sign in with a browser.');
}

/**
 * Whoever is signed in with a browser. A program's token is refused: one that leaked could make
 * others, or lock its owner out. @throws ViewfinderError `forbidden`.
 */
export function sessionOwner(request: { viewer: Viewer; session: unknown }) {
  refuseToken(request);
  const { accountId } = request.viewer;
  if (accountId === null) throw new ViewfinderError('signed_out', 'Sign in first.');
  return { ...request.viewer, accountId };
}
