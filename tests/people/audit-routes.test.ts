import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { recordAudit } from '../../src/people/audit-queries.js';
import type { ShownEntry } from '../../src/people/audit-words.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let empty: TestApp;
beforeAll(async () => {
  [app, empty] = [await startTestApp(), await startTestApp()];
  const { db } = app.services;
  const record = (accountName: string, id: number, name: string) =>
    recordAudit(
      db,
      { accountId: 1, accountName, address: '192.0.2.7' },
      {
        action: id % 2 === 0 ? 'report_renamed' : 'measure_changed',
        subject: { kind: id % 2 === 0 ? 'report' : 'measure', id, name },
        before: { title: `100% “${id}”`, dontKnowInBase: false, options: [] },
        after: { title: name, dontKnowInBase: true, options: ['Yes', '=1+1'] },
      },
    );
  for (let id = 1; id <= 120; id += 1)
    await record(id > 100 ? 'Ann Other' : 'b.author', id, `R${id}`);
  await record('<b>x</b>', 500, '=HYPERLINK("evil")');
  // As the clock would have had it: an entry of the last minute before a summer's day began.
  const late = { id: 122, at: '2025-07-01T22:59:59.000Z', accountId: null, accountName: 'late' };
  const rest = { address: '', action: 'sign_in', subjectKind: 'account', subjectId: 1 };
  const hashes = { subjectName: '', before: null, after: null, previousHash: 'x', hash: 'y' };
  await db
    .insertInto('audit')
    .values({ ...late, ...rest, ...hashes })
    .execute();
});
afterAll(() => Promise.all([app.stop(), empty.stop()]));

interface AuditPage {
  entries: ShownEntry[];
  older: string | null;
  newest: string | null;
  download: string;
}
const page = async (path: string) => (await app.json(path)) as unknown as AuditPage;
const idsOf = ({ entries }: AuditPage) => entries.map(({ id }) => id);

describe('the audit page', () => {
  it('shows the newest first, and every entry once over its pages', async () => {
    const seen: number[] = [];
    let path: string | null = '/audit';
    while (path) {
      const shown: AuditPage = await page(path);
      seen.push(...idsOf(shown));
      path = shown.older;
    }
    expect(seen).toEqual(Array.from({ length: 122 }, (_, i) => 122 - i));
  });

  it.each([
    ['person=ann', 20],
    ['person=Ann+Other&action=report_renamed', 10],
    ['action=measure_changed', 60],
    ['subject=R119', 1],
    ['subject=report+118', 1],
    ['subject=report+119', 0],
    ['text=100%25', 121],
    ['text=1_0', 0],
    ['text=%E2%80%9C33%E2%80%9D', 1],
    ['text=192.0.2.7&person=late', 0],
    ['text=HYPERLINK(%22', 1],
    ['from=01/07/2025&to=2025-07-01', 1],
    ['from=02/07/2025&to=2025-07-02', 0],
    ['action=nonsense&person=late', 1],
  ])('finds by %s', async (search, count) => {
    let found = 0;
    let path: string | null = `/audit?${search}`;
    while (path) {
      const shown: AuditPage = await page(path);
      found += shown.entries.length;
      path = shown.older;
    }
    expect(found).toBe(count);
  });

  it('says each entry in words', async () => {
    const { entries } = await page('/audit?subject=R120');
    expect(entries).toMatchObject([
      {
        who: 'Ann Other',
        what: 'Renamed a report',
        address: '192.0.2.7',
        subject: { kind: 'report', id: 120, name: 'R120' },
        changes: [
          { name: 'Title', before: '100% “120”', after: 'R120' },
          { name: 'Don’t know in the base', before: 'No', after: 'Yes' },
          { name: 'Options', before: 'None', after: 'Yes, =1+1' },
        ],
      },
    ]);
    const html = await app.html('/audit');
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(html).not.toContain('<b>x</b>');
  });

  it('asks for a date that there is', async () => {
    const answer = await app.fetch('/audit?from=31/02/2026&to=soon');
    expect(answer.status).toBe(422);
    expect((await answer.text()).match(/Enter a date such as/g)).toHaveLength(4);
  });

  it('says what to do where nothing is found', async () => {
    expect(await app.html('/audit?person=zzz')).toContain('No entry is like that');
    expect(await empty.html('/audit')).toContain('Nothing has been recorded yet');
  });
});

describe('the audit as a file', () => {
  it('holds what was searched for, runs in no spreadsheet, and is recorded', async () => {
    const { download } = await page('/audit?action=report_renamed&text=HYPERLINK');
    const answer = await app.fetch(download);
    expect(answer.headers.get('content-disposition')).toContain('audit.csv');
    const rows = parse<Record<string, string>>(await answer.text(), { bom: true, columns: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      Who: '<b>x</b>',
      What: 'Renamed a report',
      Subject: '\'=HYPERLINK("evil")',
      After: expect.stringContaining('Title: =HYPERLINK'),
    });
    const [entry] = (await page('/audit')).entries;
    expect(entry).toMatchObject({
      action: 'audit_downloaded',
      changes: [
        { name: 'Action', after: 'report_renamed' },
        { name: 'Words were searched for', after: 'Yes' },
      ],
    });
  });

  it('is whole', async () => {
    const text = await (await app.fetch('/audit.csv')).text();
    const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
    expect(rows.map((row) => Number(row['Number']))).toEqual(rows.map((_, i) => rows.length - i));
  });
});

describe('the check of the audit', () => {
  it('names the first entry that is wrong', async () => {
    expect(await app.json('/audit/verify')).toMatchObject({
      whole: false,
      entries: 121,
      fault: { id: 122 },
    });
    expect(await app.html('/audit/verify')).toContain('first entry that is wrong is number 122');
  });

  it('says that all is well, and finds a head noted earlier', async () => {
    const actor = { accountId: null, accountName: 'x', address: '' };
    const subject = { kind: 'account', id: 1, name: 'x' };
    await recordAudit(empty.services.db, actor, { action: 'sign_in', subject });
    const { head } = (await empty.json('/audit/verify')) as { head: string };
    await recordAudit(empty.services.db, actor, { action: 'sign_out', subject });
    const html = await empty.html(`/audit/verify?head=${head}`);
    expect(html).toContain('2 entries, each as it was written');
    expect(html).toContain('that of entry 1');
    expect(await empty.html(`/audit/verify?head=${'0'.repeat(64)}`)).toContain('But no entry has');
    const faulty = await empty.fetch('/audit/verify?head=%27%22');
    expect(faulty.status).toBe(422);
    expect(await faulty.text()).toContain('Enter the 64 characters');
  });
});
