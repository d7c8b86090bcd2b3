import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Db } from '../../src/db/schema.js';
import { findAccount, findPasswordHash } from '../../src/people/account-queries.js';
import {
  addAccount,
  changeAccount,
  disableAccount,
  enableAccount,
  resetPassword,
} from '../../src/people/change-account.js';
import { findToken } from '../../src/people/token-queries.js';
import { passwordMatches } from '../../src/people/passwords.js';
import { saveSession } from '../../src/people/session-queries.js';
import { openPeopleDb, putAccount } from './people-db.js';

let db: Db;
let ada: number;
beforeEach(async () => {
  db = await openPeopleDb();
  ada = await putAccount(db, 'ada', { held: ['administrator'] });
});
afterEach(() => db.destroy());

const actor = { accountId: null, accountName: 'shell (test)', address: 'this machine' };
const bea = { name: 'bea', fullName: 'Bea Bold', roles: ['reader' as const] };
const audited = async () =>
  (await db.selectFrom('audit').select(['action', 'subjectName', 'before', 'after']).execute()).map(
    ({ before, after, ...entry }) => ({
      ...entry,
      before: before === null ? null : (JSON.parse(before) as unknown),
      after: after === null ? null : (JSON.parse(after) as unknown),
    }),
  );
const openSession = (idHash: string, accountId: number) =>
  saveSession(db, idHash, {
    accountId,
    content: '{}',
    address: '10.0.0.1',
    browser: '',
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
const sessions = async () =>
  (await db.selectFrom('session').select('idHash').execute()).map(({ idHash }) => idHash);

describe('an account', () => {
  it('is added with a password for one use, which only its hash is kept of', async () => {
    const { accountId, oneTimePassword } = await addAccount(db, actor, bea);
    expect(await findAccount(db, accountId)).toMatchObject({ ...bea, mustChangePassword: true });
    const hash = await findPasswordHash(db, accountId);
    expect(await passwordMatches(hash, oneTimePassword)).toBe(true);
    expect(await audited()).toEqual([
      {
        action: 'account_added',
        subjectName: 'bea',
        before: null,
        after: { fullName: 'Bea Bold', roles: ['reader'] },
      },
    ]);
  });

  it('takes no name that another has, and then leaves no trace', async () => {
    await expect(addAccount(db, actor, { ...bea, name: 'ada' })).rejects.toMatchObject({
      kind: 'conflict',
      faults: [{ field: 'name' }],
    });
    expect(await audited()).toEqual([]);
  });

  it('is shut out at once when it is disabled, and let in again when enabled', async () => {
    const { accountId } = await addAccount(db, actor, bea);
    await openSession('of bea', accountId);
    await openSession('of ada', ada);
    await disableAccount(db, actor, accountId);
    expect((await findAccount(db, accountId)).disabledAt).not.toBeNull();
    expect(await sessions()).toEqual(['of ada']);
    await enableAccount(db, actor, accountId);
    expect((await findAccount(db, accountId)).disabledAt).toBeNull();
    const actions = (await audited()).map(({ action }) => action);
    expect(actions).toEqual(['account_added', 'account_disabled', 'account_enabled']);
  });

  it('has its password reset to one for one use, and its sessions ended', async () => {
    const { accountId, oneTimePassword } = await addAccount(db, actor, bea);
    await openSession('of bea', accountId);
    const reset = await resetPassword(db, actor, accountId);
    const hash = await findPasswordHash(db, accountId);
    expect(await passwordMatches(hash, oneTimePassword)).toBe(false);
    expect(await passwordMatches(hash, reset.oneTimePassword)).toBe(true);
    expect(await sessions()).toEqual([]);
    const kept = JSON.stringify(await db.selectFrom('audit').selectAll().execute());
    for (const secret of [oneTimePassword, reset.oneTimePassword, hash ?? '']) {
      expect(kept).not.toContain(secret);
    }
  });

  it.each([
    ['disabled', disableAccount],
    ['reset', resetPassword],
  ])('loses its tokens for good when it is %s, and nobody else theirs', async (_how, shutOut) => {
    const { accountId } = await addAccount(db, actor, bea);
    const tokens = [accountId, ada].map((owner) => ({
      accountId: owner,
      name: 'figures',
      tokenHash: `of ${owner}`,
      scopes: '["view"]',
      createdAt: '2026-11-25T09:00:00.000Z',
      expiresAt: '2999-01-01T00:00:00.000Z',
    }));
    await db.insertInto('apiToken').values(tokens).execute();
    await shutOut(db, actor, accountId);
    await enableAccount(db, actor, accountId);
    await db.updateTable('account').set({ mustChangePassword: 0 }).execute();
    expect(await findToken(db, `of ${accountId}`)).toBeUndefined();
    expect(await findToken(db, `of ${ada}`)).toMatchObject({ accountId: ada });
  });

  it('changes its roles with what they were and are in the audit', async () => {
    const { accountId } = await addAccount(db, actor, bea);
    await changeAccount(db, actor, accountId, { fullName: 'Bea B.', roles: ['analyst'] });
    expect((await audited())[1]).toEqual({
      action: 'account_changed',
      subjectName: 'bea',
      before: { fullName: 'Bea Bold', roles: ['reader'] },
      after: { fullName: 'Bea B.', roles: ['analyst'] },
    });
  });
});

describe('the last administrator', () => {
  it('keeps the role and the account', async () => {
    const refused = { kind: 'conflict', faults: [{ field: 'roles' }] };
    await expect(disableAccount(db, actor, ada)).rejects.toMatchObject(refused);
    const change = changeAccount(db, actor, ada, { fullName: 'Ada', roles: ['reader'] });
    await expect(change).rejects.toMatchObject(refused);
    expect(await findAccount(db, ada)).toMatchObject({
      disabledAt: null,
      roles: ['administrator'],
    });
    expect(await audited()).toEqual([]);
  });

  it('is not saved by one who is disabled, and need not be saved by anybody else', async () => {
    const other = await putAccount(db, 'eve', { held: ['analyst', 'administrator'] });
    await disableAccount(db, actor, other);
    await expect(disableAccount(db, actor, ada)).rejects.toMatchObject({ kind: 'conflict' });
    await enableAccount(db, actor, other);
    await disableAccount(db, actor, ada);
    await expect(disableAccount(db, actor, other)).rejects.toMatchObject({ kind: 'conflict' });
  });
});
