import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '../../src/db/schema.js';
import { hiddenSurveysFor } from '../../src/people/survey-access-queries.js';
import { openPeopleDb, putAccount } from './people-db.js';

let db: Db;
const surveys: Record<string, number> = {};
const accounts: Record<string, number> = {};

beforeAll(async () => {
  db = await openPeopleDb();
  for (const [name, restricted] of [
    ['open', 0],
    ['by name', 1],
    ['by team', 1],
    ['nobody', 1],
    ['list kept but open', 0],
  ] as const) {
    const row = { name, restricted, createdAt: '2026-11-25T09:00:00.000Z' };
    const { id } = await db
      .insertInto('survey')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow();
    surveys[name] = id;
  }
  accounts['named'] = await putAccount(db, 'named');
  accounts['member'] = await putAccount(db, 'member');
  accounts['both'] = await putAccount(db, 'both');
  accounts['administrator'] = await putAccount(db, 'administrator', { held: ['administrator'] });
  const teams = await db
    .insertInto('team')
    .values([{ name: 'Secure' }, { name: 'Adoption' }])
    .returning('id')
    .execute();
  const [secure, adoption] = teams.map(({ id }) => id) as [number, number];
  const member = (teamId: number, name: string) => ({ teamId, accountId: accounts[name]! });
  await db
    .insertInto('teamMember')
    .values([member(secure, 'member'), member(secure, 'both'), member(adoption, 'named')])
    .execute();
  const named = (survey: string, who: { account?: string; team?: number }) => ({
    surveyId: surveys[survey]!,
    accountId: who.account === undefined ? null : accounts[who.account]!,
    teamId: who.team ?? null,
  });
  await db
    .insertInto('surveyAccess')
    .values([
      named('by name', { account: 'named' }),
      named('by name', { account: 'both' }),
      named('by team', { team: secure }),
      named('list kept but open', { account: 'named' }),
    ])
    .execute();
});
afterAll(() => db.destroy());

const hidden = async (account: string) => {
  const ids = await hiddenSurveysFor(db, accounts[account]!);
  return Object.keys(surveys).filter((name) => ids.includes(surveys[name]!));
};

describe('a restricted survey', () => {
  it.each([
    ['named', ['by team', 'nobody']],
    ['member', ['by name', 'nobody']],
    ['both', ['nobody']],
  ])('is open to %s by name or by team alone', async (account, expected) => {
    expect(await hidden(account)).toEqual(expected);
  });

  it('is closed to an administrator whom it does not name', async () => {
    expect(await hidden('administrator')).toEqual(['by name', 'by team', 'nobody']);
  });
});
