import { timingSafeEqual } from 'node:crypto';
import { ViewfinderError, type FieldFault } from '../errors.js';
import type { Db } from '../db/schema.js';
import { parseAccount, type AccountForm } from './account-form.js';
import { hasAccounts, insertAccount } from './account-queries.js';
import { recordAudit } from './audit-queries.js';
import { hashPassword, passwordFault } from './passwords.js';
import { sha256 } from './session-store.js';

export interface SetUpForm extends Pick<AccountForm, 'name' | 'fullName'> {
  code: string;
  password: string;
  again: string;
}

/** Compares hashes, which are of one length, in the same time whatever is right about them. */
const isCode = (entered: string, code: string) =>
  timingSafeEqual(Buffer.from(sha256(entered.trim().toLowerCase())), Buffer.from(sha256(code)));

export const alreadySetUp = () =>
  new ViewfinderError('conflict', 'The first administrator has been made already. Sign in.', {
    link: { href: '/sign-in', text: 'Sign in' },
  });

/** What is wrong with the form, the code apart from all else: whoever lacks it learns no more. */
export async function setUpFaults(form: SetUpForm, code: string): Promise<FieldFault[]> {
  if (!isCode(form.code, code)) {
    const message =
      'This is not the code. It stands in the lines that the server printed when it last started';
    return [{ field: 'code', message }];
  }
  const { faults } = parseAccount({ ...form, roles: 'administrator' });
  const message = await passwordFault(form.password, form);
  if (message !== undefined) return [...faults, { field: 'password', message }];
  if (form.again === form.password) return faults;
  return [...faults, { field: 'again', message: 'The two passwords are not the same' }];
}

/**
 * Makes the first administrator of a database without accounts; returns its id.
 * @throws ViewfinderError `conflict` where there is an account already, from a shell for example.
 */
export async function makeFirstAdministrator(
  db: Db,
  { name, fullName, password }: SetUpForm,
  address: string,
): Promise<number> {
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (transaction) => {
    if (await hasAccounts(transaction)) throw alreadySetUp();
    const roles = ['administrator'] as const;
    const signedInAt = new Date().toISOString();
    const values = { name, fullName, roles, passwordHash, signedInAt };
    const id = await insertAccount(transaction, values);
    const actor = { accountId: id, accountName: name, address };
    const subject = { kind: 'account', id, name };
    const after = { fullName, roles, by: 'the set-up code' };
    await recordAudit(transaction, actor, { action: 'account_added', subject, after });
    await recordAudit(transaction, actor, { action: 'sign_in', subject });
    return id;
  });
}
