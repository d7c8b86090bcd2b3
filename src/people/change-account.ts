import { ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { AccountForm } from './account-form.js';
import {
  findAccount,
  findAccountByName,
  insertAccount,
  listAccounts,
  updateAccount,
  type Account,
} from './account-queries.js';
import { recordAudit, type Actor } from './audit-queries.js';
import { drawPassword, hashPassword } from './passwords.js';
import { endSessions } from './session-queries.js';
import { revokeTokens } from './token-queries.js';

const subjectOf = ({ id, name }: { id: number; name: string }) => ({ kind: 'account', id, name });

const isAdministrator = ({ roles, disabledAt }: Account) =>
  disabledAt === null && roles.includes('administrator');

/** @throws ViewfinderError `conflict` where nobody would be left who can manage accounts. */
async function refuseWithoutAdministrator(db: Db, before: Account): Promise<void> {
  if (!isAdministrator(before)) return;
  if ((await listAccounts(db)).some(isAdministrator)) return;
  const message = `${before.fullName} is the last administrator who can sign in. Make somebody else an administrator first`;
  throw new ViewfinderError('conflict', `${message}.`, {
    faults: [{ field: 'roles', message }],
    link: { href: `/people/${before.id}`, text: `Go back to ${before.fullName}` },
  });
}

/** @throws ViewfinderError `conflict` where the name is taken. */
async function refuseTakenName(db: Db, name: string): Promise<void> {
  if (!(await findAccountByName(db, name))) return;
  const message = `There is already an account named ${name}. Choose another name`;
  throw new ViewfinderError('conflict', `${message}.`, { faults: [{ field: 'name', message }] });
}

/** A password that is used once, for the one account that it was drawn for. */
export interface OneTimePassword {
  accountId: number;
  oneTimePassword: string;
}

/** Adds an account with a one-time password, to be changed at the first sign-in. @throws ViewfinderError `conflict`. */
export async function addAccount(
  db: Db,
  actor: Actor,
  { name, fullName, roles }: AccountForm,
): Promise<OneTimePassword> {
  const oneTimePassword = await drawPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const accountId = await db.transaction().execute(async (transaction) => {
    await refuseTakenName(transaction, name);
    const values = { name, fullName, roles, passwordHash, mustChangePassword: true };
    const id = await insertAccount(transaction, values);
    await recordAudit(transaction, actor, {
      action: 'account_added',
      subject: subjectOf({ id, name }),
      after: { fullName, roles },
    });
    return id;
  });
  return { accountId, oneTimePassword };
}

/** Changes the full name and the roles. @throws ViewfinderError `conflict` for the last administrator. */
export async function changeAccount(
  db: Db,
  actor: Actor,
  accountId: number,
  after: Pick<AccountForm, 'fullName' | 'roles'>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    await updateAccount(transaction, accountId, after);
    await refuseWithoutAdministrator(transaction, account);
    await recordAudit(transaction, actor, {
      action: 'account_changed',
      subject: subjectOf(account),
      before: { fullName: account.fullName, roles: account.roles },
      after: { ...after },
    });
  });
}

/** Ends an account's sessions and tokens: who has them may be somebody else. How many there were. */
const shutOut = async (db: Db, accountId: number) => ({
  sessions: await endSessions(db, accountId),
  tokens: await revokeTokens(db, accountId),
});

/** Shuts an account out, at once and by its tokens too. @throws ViewfinderError `conflict` for the last administrator. */
export async function disableAccount(db: Db, actor: Actor, accountId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    if (account.disabledAt !== null) return;
    await updateAccount(transaction, accountId, { disabledAt: new Date().toISOString() });
    await refuseWithoutAdministrator(transaction, account);
    const before = await shutOut(transaction, accountId);
    await recordAudit(transaction, actor, {
      action: 'account_disabled',
      subject: subjectOf(account),
      before,
      after: { sessions: 0, tokens: 0 },
    });
  });
}

export async function enableAccount(db: Db, actor: Actor, accountId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    if (account.disabledAt === null) return;
    await updateAccount(transaction, accountId, { disabledAt: null });
    await recordAudit(transaction, actor, {
      action: 'account_enabled',
      subject: subjectOf(account),
    });
  });
}

/** Puts a one-time password in place of the password, and ends every session and token. */
export async function resetPassword(
  db: Db,
  actor: Actor,
  accountId: number,
): Promise<OneTimePassword> {
  const oneTimePassword = await drawPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  await db.transaction().execute(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    await updateAccount(transaction, accountId, { passwordHash, mustChangePassword: true });
    const before = await shutOut(transaction, accountId);
    await recordAudit(transaction, actor, {
      action: 'password_reset',
      subject: subjectOf(account),
      before,
      after: { sessions: 0, tokens: 0 },
    });
  });
  return { accountId, oneTimePassword };
}

/** Signs an account out everywhere. */
export async function endAccountSessions(db: Db, actor: Actor, accountId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const account = await findAccount(transaction, accountId);
    const sessions = await endSessions(transaction, accountId);
    await recordAudit(transaction, actor, {
      action: 'sessions_ended',
      subject: subjectOf(account),
      before: { sessions },
      after: { sessions: 0 },
    });
  });
}
