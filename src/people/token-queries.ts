import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { permissions, type Permission } from './permissions.js';

/** A permission that a later version no longer knows is worth nothing. */
const scopesSchema = z
  .array(z.string())
  .transform((keys) => keys.filter((key): key is Permission => Object.hasOwn(permissions, key)));

const parseScopes = (text: string): Permission[] => scopesSchema.parse(JSON.parse(text));

export interface FoundToken {
  id: number;
  accountId: number;
  /** What the token was made for; it may do no more than its account may today. */
  scopes: Permission[];
}

/**
 * The token of that SHA-256 (hexadecimal), unless it is unknown, revoked or past its expiry, or its
 * account is disabled or has yet to change a one-time password.
 */
export async function findToken(db: Db, tokenHash: string): Promise<FoundToken | undefined> {
  const found = await db
    .selectFrom('apiToken')
    .innerJoin('account', 'account.id', 'apiToken.accountId')
    .select(['apiToken.id', 'apiToken.accountId', 'apiToken.scopes'])
    .where('apiToken.tokenHash', '=', tokenHash)
    .where('apiToken.revokedAt', 'is', null)
    .where('apiToken.expiresAt', '>', new Date().toISOString())
    .where('account.disabledAt', 'is', null)
    .where('account.mustChangePassword', '=', 0)
    .executeTakeFirst();
  return found && { ...found, scopes: parseScopes(found.scopes) };
}

/** Notes that a token is in use, to the minute, so that a busy program does not write at each request. */
export async function markTokenUsed(db: Db, tokenId: number): Promise<void> {
  const now = Date.now();
  await db
    .updateTable('apiToken')
    .set({ usedAt: new Date(now).toISOString() })
    .where('id', '=', tokenId)
    .where(({ or, eb }) =>
      or([eb('usedAt', 'is', null), eb('usedAt', '<', new Date(now - 60_000).toISOString())]),
    )
    .execute();
}

export interface ListedToken {
  id: number;
  name: string;
  scopes: Permission[];
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
}

/** The tokens of an account, newest first, ended ones too. */
export async function listTokens(db: Db, accountId: number): Promise<ListedToken[]> {
  const tokens = await db
    .selectFrom('apiToken')
    .select(['id', 'name', 'scopes', 'createdAt', 'expiresAt', 'usedAt', 'revokedAt'])
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .execute();
  return tokens.map((token) => ({ ...token, scopes: parseScopes(token.scopes) }));
}

export interface NewToken {
  accountId: number;
  name: string;
  tokenHash: string;
  scopes: readonly Permission[];
  expiresAt: string;
}

export async function insertToken(db: Db, token: NewToken): Promise<number> {
  const { id } = await db
    .insertInto('apiToken')
    .values({
      ...token,
      scopes: JSON.stringify(token.scopes),
      createdAt: new Date().toISOString(),
      usedAt: null,
      revokedAt: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends a token of that account; its name, or undefined where there is none still running. */
export async function revokeToken(
  db: Db,
  accountId: number,
  tokenId: number,
): Promise<string | undefined> {
  const revoked = await db
    .updateTable('apiToken')
    .set({ revokedAt: new Date().toISOString() })
    .where('id', '=', tokenId)
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .returning('name')
    .executeTakeFirst();
  return revoked?.name;
}

/** Ends every token of an account that still runs. Returns how many there were. */
export async function revokeTokens(db: Db, accountId: number): Promise<number> {
  const now = new Date().toISOString();
  const { numUpdatedRows } = await db
    .updateTable('apiToken')
    .set({ revokedAt: now })
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
