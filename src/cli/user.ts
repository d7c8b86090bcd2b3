import { readConfig } from '../config.js';
import { migrate } from '../db/migrate.js';
import { openDatabase } from '../db/open-database.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { formatTime } from '../http/formats.js';
import { parseAccount, parseAccountName } from '../people/account-form.js';
import { findAccountByName, listAccounts, type Account } from '../people/account-queries.js';
import {
  addAccount,
  disableAccount,
  enableAccount,
  resetPassword,
} from '../people/change-account.js';
import { roles } from '../people/permissions.js';
import { shellViewer } from '../people/shell-viewer.js';
import type { CommandLine } from './command-line.js';

const usage =
  'Say which: user add NAME --full-name "FULL NAME" --role ROLE, user list, or user disable, enable or reset NAME';

const passwordLines = (name: string, oneTimePassword: string) =>
  `One-time password of ${name}, shown this once and to be changed at the first sign-in:\n  ${oneTimePassword}`;

async function accountNamed(db: Db, entered: string): Promise<Account> {
  const account = await findAccountByName(db, parseAccountName(entered));
  if (account) return account;
  const known = (await listAccounts(db)).map(({ name }) => name).sort();
  throw new ViewfinderError(
    'not_found',
    `There is no account named ${entered}. ${known.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none yet.'}`,
  );
}

async function add(db: Db, name: string, { values }: CommandLine): Promise<string> {
  const fields = { name, fullName: values['full-name'], roles: values.role };
  const { form, faults } = parseAccount(fields);
  if (faults.length > 0) {
    throw new ViewfinderError('invalid', `${faults.map(({ message }) => message).join('. ')}.`);
  }
  const { oneTimePassword } = await addAccount(db, shellViewer(), form);
  return passwordLines(form.name, oneTimePassword);
}

async function list(db: Db, json: boolean): Promise<string> {
  const accounts = await listAccounts(db);
  if (json) return JSON.stringify(accounts, null, 2);
  if (accounts.length === 0) return 'There are no accounts yet.';
  const lines = accounts.map(({ name, fullName, roles: held, disabledAt, signedInAt }) => {
    const state = disabledAt ? 'disabled' : signedInAt ? formatTime(signedInAt) : 'never signed in';
    return [name, fullName, held.map((role) => roles[role].name).join(', '), state].join('\t');
  });
  return lines.join('\n');
}

const changes: Record<string, (db: Db, account: Account) => Promise<string>> = {
  async disable(db, { id, name }) {
    await disableAccount(db, shellViewer(), id);
    return `${name} is disabled; sessions have ended and tokens no longer work.`;
  },
  async enable(db, { id, name }) {
    await enableAccount(db, shellViewer(), id);
    return `${name} is enabled.`;
  },
  async reset(db, { id, name }) {
    return passwordLines(name, (await resetPassword(db, shellViewer(), id)).oneTimePassword);
  },
};

async function run(db: Db, line: CommandLine): Promise<string> {
  const [what = '', name = '', ...more] = line.positionals;
  if (what === 'list' && name === '') return list(db, line.values.json === true);
  if (name === '' || more.length > 0) throw new ViewfinderError('invalid', usage);
  if (what === 'add') return add(db, name, line);
  const change = Object.hasOwn(changes, what) ? changes[what] : undefined;
  if (!change) throw new ViewfinderError('invalid', usage);
  return change(db, await accountNamed(db, name));
}

/** Accounts from a shell: also over an empty database, and while the server runs. */
export async function userCommand(line: CommandLine): Promise<void> {
  const db = openDatabase(readConfig(process.env).databaseFile);
  try {
    await migrate(db);
    console.log(await run(db, line));
  } finally {
    await db.destroy();
  }
}
