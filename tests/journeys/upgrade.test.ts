import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type SqliteFile from 'better-sqlite3';
import { verifyAudit } from '../../src/people/verify-audit.js';
import { foundOnDisk } from '../support/disk.js';
import { earlierDatabase } from '../support/earlier-database.js';
import { samplesFolder } from '../support/load-samples.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Words that an earlier version left in clear: in papers, in free pages, in a file. */
const leftovers = ['xylographically', 'quixotically', 'zymologically'];
const [inPapers = '', inFreePages = '', inFile = ''] = leftovers;

/** What people made with the earlier version, beside the samples. */
function addWork(connection: SqliteFile.Database): void {
  const at = '2026-01-01T00:00:00.000Z';
  const { id: commentId } = connection
    .prepare<[], { id: number }>(`select id from comment where text like 'We were given a two-%'`)
    .get() ?? { id: 0 };
  connection.prepare('insert into report (id, title, created_at) values (1, ?, ?)').run('Ours', at);
  const part = connection.prepare(
    `insert into report_part (report_id, position, kind, comment_id, extract, measure_id, created_at)
      values (1, ?, ?, ?, ?, ?, '${at}')`,
  );
  part.run(1, 'quote', commentId, 'We love him.', null);
  part.run(2, 'call_out', null, null, 1);
  connection.exec(
    `update import set profile = '{"examples":["${inPapers}"]}',
      report = json_set(report, '$.problems[0].value', '${inPapers}')`,
  );
  const underWay = connection.prepare(
    `insert into import (id, wave_id, state, file_name, file_sha256, file_bytes, upload_name, profile, mapping, created_at)
      values (?, 1, ?, 'waiting.csv', '', 1, 'in-clear', '{"examples":["${inPapers}"]}', '{}', '${at}')`,
  );
  underWay.run(101, 'mapping');
  underWay.run(102, 'importing');
  // No process has this id.
  connection.exec(
    `insert into job (kind, import_id, state, stage, process_id, created_at)
      values ('import', 102, 'running', 'Storing', ${2 ** 22 + 1}, '${at}')`,
  );
  connection.pragma('secure_delete = OFF');
  // More pages than the tables of a newer version take up again.
  connection.exec(
    `create table gone as
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
      select '${inFreePages} ' || hex(randomblob(2000)) as words from n`,
  );
  connection.exec('drop table gone');
}

let folder: string;
let app: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-earlier-'));
  const samples = path.join(process.env[samplesFolder] ?? '', 'viewfinder.sqlite');
  const connection = await earlierDatabase(path.join(folder, 'viewfinder.sqlite'), 6, samples);
  addWork(connection);
  connection.close();
  await mkdir(path.join(folder, 'uploads'));
  await writeFile(path.join(folder, 'uploads', 'in-clear'), `Name,Why?\nA,${inFile}`);
  expect(new Set(foundOnDisk(folder, leftovers).map((found) => found.split(': ')[1]))).toEqual(
    new Set(leftovers),
  );
  app = await startTestApp({ folder });
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a database of the version before there were people', () => {
  test('keeps its measures, its reports and its search', async () => {
    const { measures } = (await app.json('/measures')) as { measures: { percentage: number }[] };
    expect(measures.map(({ percentage }) => percentage)).toEqual([51, 25, 18, 28, 21, 23, 30, 20]);
    const report = await app.html('/reports/1');
    expect(report).toContain('We love him.');
    expect(report).toContain('Just over half (51%) of young people');
    expect((await app.fetch('/reports/1/report.docx?draft=yes')).status).toBe(200);
    expect(await app.html('/comments?q=diagnosis')).toContain('foetal alcohol syndrome');
  });

  test('opens every page', async () => {
    const { db } = app.services;
    const waves = await db.selectFrom('wave').select('id').execute();
    const imports = await db.selectFrom('import').select('id').execute();
    const pages = [
      ...['/surveys', '/imports', '/themes', '/records', '/records/backups', '/audit', '/people'],
      ...waves.map(({ id }) => `/waves/${id}`),
      ...imports.map(({ id }) => `/imports/${id}`),
    ];
    for (const page of pages) expect([page, (await app.fetch(page)).status]).toEqual([page, 200]);
  });

  test('keeps what the next file of a survey is read by', async () => {
    const published = await app.services.db
      .selectFrom('import')
      .select(['mapping', 'report'])
      .where('state', '=', 'published')
      .execute();
    expect(published).toHaveLength(5);
    for (const { mapping, report } of published) {
      expect(mapping).toContain('"columns"');
      expect(report).toContain('"responses"');
    }
  });

  test('has an upload that was under way sent again', async () => {
    for (const id of [101, 102]) {
      expect(await app.json(`/imports/${id}`)).toMatchObject({ import: { state: 'failed' } });
    }
    expect((await app.post('/imports/101/discard', {})).status).toBe(303);
  });

  test('holds nothing more of what stood in files, and nothing that had been removed', () => {
    expect(foundOnDisk(app.services.config.dataDir, leftovers)).toEqual([]);
  });

  test('begins its audit whole', async () => {
    expect(await verifyAudit(app.services.db)).toMatchObject({ whole: true });
  });
});
