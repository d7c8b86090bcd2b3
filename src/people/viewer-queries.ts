import type { Db } from '../db/schema.js';
import { hiddenSurveysFor } from './survey-access-queries.js';
import { permissionsOf, type Permission, type Role, type Viewer } from './permissions.js';

/**
 * The viewer that an account is, with whether its password must be changed first; undefined for an
 * account that is disabled or gone. `scopes`, of a token, narrow what its roles allow.
 */
export async function findViewer(
  db: Db,
  accountId: number,
  { address, scopes }: { address: string; scopes?: readonly string[] },
): Promise<{ viewer: Viewer; mustChangePassword: boolean } | undefined> {
  const account = await db
    .selectFrom('account')
    .select(['name', 'fullName', 'roles', 'mustChangePassword'])
    .where('id', '=', accountId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  if (!account) return undefined;
  const allowed = [...permissionsOf(JSON.parse(account.roles) as Role[])];
  const granted = scopes ? allowed.filter((permission) => scopes.includes(permission)) : allowed;
  return {
    mustChangePassword: account.mustChangePassword === 1,
    viewer: {
      accountId,
      accountName: account.name,
      fullName: account.fullName,
      permissions: new Set<Permission>(granted),
      hiddenSurveys: await hiddenSurveysFor(db, accountId),
      address,
    },
  };
}
