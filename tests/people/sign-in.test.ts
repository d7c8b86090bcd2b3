import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Db } from '../../src/db/schema.js';
import { openPeopleDb, putAccount } from './people-db.js';

const argon2 = await import('@node-rs/argon2');
const verify = jest.fn(argon2.verify);
jest.unstable_mockModule('@node-rs/argon2', () => ({ ...argon2, verify }));
const { checkCredentials } = await import('../../src/people/sign-in.js');
const { hashPassword, nobodysHash } = await import('../../src/people/passwords.js');

const password = 'quiet river ochre lamp';
let db: Db;
beforeAll(async () => {
  db = await openPeopleDb();
  const passwordHash = await hashPassword(password);
  await putAccount(db, 'ada', { passwordHash });
  const disabled = await putAccount(db, 'disabled', { passwordHash });
  const disabledAt = '2026-11-25T09:00:00.000Z';
  await db.updateTable('account').set({ disabledAt }).where('id', '=', disabled).execute();
  await putAccount(db, 'without-password');
});
afterAll(() => db.destroy());
beforeEach(() => void verify.mockClear());

const check = (name: string, given: string) =>
  checkCredentials(db, { name, password: given, address: '10.1.2.3' });

describe('credentials', () => {
  it('let in the account that they belong to, and the time is kept', async () => {
    expect(await check('ada', password)).toMatchObject({ name: 'ada' });
    const row = await db
      .selectFrom('account')
      .select('signedInAt')
      .where('name', '=', 'ada')
      .execute();
    expect(Date.now() - Date.parse(row[0]?.signedInAt ?? '')).toBeLessThan(60_000);
  });

  it.each([
    ['a wrong password', 'ada', 'another password', false],
    ['a name that nobody has', 'nobody', password, true],
    ['a disabled account', 'disabled', password, true],
    ['an account without a password', 'without-password', '', true],
  ])('of %s let nobody in, after the same work', async (_what, name, given, byNobodysHash) => {
    expect(await check(name, given)).toBeUndefined();
    expect(verify).toHaveBeenCalledTimes(1);
    expect(verify.mock.calls[0]?.[0] === nobodysHash).toBe(byNobodysHash);
  });

  it('leave in the audit whose account was tried, and nothing that was typed', async () => {
    await check('my password in the wrong field', 'and another');
    await check('ada', 'not my password');
    const rows = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(2).execute();
    expect(rows).toMatchObject([
      { action: 'sign_in_failed', subjectName: 'ada', accountId: null, address: '10.1.2.3' },
      { action: 'sign_in_failed', subjectName: 'unknown name', subjectId: null },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/wrong field|and another|not my/);
  });
});
