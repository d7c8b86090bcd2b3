import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '../../src/db/schema.js';
import {
  findToken,
  insertToken,
  listTokens,
  markTokenUsed,
  revokeToken,
} from '../../src/people/token-queries.js';
import { openPeopleDb, putAccount } from './people-db.js';

let db: Db;
let accountId: number;
beforeAll(async () => {
  db = await openPeopleDb();
  accountId = await putAccount(db, 'ada');
});
afterAll(() => db.destroy());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const put = (tokenHash: string, days = 1) =>
  insertToken(db, {
    accountId,
    name: tokenHash,
    tokenHash,
    scopes: ['view', 'read_comments'],
    expiresAt: inDays(days),
  });

describe('a token', () => {
  it('is found by its hash, with its scopes', async () => {
    const id = await put('good');
    expect(await findToken(db, 'good')).toEqual({
      id,
      accountId,
      scopes: ['view', 'read_comments'],
    });
    expect(await findToken(db, 'GOOD')).toBeUndefined();
    expect(await findToken(db, '')).toBeUndefined();
  });

  it('is not found once it has expired', async () => {
    await put('old', -1 / 86_400);
    expect(await findToken(db, 'old')).toBeUndefined();
  });

  it('is not found once it is revoked, which only its own account can do', async () => {
    const id = await put('revoked');
    const other = await putAccount(db, 'bea');
    expect(await revokeToken(db, other, id)).toBeUndefined();
    expect(await findToken(db, 'revoked')).toBeDefined();
    expect(await revokeToken(db, accountId, id)).toBe('revoked');
    expect(await findToken(db, 'revoked')).toBeUndefined();
    expect(await revokeToken(db, accountId, id)).toBeUndefined();
  });

  it.each([
    ['disabled', { disabledAt: '2026-11-25T09:00:00.000Z' }, { disabledAt: null }],
    ['to change its password', { mustChangePassword: 1 }, { mustChangePassword: 0 }],
  ])('is not found while its account is %s', async (_state, change, back) => {
    const hash = JSON.stringify(change);
    await put(hash);
    const set = (values: typeof change | typeof back) =>
      db.updateTable('account').set(values).where('id', '=', accountId).execute();
    await set(change);
    expect(await findToken(db, hash)).toBeUndefined();
    await set(back);
    expect(await findToken(db, hash)).toBeDefined();
  });

  it('carries no permission that is not known', async () => {
    const id = await put('odd');
    const scopes = JSON.stringify(['view', 'constructor', 'fly']);
    await db.updateTable('apiToken').set({ scopes }).where('id', '=', id).execute();
    expect((await findToken(db, 'odd'))?.scopes).toEqual(['view']);
  });

  it('shows when it was last used, written once a minute at most', async () => {
    const id = await put('used');
    const usedAt = async () =>
      (await listTokens(db, accountId)).find((one) => one.id === id)?.usedAt;
    expect(await usedAt()).toBeNull();
    await markTokenUsed(db, id);
    const first = await usedAt();
    expect(Date.now() - Date.parse(first ?? '')).toBeLessThan(60_000);
    await markTokenUsed(db, id);
    expect(await usedAt()).toBe(first);
    const longAgo = '2026-01-01T00:00:00.000Z';
    await db.updateTable('apiToken').set({ usedAt: longAgo }).where('id', '=', id).execute();
    await markTokenUsed(db, id);
    expect(await usedAt()).not.toBe(longAgo);
  });
});
