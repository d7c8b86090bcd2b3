import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompiledQuery } from 'kysely';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-db-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the database', () => {
  it('is brought up to date once, and left alone the next time', async () => {
    const db = openDatabase(path.join(folder, 'twice.sqlite'));
    expect((await migrate(db)).length).toBeGreaterThan(1);
    expect(await migrate(db)).toEqual([]);
    await db.destroy();
  });

  it('takes every pending migration or none', async () => {
    const scripts = path.join(folder, 'scripts');
    const db = openDatabase(path.join(folder, 'broken.sqlite'));
    await mkdir(scripts);
    await writeFile(path.join(scripts, '0001-good.sql'), 'create table good (id integer);\n');
    await writeFile(path.join(scripts, '0002-bad.sql'), 'create table good (id integer);\n');
    await expect(migrate(db, scripts)).rejects.toMatchObject({
      message: expect.stringContaining('already exists'),
    });
    await writeFile(path.join(scripts, '0002-bad.sql'), 'create table other (id integer);\n');
    expect(await migrate(db, scripts)).toEqual(['0001-good.sql', '0002-bad.sql']);
    await db.destroy();
  });

  it('lets a transaction that reads first write although another connection wrote meanwhile', async () => {
    const file = path.join(folder, 'shared.sqlite');
    const [one, other] = [openDatabase(file), openDatabase(file)];
    await migrate(one);
    const createdAt = new Date(0).toISOString();
    let early: Promise<unknown> = Promise.resolve();
    await one.transaction().execute(async (transaction) => {
      await transaction.selectFrom('survey').selectAll().execute();
      // The other must wait its turn; were it let in, the next line but one would fail at once.
      early = other.insertInto('survey').values({ name: 'early', createdAt }).execute();
      await setTimeout(50);
      await transaction.insertInto('survey').values({ name: 'mine', createdAt }).execute();
    });
    await early;
    const surveys = await one.selectFrom('survey').select('name').orderBy('id').execute();
    expect(surveys.map(({ name }) => name)).toEqual(['mine', 'early']);
    await Promise.all([one.destroy(), other.destroy()]);
  });

  it('finds by an index what refers to a row, in every table that grows with the responses', async () => {
    const db = openDatabase(':memory:');
    await migrate(db);
    const run = async (query: string) =>
      (await db.executeQuery(CompiledQuery.raw(query))).rows as Record<string, string>[];
    for (const table of ['comment', 'response', 'answer_column', 'sentiment', 'tag']) {
      const references = await run(`pragma foreign_key_list("${table}")`);
      expect(references.length).toBeGreaterThan(0);
      for (const { from } of references) {
        const plan = await run(`explain query plan select 1 from "${table}" where "${from}" = 1`);
        expect(plan.map(({ detail }) => detail).join()).toMatch(/^SEARCH /);
      }
    }
    await db.destroy();
  });

  it('keeps references whole', async () => {
    const db = openDatabase(':memory:');
    await migrate(db);
    const orphan = { surveyId: 9, name: 'x', createdAt: new Date(0).toISOString() };
    await expect(db.insertInto('wave').values(orphan).execute()).rejects.toMatchObject({
      message: expect.stringContaining('FOREIGN KEY'),
    });
    await db.destroy();
  });
});
