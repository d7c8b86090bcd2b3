import { randomBytes } from 'node:crypto';
import { ViewfinderError, type FieldFault } from '../errors.js';
import type { Db } from '../db/schema.js';
import { findAccount, findPasswordHash, updateAccount } from './account-queries.js';
import { recordAudit, type Actor } from './audit-queries.js';
import { hashPassword, passwordFault, passwordMatches } from './passwords.js';
import type { Permission } from './permissions.js';
import { endSessions } from './session-queries.js';
import { sha256 } from './session-store.js';
import { insertToken, revokeToken } from './token-queries.js';

export interface PasswordForm {
  /** The password until now; not looked at where it is a one-time password. */
  old: string;
  password: string;
  again: string;
}

/**
 * Puts a password of the owner's own in place and ends every session; the faults of the form where
 * there are any, and then nothing is changed.
 */
export async function changeOwnPassword(
  db: Db,
  actor: Actor,
  accountId: number,
  { old, password, again }: PasswordForm,
): Promise<FieldFault[]> {
  const account = await findAccount(db, accountId);
  const oldHash = await findPasswordHash(db, accountId);
  const faults: FieldFault[] = [];
  // Whoever must change a one-time password has signed in with it a moment ago.
  if (!account.mustChangePassword && !(await passwordMatches(oldHash, old))) {
    faults.push({ field: 'old', message: 'This is not your password' });
  }
  const message = await passwordFault(password, account);
  if (message !== undefined) faults.push({ field: 'password', message });
  else if (again !== password) {
    faults.push({ field: 'again', message: 'The two new passwords are not the same' });
  } else if (await passwordMatches(oldHash, password)) {
    faults.push({
      field: 'password',
      message: 'Choose a password that you have not had until now',
    });
  }
  if (faults.length > 0) return faults;

  const passwordHash = await hashPassword(password);
  await db.transaction().execute(async (transaction) => {
    await updateAccount(transaction, accountId, { passwordHash, mustChangePassword: false });
    const sessions = await endSessions(transaction, accountId);
    await recordAudit(transaction, actor, {
      action: 'password_changed',
      subject: { kind: 'account', id: accountId, name: account.name },
      before: { sessions },
      after: { sessions: 0 },
    });
  });
  return [];
}

export interface TokenRequest {
  name: string;
  scopes: readonly Permission[];
  days: number;
}

/** Begins a token, so that it is known for one wherever it turns up. */
const tokenPrefix = 'vf_';

/** Makes a token for a program and returns its text, which is kept nowhere: only its hash is. */
export async function makeToken(
  db: Db,
  actor: Actor & { accountId: number },
  { name, scopes, days }: TokenRequest,
): Promise<string> {
  const text = tokenPrefix + randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
  await db.transaction().execute(async (transaction) => {
    const { accountId } = actor;
    const token = { accountId, name, scopes, expiresAt, tokenHash: sha256(text) };
    const id = await insertToken(transaction, token);
    await recordAudit(transaction, actor, {
      action: 'token_made',
      subject: { kind: 'token', id, name },
      after: { scopes, expiresAt },
    });
  });
  return text;
}

/** Ends a token of that account. @throws ViewfinderError `not_found` where it has none such under way. */
export async function endToken(
  db: Db,
  actor: Actor,
  { accountId, tokenId }: { accountId: number; tokenId: number },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const name = await revokeToken(transaction, accountId, tokenId);
    if (name === undefined) {
      throw new ViewfinderError('not_found', 'There is no such token, or it was revoked before.');
    }
    const { name: owner } = await findAccount(transaction, accountId);
    await recordAudit(transaction, actor, {
      action: 'token_revoked',
      subject: { kind: 'token', id: tokenId, name },
      before: { account: owner },
    });
  });
}
