import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { read, utils } from 'xlsx';
import type { ImportReport } from '../../src/imports/import-papers.js';
import type { ImportSummary } from '../../src/imports/import-queries.js';
import { qualityWorkbook } from '../../src/imports/quality-workbook.js';
import { summariseReport } from '../../src/imports/report-summary.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { upload } from '../support/upload.js';

let app: TestApp;
beforeAll(async () => (app = await startTestApp()));
afterAll(() => app.stop());

const file = [
  'ID,Status,Group,I feel safe here,What could be better?',
  ...Array.from(
    { length: 20 },
    (_, at) => `${at},IP Address,Child,${at < 9 ? 'Agree' : 'Disagree'},more wishes ${at}`,
  ),
  '90,Survey Preview,Child,Agree,hello',
  '91,Survey Preview,Child,Agree,hello',
  '3,IP Address,Child,Agree,hello',
  '92,IP Address,Child,,ring me on 01632 960188',
].join('\n');

async function sent(name: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${file}\n"${name}",IP Address,Child,Agree,`);
  const request = { file: { name: `${name}.csv`, bytes }, survey: 'Quality', wave: '1' };
  const place = (await upload(app, request)).headers.get('location') ?? '';
  await app.services.jobs.idle();
  await app.post(`${place}/columns`, {});
  await app.services.jobs.idle();
  return place;
}

async function workbookAt(place: string) {
  const answer = await app.fetch(`${place}/data-quality.xlsx`);
  expect(answer.status).toBe(200);
  return read(Buffer.from(await answer.arrayBuffer()), { type: 'buffer' });
}

const rowsOf = (book: ReturnType<typeof read>, name: string) =>
  utils.sheet_to_json<Record<string, unknown>>(book.Sheets[name] ?? {});

test('the report says first how many rows became responses, before and after importing', async () => {
  const place = await sent('first');
  const before = await app.html(`${place}/checks`);
  expect(before).toMatch(/25 rows read: 22 to be imported, 3 left out \(\d [^)]*, \d [^)]*\)\./);
  await app.post(`${place}/import`, {});
  await app.services.jobs.idle();
  const after = await app.html(`${place}/data-quality`);
  expect(after).toMatch(/25 rows read: 22 imported, 3 left out/);
  expect(after).toContain('id="problems-personal_detail"');
  expect(await app.html(place)).toContain(`${place}/data-quality#problems-personal_detail`);
  expect(after).not.toContain('960188');
});

test('the workbook has four sheets, whose counts add up', async () => {
  const book = await workbookAt(await sent('second'));
  expect(book.SheetNames).toEqual(['Summary', 'Counts', 'Problems', 'Columns']);
  const counts = rowsOf(book, 'Counts');
  expect(counts.find(({ Question }) => Question === 'I feel safe here')).toMatchObject({
    Columns: 'D',
    Answered: 21,
    'No reply': 1,
    Responses: 22,
  });
  for (const row of counts) {
    const { Question: _question, Columns: _columns, Responses: all, ...each } = row;
    expect(Object.values(each).reduce((sum: number, one) => sum + Number(one), 0)).toBe(all);
  }
  expect(rowsOf(book, 'Problems')).toContainEqual(
    expect.objectContaining({ Kind: 'Personal details in comments', Row: 25, Column: 'E' }),
  );
  expect(rowsOf(book, 'Columns').map((row) => row['Column'])).toEqual(['A', 'B', 'C', 'D', 'E']);
});

const report: ImportReport = {
  rowsRead: 1210,
  responses: 1210,
  excluded: [],
  closedQuestions: 1,
  attributes: 0,
  openQuestions: 0,
  comments: 0,
  droppedColumns: 0,
  groups: [],
  problems: Array.from({ length: 30 }, (_, at) => ({
    kind: 'new_answer' as const,
    severity: 'note' as const,
    sheet: '@sheet',
    row: at + 2,
    column: 'B',
    header: '+heading',
    value: '=HYPERLINK("http://example.org","x")',
    message: '-message',
    action: 'action\u0000',
  })),
  problemCounts: { new_answer: 1204 },
  counts: [],
  columns: [],
};

test('cells that begin as a formula are text in the workbook', () => {
  const found = { fileName: '=1+1', survey: '@s', wave: '-w', layout: null } as ImportSummary;
  const bytes = qualityWorkbook(found, report, true);
  const book = read(bytes, { type: 'buffer', cellFormula: true, cellNF: true });
  for (const sheet of Object.values(book.Sheets)) {
    for (const [place, cell] of Object.entries(sheet)) {
      if (place.startsWith('!')) continue;
      expect(cell).not.toHaveProperty('f');
      expect(['s', 'n']).toContain((cell as { t: string }).t);
    }
  }
  expect(rowsOf(book, 'Problems')[0]).toMatchObject({
    Sheet: '@sheet',
    Heading: '+heading',
    Value: '=HYPERLINK("http://example.org","x")',
    'What was done': 'action',
  });
});

test('a kind shows its first twenty places and how many there are in all', () => {
  const { count, others, lookAt, sentence } = summariseReport(report, true);
  expect({ count, lookAt, sentence }).toEqual({
    count: 1204,
    lookAt: [],
    sentence: '1,210 rows read: 1,210 imported, none left out.',
  });
  expect(others).toMatchObject([{ title: 'New answers', count: 1204, held: 30 }]);
  expect(others[0]?.listed).toHaveLength(20);
});

test('the sentence counts responses that the wave had already beside those that are new', () => {
  const update = { updated: 200, unchanged: 1_000, imports: [], questions: [], others: [] };
  const comments = { rewritten: 0, added: 0, blank: 0 };
  const excluded = [
    { reason: 'Test response', count: 1 },
    { reason: 'Response number already in this file', count: 2 },
    { reason: 'A reason of long ago', count: 2 },
  ];
  const known = {
    ...report,
    rowsRead: 1_210,
    responses: 5,
    excluded,
    update: { ...update, comments },
  };
  expect(summariseReport(known, false).sentence).toBe(
    '1,210 rows read: 5 to be imported, 200 known and to be updated, 1,000 known and unchanged, ' +
      '5 left out (1 test response, 2 repeats of a response number, 2 a reason of long ago).',
  );
});

test('a report of an earlier version, without kinds, is still shown', () => {
  const { problemCounts: _counts, counts: _questions, columns: _columns, ...rest } = report;
  const old = {
    ...rest,
    problems: report.problems.map(({ kind: _kind, ...problem }) => problem),
  } as unknown as ImportReport;
  expect(summariseReport(old, true).others).toMatchObject([{ title: 'Problems', count: 30 }]);
});
