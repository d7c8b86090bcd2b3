import type { Selectable } from 'kysely';
import { z } from 'zod';
import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import type { AccountTable } from '../db/schema-people.js';
import { roles, type Role } from './permissions.js';

/** An account without its password, which stays with the few that check or change it. */
export interface Account {
  id: number;
  name: string;
  fullName: string;
  roles: Role[];
  hasPassword: boolean;
  mustChangePassword: boolean;
  oidcSubject: string | null;
  disabledAt: string | null;
  createdAt: string;
  signedInAt: string | null;
}

const rolesSchema = z
  .array(z.string())
  .transform((keys) => keys.filter((key): key is Role => Object.hasOwn(roles, key)));

const accountOf = ({ passwordHash, ...row }: Selectable<AccountTable>): Account => ({
  ...row,
  roles: rolesSchema.parse(JSON.parse(row.roles)),
  hasPassword: passwordHash !== null,
  mustChangePassword: row.mustChangePassword === 1,
});

export async function hasAccounts(db: Db): Promise<boolean> {
  return (await db.selectFrom('account').select('id').limit(1).execute()).length > 0;
}

/** Every account by full name. */
export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('fullName').execute();
  return rows.map(accountOf);
}

/** @throws ViewfinderError `not_found`. */
export async function findAccount(db: Db, accountId: number): Promise<Account> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!row) throw notFound('account');
  return accountOf(row);
}

/** The account of a name as it is kept: trimmed and in lower case. */
export async function findAccountByName(db: Db, name: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Null for an account without a password, and where there is no such account. */
export async function findPasswordHash(db: Db, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('passwordHash')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.passwordHash ?? null;
}

export interface AccountValues {
  name: string;
  fullName: string;
  roles: readonly Role[];
  passwordHash: string | null;
  mustChangePassword: boolean;
  oidcSubject: string | null;
  disabledAt: string | null;
  signedInAt: string | null;
}

const rowOf = ({ roles: held, mustChangePassword, ...values }: Partial<AccountValues>) => ({
  ...values,
  ...(held && { roles: JSON.stringify(held) }),
  ...(mustChangePassword !== undefined && { mustChangePassword: mustChangePassword ? 1 : 0 }),
});

export type NewAccount = Pick<AccountValues, 'name' | 'fullName' | 'roles'> &
  Partial<AccountValues>;

export async function insertAccount(db: Db, account: NewAccount): Promise<number> {
  const { id } = await db
    .insertInto('account')
    .values({
      ...rowOf(account),
      name: account.name,
      fullName: account.fullName,
      roles: JSON.stringify(account.roles),
      createdAt: new Date().toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAccount(
  db: Db,
  accountId: number,
  changes: Partial<AccountValues>,
): Promise<void> {
  await db.updateTable('account').set(rowOf(changes)).where('id', '=', accountId).execute();
}
