import type { Db } from '../db/schema.js';
import type { DemoAccount } from '../http/services.js';
import { insertAccount } from './account-queries.js';
import { recordAudit } from './audit-queries.js';
import { drawPassword, hashPassword } from './passwords.js';
import { roleKeys, roles, type Role } from './permissions.js';
import { shellViewer } from './shell-viewer.js';

/** One invented person a role; the name to sign in with is the role's. */
const fullNames: Record<Role, string> = {
  reader: 'Rowan Hale',
  survey_officer: 'Odette Marsh',
  analyst: 'Anil Bose',
  report_author: 'Wren Adeyemi',
  approver: 'Petra Lindqvist',
  administrator: 'Dara Finch',
};

/** Adds an account a role to a demo's database, with passwords that last as long as it does. */
export async function addDemoAccounts(db: Db): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  for (const role of roleKeys) {
    const name = role.replace('_', '-');
    const fullName = fullNames[role];
    const password = await drawPassword();
    const passwordHash = await hashPassword(password);
    await db.transaction().execute(async (transaction) => {
      const id = await insertAccount(transaction, { name, fullName, roles: [role], passwordHash });
      await recordAudit(transaction, shellViewer(), {
        action: 'account_added',
        subject: { kind: 'account', id, name },
        after: { fullName, roles: [role] },
      });
    });
    accounts.push({ name, fullName, role: roles[role].name, password });
  }
  return accounts;
}
