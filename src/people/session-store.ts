import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Store, type SessionData } from 'express-session';
import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import {
  changeSession,
  findSession,
  removeExpiredSessions,
  removeSession,
  saveSession,
  touchSession,
} from './session-queries.js';

declare module 'express-session' {
  interface SessionData {
    accountId?: number;
    /** When the password was given (ISO): a session ends some hours after that, however busy it is. */
    signedInAt?: string;
    address?: string;
    /** The browser's own name of itself. */
    browser?: string;
    /** True for one that was read from the database. */
    isKept?: boolean;
  }
}

/** SHA-256 in hexadecimal: what the database keeps of a session's id, or of a token. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * The secret that the session cookie is signed with, made at the first start in a file that its owner
 * alone may read, so that a restart signs nobody out.
 */
export function sessionSecret({ dataDir }: Config): string {
  const file = path.join(dataDir, 'session-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8');
}

const touchAfterMilliseconds = 60_000;
const purgeEveryMilliseconds = 3_600_000;

const endOf = ({ cookie }: SessionData) =>
  new Date(cookie.expires ?? Date.now() + (cookie.originalMaxAge ?? 0)).toISOString();

/** Hands a promise's outcome to a callback of express-session. */
function settle<T>(work: Promise<T>, done?: (error?: unknown, value?: T) => void): void {
  work.then(
    (value) => done?.(null, value),
    (error: unknown) => done?.(error),
  );
}

/** Sessions as rows, known by the hash of their id. */
export class SessionStore extends Store {
  private purgedAt = 0;

  constructor(private readonly db: Db) {
    super();
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    const found = findSession(this.db, sha256(id), new Date().toISOString());
    settle(
      found.then((row) =>
        row ? { ...(JSON.parse(row.content) as SessionData), isKept: true } : null,
      ),
      done,
    );
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    const { isKept = false, ...fields } = session;
    const { accountId = null, address = '', browser = '' } = fields;
    const expiresAt = endOf(session);
    const content = JSON.stringify(fields);
    const kept = { accountId, address, browser, content, expiresAt };
    // One that was ended while its last request was under way stays ended.
    const save = isKept ? changeSession : saveSession;
    settle(
      this.purge().then(() => save(this.db, sha256(id), kept)),
      done,
    );
  }

  override touch(id: string, session: SessionData, done?: () => void): void {
    const seenBefore = new Date(Date.now() - touchAfterMilliseconds).toISOString();
    settle(touchSession(this.db, sha256(id), { seenBefore, expiresAt: endOf(session) }), done);
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    settle(removeSession(this.db, sha256(id)), done);
  }

  private async purge(): Promise<void> {
    if (Date.now() - this.purgedAt < purgeEveryMilliseconds) return;
    this.purgedAt = Date.now();
    await removeExpiredSessions(this.db, new Date().toISOString());
  }
}
