import type { Db } from '../db/schema.js';

/** The account and scopes of a token that is neither expired nor revoked; its use is noted. */
export async function findToken(
  db: Db,
  tokenHash: string,
): Promise<{ accountId: number; scopes: string[] } | undefined> {
  const now = new Date().toISOString();
  const token = await db
    .selectFrom('apiToken')
    .select(['id', 'accountId', 'scopes'])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return token && { accountId: token.accountId, scopes: JSON.parse(token.scopes) as string[] };
}
