import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import SqliteFile from 'better-sqlite3';
import fc from 'fast-check';
import { migrate } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open-database.js';
import type { Db } from '../../src/db/schema.js';
import { projectPath } from '../../src/paths.js';
import { recordAudit, type AuditEntry } from '../../src/people/audit-queries.js';
import { verifyAudit } from '../../src/people/verify-audit.js';
import { viewfinder } from '../support/shell.js';

const actor = { accountId: 3, accountName: 'a.analyst', address: '192.0.2.7' };
const entry = (name: string): AuditEntry => ({
  action: 'report_renamed',
  subject: { kind: 'report', id: 12, name },
  before: { title: `Before ${name}` },
  after: { title: name },
});

let folder: string;
let file: string;
let db: Db;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-audit-'));
  file = path.join(folder, 'viewfinder.sqlite');
  db = openDatabase(file);
  await migrate(db);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

const record = async (count: number) => {
  for (let i = 1; i <= count; i += 1) await recordAudit(db, actor, entry(`Report ${i}`));
};

/** Runs SQL as somebody would who has the file, takes the triggers away first and puts them back. */
function tamper(script: string): void {
  const connection = new SqliteFile(file);
  const triggers = connection
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_schema where type = 'trigger'`,
    )
    .all();
  for (const { name } of triggers) connection.exec(`drop trigger ${name}`);
  connection.exec(script);
  for (const { sql } of triggers) connection.exec(sql);
  connection.close();
}

describe('the audit', () => {
  it('keeps who, when, what, before, after and from where', async () => {
    await record(1);
    const row = await db.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      id: 1,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      ...actor,
      action: 'report_renamed',
      subjectKind: 'report',
      subjectId: 12,
      subjectName: 'Report 1',
      before: '{"title":"Before Report 1"}',
      after: '{"title":"Report 1"}',
    });
  });

  it('is kept with the change that it records, or not at all', async () => {
    const undone = db.transaction().execute(async (transaction) => {
      await recordAudit(transaction, actor, entry('never'));
      throw new Error('The change failed');
    });
    await expect(undone).rejects.toThrow('The change failed');
    await record(2);
    expect(await verifyAudit(db)).toMatchObject({ whole: true, entries: 2 });
  });

  it.each([
    ["update audit set after = 'x'"],
    ['delete from audit'],
    [
      `insert or replace into audit select id, at, account_id, 'else', address, action, subject_kind,
       subject_id, subject_name, before, after, previous_hash, hash from audit where id = 1`,
    ],
  ])('refuses %s', async (statement) => {
    await record(2);
    const connection = new SqliteFile(file);
    expect(() => connection.exec(statement)).toThrow('the audit is append-only');
    connection.close();
    expect(await verifyAudit(db)).toMatchObject({ whole: true, entries: 2 });
  });

  it('is whole whatever texts people type', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const odd = fc.oneof(text, fc.constantFrom('\ud800', 'a\udc00b', '\u0000', '__proto__'));
    await fc.assert(
      fc.asyncProperty(odd, odd, odd, async (name, key, value) => {
        const before = Object.fromEntries([[key, value]]);
        const subject = { kind: 'report', id: null, name };
        const who = { ...actor, accountName: value };
        await recordAudit(db, who, { action: 'report_created', subject, before });
        expect((await verifyAudit(db)).fault).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

describe('the check of the audit', () => {
  it.each([
    ["update audit set after = replace(after, 'Report 4', 'Report 5') where id = 4", 4],
    ["update audit set account_name = 'b.author' where id = 1", 1],
    ['update audit set subject_id = null where id = 7', 7],
    ['update audit set account_name = cast(account_name as blob) where id = 6', 6],
    ['delete from audit where id = 5', 5],
    ['delete from audit where id > 8', 9],
    ['delete from audit', 1],
    ['delete from audit where id = 5; update audit set id = id - 1 where id > 5', 5],
    [
      'update audit set id = 99 where id = 3; update audit set id = 3 where id = 4; update audit set id = 4 where id = 99',
      3,
    ],
    ["update sqlite_sequence set seq = 9 where name = 'audit'", 10],
  ])('names the first entry that is wrong after %s', async (script, id) => {
    await record(10);
    tamper(script);
    expect(await verifyAudit(db)).toMatchObject({ whole: false, fault: { id } });
  });

  it('misses the entries cut off at the end also after others have been written', async () => {
    await record(10);
    tamper('delete from audit where id > 8');
    await record(1);
    expect((await verifyAudit(db)).fault?.id).toBe(9);
  });

  it('misses a head noted earlier when the whole audit was written anew', async () => {
    await record(5);
    const { head } = await verifyAudit(db);
    await record(3);
    expect(await verifyAudit(db, head)).toMatchObject({ whole: true, notedHead: { id: 5 } });
    tamper("delete from audit; delete from sqlite_sequence where name = 'audit'");
    await record(8);
    expect(await verifyAudit(db)).toMatchObject({ whole: true, entries: 8 });
    expect(await verifyAudit(db, head)).toMatchObject({ whole: false, notedHead: { id: null } });
  });

  it('finds any one byte of an entry that is changed in the file', async () => {
    await record(40);
    await db.destroy();
    const bytes = readFileSync(file);
    const places = [...bytes.toString('latin1').matchAll(/Before Report (17|31)/g)].map(
      ({ index, 1: number }) => ({ index, id: Number(number) }),
    );
    expect(places.map(({ id }) => id).sort()).toEqual([17, 31]);
    for (const { index, id } of places) {
      const changed = Buffer.from(bytes);
      changed[index + 3] = (changed[index + 3] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const { status, output } = await viewfinder(folder, ['audit', 'verify']);
      expect({ status, output }).toMatchObject({
        status: 1,
        output: expect.stringContaining(`The audit is broken at entry ${id}.`),
      });
    }
    writeFileSync(file, bytes);
    const { status, output } = await viewfinder(folder, ['audit', 'verify']);
    expect(status).toBe(0);
    expect(output).toMatch(/^The audit is whole: 40 entries\.\nHead: [0-9a-f]{64}\n$/);
    db = openDatabase(file);
  });

  it('walks more entries than a page holds, while others are written', async () => {
    await record(1200);
    const [verdict] = await Promise.all([verifyAudit(db), record(20)]);
    expect(verdict.fault).toBeNull();
    expect(verdict.entries).toBeGreaterThanOrEqual(1200);
  });
});

describe('writers in several processes', () => {
  it('leave one unbroken chain', async () => {
    const script = `
      const { openDatabase } = await import(process.argv[1]);
      const { recordAudit } = await import(process.argv[2]);
      const db = openDatabase(process.argv[3]);
      const actor = { accountId: null, accountName: process.argv[4], address: '' };
      const entry = { action: 'sign_in', subject: { kind: 'account', id: 1, name: 'x' } };
      for (let i = 0; i < 150; i += 1) await recordAudit(db, actor, entry);
      await db.destroy();`;
    const write = (name: string) =>
      new Promise((resolve) => {
        const modules = ['dist/src/db/open-database.js', 'dist/src/people/audit-queries.js'];
        const args = ['--input-type=module', '-e', script, '--', ...modules.map(projectPath)];
        const env = { ...process.env, NODE_OPTIONS: '' };
        spawn(process.execPath, [...args, file, name], { env, stdio: 'inherit' }).on(
          'close',
          resolve,
        );
      });
    const others = Promise.all([write('one'), write('two')]);
    let [own, ended] = [0, false];
    void others.finally(() => (ended = true));
    while (!ended) {
      await record(1);
      own += 1;
      await setImmediate();
    }
    expect(await others).toEqual([0, 0]);
    expect(await verifyAudit(db)).toMatchObject({ whole: true, entries: 300 + own });
  });
});

describe('the command', () => {
  it('proves that a head noted earlier is still in the chain', async () => {
    await record(3);
    const { head } = await verifyAudit(db);
    await record(1);
    const run = (hash: string) => viewfinder(folder, ['audit', 'verify', '--head', hash]);
    expect(await run(head.toUpperCase())).toMatchObject({
      status: 0,
      output: expect.stringContaining('is that of entry 3'),
    });
    expect(await run('f'.repeat(64))).toMatchObject({
      status: 1,
      output: expect.stringContaining('No entry has the hash'),
    });
    expect(await run('12')).toMatchObject({ status: 1, errors: expect.stringContaining('64') });
    const unknown = await viewfinder(folder, ['audit']);
    expect(unknown.errors).toContain('audit verify [--head HASH]');
  });
});
