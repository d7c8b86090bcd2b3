import type { Db } from '../db/schema.js';

/** The account that signs in as that "issuer subject". */
export async function findAccountIdBySubject(db: Db, subject: string): Promise<number | undefined> {
  const found = await db
    .selectFrom('account')
    .select('id')
    .where('oidcSubject', '=', subject)
    .executeTakeFirst();
  return found?.id;
}
