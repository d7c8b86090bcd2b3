import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { foldLine } from '../http/parse.js';
import {
  findAccount,
  findAccountByName,
  insertAccount,
  updateAccount,
  type Account,
} from './account-queries.js';
import { recordAudit, type Actor } from './audit-queries.js';
import { findAccountIdBySubject } from './single-sign-on-queries.js';
import type { Identity } from './single-sign-on.js';

const longestName = 200;
const cleanName = (text: string) => foldLine(text.replace(/\p{C}/gu, ' ')).slice(0, longestName);

const subjectOf = ({ id, name }: { id: number | null; name: string }) => ({
  kind: 'account',
  id,
  name,
});

/** As the audit names the provider's word. */
const providerAt = (address: string): Actor => ({
  accountId: null,
  accountName: 'single sign-on',
  address,
});

/**
 * A name that another account has is not the same person's for that: the newcomer gets one that tells
 * where it is from, and the other account stays as it is.
 */
async function freeName(db: Db, { name, subject }: Identity): Promise<string> {
  const plain = cleanName(name).toLowerCase();
  if (!(await findAccountByName(db, plain))) return plain;
  const [issuer = '', ...key] = subject.split(' ');
  const told = `${plain} (${new URL(issuer).host})`;
  return (await findAccountByName(db, told)) ? `${told} ${key.join(' ')}` : told;
}

async function addAccount(db: Db, identity: Identity, address: string): Promise<Account> {
  const { roles, subject } = identity;
  const name = await freeName(db, identity);
  const fullName = cleanName(identity.fullName) || name;
  const id = await insertAccount(db, { name, fullName, roles, oidcSubject: subject });
  await recordAudit(db, providerAt(address), {
    action: 'account_added',
    subject: subjectOf({ id, name }),
    after: { fullName, roles },
  });
  return findAccount(db, id);
}

/** Takes roles away as well as gives them: the provider has the last word at every sign-in. */
async function followRoles(
  db: Db,
  account: Account,
  { identity: { roles }, address }: { identity: Identity; address: string },
): Promise<void> {
  if (account.roles.join() === roles.join()) return;
  await updateAccount(db, account.id, { roles });
  await recordAudit(db, providerAt(address), {
    action: 'account_changed',
    subject: subjectOf(account),
    before: { roles: account.roles },
    after: { roles },
  });
}

const refusals = {
  role: 'You are known to your organisation’s sign-in, but it gives you no role in Viewfinder. Ask whoever looks after Viewfinder for one.',
  disabled: 'Your account in Viewfinder is disabled. Ask an administrator.',
};

/** The account that is let in, or why it is not. */
async function decide(
  db: Db,
  identity: Identity,
  address: string,
): Promise<{ account: Account | undefined; refused: keyof typeof refusals | null }> {
  const accountId = await findAccountIdBySubject(db, identity.subject);
  if (accountId === undefined && identity.roles.length === 0) {
    return { account: undefined, refused: 'role' };
  }
  const account =
    accountId === undefined
      ? await addAccount(db, identity, address)
      : await findAccount(db, accountId);
  if (account.disabledAt !== null) return { account, refused: 'disabled' };
  await followRoles(db, account, { identity, address });
  return { account, refused: identity.roles.length === 0 ? 'role' : null };
}

/**
 * The id of the account that a proved identity lets in: made at the first sign-in, with the roles that
 * the provider gives at each.
 * @throws ViewfinderError `forbidden` without a role, or for an account that is disabled; what was
 * recorded stays recorded.
 */
export async function letIn(db: Db, identity: Identity, address: string): Promise<number> {
  const { account, refused } = await db.transaction().execute(async (transaction) => {
    const decided = await decide(transaction, identity, address);
    const { account: person } = decided;
    const actor = {
      accountId: person?.id ?? null,
      accountName: person?.name ?? '',
      address,
    };
    const subject = subjectOf({ id: actor.accountId, name: person?.name ?? 'unknown name' });
    const how = { by: 'single sign-on' };
    await recordAudit(
      transaction,
      actor,
      decided.refused === null
        ? { action: 'sign_in', subject, after: how }
        : { action: 'sign_in_failed', subject, after: { ...how, lacks: decided.refused } },
    );
    if (person && decided.refused === null) {
      await updateAccount(transaction, person.id, { signedInAt: new Date().toISOString() });
    }
    return decided;
  });
  if (!account || refused !== null) {
    throw new ViewfinderError('forbidden', refusals[refused ?? 'role']);
  }
  return account.id;
}
