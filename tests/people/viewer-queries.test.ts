import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Db } from '../../src/db/schema.js';
import { updateAccount } from '../../src/people/account-queries.js';
import { findViewer } from '../../src/people/viewer-queries.js';
import { openPeopleDb, putAccount } from './people-db.js';

let db: Db;
beforeAll(async () => (db = await openPeopleDb()));
afterAll(() => db.destroy());

it('gives a token what its account may do today and it was made for, and nothing else', async () => {
  const id = await putAccount(db, 'ada');
  await updateAccount(db, id, { roles: ['reader'] });
  const found = await findViewer(db, id, { address: '', scopes: ['view', 'administer'] });
  expect(found && [...found.viewer.permissions]).toEqual(['view']);
});
