import type { Db } from '../db/schema.js';

/** Whom a database lets in no more: what an older copy must not undo. */
export interface ShutOut {
  accountNames: string[];
  tokenHashes: string[];
}

export async function shutOut(db: Db): Promise<ShutOut> {
  const accounts = await db
    .selectFrom('account')
    .select('name')
    .where('disabledAt', 'is not', null)
    .execute();
  const tokens = await db
    .selectFrom('apiToken')
    .select('tokenHash')
    .where('revokedAt', 'is not', null)
    .execute();
  return {
    accountNames: accounts.map(({ name }) => name),
    tokenHashes: tokens.map(({ tokenHash }) => tokenHash),
  };
}

/** Disables those accounts and revokes those tokens again. Returns the names of the accounts. */
export async function keepOut(
  db: Db,
  { accountNames, tokenHashes }: ShutOut,
  at: string,
): Promise<string[]> {
  await db
    .updateTable('apiToken')
    .set({ revokedAt: at })
    .where('tokenHash', 'in', tokenHashes)
    .where('revokedAt', 'is', null)
    .execute();
  const disabled = await db
    .updateTable('account')
    .set({ disabledAt: at })
    .where('name', 'in', accountNames)
    .where('disabledAt', 'is', null)
    .returning('name')
    .execute();
  return disabled.map(({ name }) => name);
}

export async function endEverySession(db: Db): Promise<void> {
  await db.deleteFrom('session').execute();
}

/** Imports with a file in the uploads folder. */
export const importsWithFile = (db: Db) =>
  db
    .selectFrom('import')
    .select(['id', 'state', 'uploadName', 'fileName'])
    .where('uploadName', 'is not', null)
    .execute();

/** An import that counts no longer names a file that is gone. */
export async function forgetFile(db: Db, importId: number): Promise<void> {
  await db
    .updateTable('import')
    .set({ uploadName: null, uploadKey: null })
    .where('id', '=', importId)
    .execute();
}
