import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { partIn } from '../report-http.js';
import { faultsIn, job, love, openSignOff, type SignOffDesk } from './sign-off-http.js';

let desk: SignOffDesk;
beforeAll(async () => {
  desk = await openSignOff();
});
afterAll(() => desk.stop());

const db = () => desk.desk.app.services.db;

async function rowsOf(reportId: number): Promise<Record<string, string>[]> {
  const response = await desk.author.get(`/reports/${reportId}/quotes.csv`, '*/*');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8',
  ]);
  return parse(await response.text(), { columns: true, bom: true });
}

test('a row tells where a quote is from, what was hidden and why, who wrote and who approved it', async () => {
  const [reportId] = await desk.report('=Provenance');
  const { id: commentId, text } = await desk.desk.comment('I asked for a weekend off');
  const added = await desk.author.post(`/reports/${reportId}/quotes`, {
    commentId,
    extract: 'respite was "confirmed" … She came to the [removed].',
    reasons: ['Says where she was'],
  });
  const place: [number, number] = [reportId, partIn(added)];
  await desk.author.move(place, 'ready', { note: 'A secret between us.' });
  await desk.approver.move(place, 'approve');
  const [row, ...others] = await rowsOf(reportId);
  expect(others).toEqual([]);
  const origin = await db()
    .selectFrom('comment')
    .innerJoin('import', 'import.id', 'comment.importId')
    .innerJoin('response', (join) =>
      join
        .onRef('response.importId', '=', 'comment.importId')
        .onRef('response.position', '=', 'comment.position'),
    )
    .select(['import.id', 'import.fileName', 'response.sourceRow'])
    .where('comment.id', '=', commentId)
    .executeTakeFirstOrThrow();
  const { approvedAt } = await desk.stored(place[1]);
  expect(row).toMatchObject({
    'Report number': String(reportId),
    // No spreadsheet runs it.
    Report: "'=Provenance",
    Section: '',
    'Place in the report': '1',
    'Quote number': String(place[1]),
    Status: 'Approved',
    Quote: 'respite was "confirmed" … She came to the [removed].',
    Attribution: "(Foster carer's view from fostering survey)",
    Survey: 'Fostering survey',
    Wave: '2012-13',
    'Respondent group': 'Foster carer',
    'Import number': String(origin.id),
    'Imported file': origin.fileName,
    'Row in the file': String(origin.sourceRow),
    'Comment number': String(commentId),
    'Redactions and why': '[removed]: Says where she was',
    'Last written by': 'wren',
    'Everybody who wrote it': 'wren',
    'Approved by': 'petra',
    'Approved at': approvedAt,
  });
  const spans = (row?.['Positions in the comment (from 0, end not included)'] ?? '').split('; ');
  expect(
    spans.map((span) => text.slice(...(span.split('-').map(Number) as [number, number]))),
  ).toEqual(['respite was "confirmed"', 'She came to the', '.']);
  expect(JSON.stringify(row)).not.toContain('secret between us');
});

test('a detail that could identify somebody stops a quote until it is kept with a reason, which the row tells', async () => {
  const [reportId, [partId = 0]] = await desk.report('Kept', [
    'being treated like im nearly 18',
    'being treated like im nearly 18',
  ]);
  const place: [number, number] = [reportId, partId];
  const unsettled = 'Some details could identify somebody. Redact each, or say why it can stay.';
  expect(await faultsIn(await desk.author.move(place, 'ready'))).toEqual([unsettled]);
  const kept = { decision: 'keep', kind: 'age', detail: '18', reason: 'Most there are that old' };
  await desk.author.post(`/reports/${reportId}/parts/${partId}/details`, kept);
  expect((await desk.author.move(place, 'ready')).status).toBe(303);
  expect((await rowsOf(reportId))[0]?.['Details kept and why']).toBe(
    'An age “18”: Most there are that old',
  );
  const { findings } = await desk.approver.quote(...place);
  expect(findings).toMatchObject([
    { detail: '18', settled: { reason: 'Most there are that old', by: 'wren' } },
  ]);
});

test('a withdrawn quote is listed without its words', async () => {
  const [reportId, [, second = 0]] = await desk.report('Withdrawn', love, job);
  await desk.author.move([reportId, second], 'withdraw', { note: 'Asked to.' });
  expect((await rowsOf(reportId)).map(({ Status, Quote }) => [Status, Quote])).toEqual([
    ['Draft', 'We love him.'],
    ['Withdrawn', ''],
  ]);
});

test.each([
  ['altered', { extract: 'We adore him.' }, /adore/],
  [
    'changed since it was approved',
    { extract: 'We love him. But somebody chose' },
    /not those that were approved/,
  ],
])('a quote that is %s stops the file and is named', async (what, change, why) => {
  const [reportId, partId] = await desk.approved(`Stopped because ${what}`);
  await db().updateTable('reportPart').set(change).where('id', '=', partId).execute();
  const refused = await desk.author.get(`/reports/${reportId}/quotes.csv`);
  const { failing } = (await refused.json()) as { failing: { partId: number; why: string }[] };
  expect([refused.status, failing.map((one) => one.partId)]).toEqual([409, [partId]]);
  expect(failing[0]?.why).toMatch(why);
});

test('it is for those who may download comments', async () => {
  const [reportId] = await desk.report('Whose', love);
  for (const [who, status] of [
    [desk.author, 200],
    [desk.chief, 200],
    [desk.approver, 403],
    [desk.reader, 403],
  ] as const) {
    expect((await who.get(`/reports/${reportId}/quotes.csv`, '*/*')).status).toBe(status);
  }
});

test('what is written into the audit is how many quotes left, never their words', async () => {
  const [reportId] = await desk.report('Told', love, job);
  await rowsOf(reportId);
  const entry = await db()
    .selectFrom('audit')
    .select(['accountName', 'after'])
    .where('action', '=', 'quotes_downloaded')
    .where('subjectId', '=', reportId)
    .executeTakeFirst();
  expect(entry).toEqual({ accountName: 'wren', after: JSON.stringify({ quotes: 2 }) });
});
