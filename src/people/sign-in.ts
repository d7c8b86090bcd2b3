import type { Db } from '../db/schema.js';
import {
  findAccountByName,
  findPasswordHash,
  updateAccount,
  type Account,
} from './account-queries.js';
import { recordAudit } from './audit-queries.js';
import { passwordMatches } from './passwords.js';

export interface Credentials {
  /** As accounts are found by it: trimmed and in lower case. */
  name: string;
  password: string;
  address: string;
}

/** A name that no account has may be a password typed into the wrong field: it is not recorded. */
const subjectOf = (account: Account | undefined) => ({
  kind: 'account',
  id: account?.id ?? null,
  name: account?.name ?? 'unknown name',
});

/**
 * The account that these credentials let in. Undefined alike, and after the same work, for a name that
 * no account has, a wrong password, an account without one and one that is disabled.
 */
export async function checkCredentials(
  db: Db,
  { name, password, address }: Credentials,
): Promise<Account | undefined> {
  const account = await findAccountByName(db, name);
  const open = account?.disabledAt === null ? account : undefined;
  const passwordHash = await findPasswordHash(db, open?.id ?? 0);
  const letIn = (await passwordMatches(passwordHash, password)) ? open : undefined;
  await db.transaction().execute(async (transaction) => {
    if (letIn) await updateAccount(transaction, letIn.id, { signedInAt: new Date().toISOString() });
    const accountName = letIn?.name ?? '';
    await recordAudit(
      transaction,
      { accountId: letIn?.id ?? null, accountName, address },
      { action: letIn ? 'sign_in' : 'sign_in_failed', subject: subjectOf(account) },
    );
  });
  return letIn;
}
