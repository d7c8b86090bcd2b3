import { promisify } from 'node:util';
import type { Session, SessionData } from 'express-session';

interface Request {
  session: Session & Partial<SessionData>;
  ip?: string | undefined;
  get(name: string): string | undefined;
}

const longestBrowserName = 300;

/**
 * Signs an account in: under a new session id, so that an id which somebody else planted or saw before
 * is worth nothing.
 */
export async function startSession(request: Request, accountId: number): Promise<void> {
  const { session } = request;
  await promisify((done: (error: unknown) => void) => session.regenerate(done))();
  request.session.accountId = accountId;
  request.session.signedInAt = new Date().toISOString();
  request.session.address = request.ip ?? '';
  request.session.browser = (request.get('User-Agent') ?? '').slice(0, longestBrowserName);
}

/** Signs out: the session is gone from the database too. */
export const endSession = ({ session }: Request): Promise<void> =>
  promisify((done: (error: unknown) => void) => session.destroy(done))();
