import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTransaction } from '../../../src/db/in-transaction.js';
import { defaultRules, putInForce, rulesOf } from '../../../src/disclosure-rules.js';
import { deskQuotes } from '../../../src/reports/sign-off/desk-queries.js';
import { missingFor } from '../../../src/reports/sign-off/moves.js';
import { shellViewer } from '../../../src/people/shell-viewer.js';
import { openReportDesk, type ReportDesk } from '../report-http.js';

interface Shown {
  identifying: {
    findings: {
      kind: string;
      detail: string;
      redaction: string | null;
      settled: { reason: string; by: string } | null;
    }[];
  };
  part: { extract: string };
}

let desk: ReportDesk;
/** A comment of the samples whose words are written anew for this. */
let commentId: number;
const words =
  'My worker Dave and my brother Jay came on 14 March. Dave’s car broke. I am 14 and sikh.';

beforeAll(async () => {
  desk = await openReportDesk();
  commentId = (await desk.comment('We were given a two-page')).id;
  await desk.app.services.db
    .updateTable('comment')
    .set({ text: words })
    .where('id', '=', commentId)
    .execute();
});
afterAll(() => desk.app.stop());

async function newQuote(extract = words) {
  const reportId = await desk.newReport('Being listened to');
  const partId = await desk.quote(reportId, commentId, extract);
  const page = `/reports/${reportId}/parts/${partId}/details`;
  return {
    reportId,
    partId,
    page,
    decide: (body: Record<string, string>) => desk.send(page, body),
    shown: async () => (await desk.app.json(page)) as unknown as Shown,
    missing: async () => {
      const [quote] = await deskQuotes(desk.app.services.db, shellViewer(), reportId);
      return quote && missingFor('ready', quote.facts, shellViewer());
    },
  };
}

const listed = ({ identifying }: Shown) =>
  identifying.findings.map(({ kind, detail }) => `${kind} ${detail}`);
const unsettled = 'Some details could identify somebody. Redact each, or say why it can stay.';

test('each detail of a quote is shown with its redaction, before it is added and on its page', async () => {
  const quote = await newQuote();
  const expected = [
    'name Dave',
    'name Jay',
    'date 14 March',
    'name Dave’s',
    'age 14',
    'background sikh',
    'combination 14 March + 14 + sikh',
  ];
  expect(listed(await quote.shown())).toEqual(expected);
  const hints = await desk.app.json(`/reports/quotes/new?comment=${commentId}`);
  expect(listed(hints as unknown as Shown)).toEqual(expected);
  const page = await desk.app.html(`/reports/${quote.reportId}/parts/${quote.partId}`);
  expect(page).toContain('Redact as [name]');
});

test('a quote cannot be ready until every detail is redacted or kept with a reason', async () => {
  const quote = await newQuote();
  expect(await quote.missing()).toContain(unsettled);
  for (const [kind, detail] of [
    ['name', 'Dave'],
    ['name', 'Dave’s'],
    ['date', '14 March'],
    ['background', 'sikh'],
  ] as const) {
    expect((await quote.decide({ decision: 'redact', kind, detail })).status).toBe(303);
  }
  expect((await quote.shown()).part.extract).toBe(
    'My worker [name] and my brother Jay came on [date]. [name’s] car broke. I am 14 and [religion].'.replace(
      '’',
      "'",
    ),
  );
  expect(await quote.missing()).toContain(unsettled);
  await quote.decide({
    decision: 'keep',
    kind: 'name',
    detail: 'Jay',
    reason: 'A name made up by the child',
  });
  await quote.decide({ decision: 'keep', kind: 'age', detail: '14', reason: 'Many are 14' });
  expect(await quote.missing()).not.toContain(unsettled);
  const kept = (await quote.shown()).identifying.findings;
  expect(kept.map(({ detail, settled }) => [detail, settled?.reason])).toEqual([
    ['Jay', 'A name made up by the child'],
    ['14', 'Many are 14'],
  ]);
  await quote.decide({ decision: 'reopen', kind: 'age', detail: '14' });
  expect(await quote.missing()).toContain(unsettled);
});

test('each redaction made so has its reason, in the order of the extract', async () => {
  const quote = await newQuote();
  await quote.decide({ decision: 'redact', kind: 'date', detail: '14 March' });
  await quote.decide({ decision: 'redact', kind: 'name', detail: 'Dave' });
  const rows = await desk.app.services.db
    .selectFrom('quoteRedaction')
    .select(['place', 'mark', 'reason'])
    .where('partId', '=', quote.partId)
    .orderBy('place')
    .execute();
  expect(rows).toEqual([
    { place: 0, mark: '[name]', reason: 'Names a person' },
    { place: 1, mark: '[date]', reason: 'An age or a date that could identify somebody' },
  ]);
});

test('a detail is kept with a reason or not at all, and what is not there is not redacted', async () => {
  const quote = await newQuote();
  const form = await desk.app.post(quote.page, {
    decision: 'keep',
    kind: 'name',
    detail: 'Jay',
    reason: ' ',
  });
  expect(form.status).toBe(422);
  expect(await form.text()).toContain('Say why “Jay” can stay');
  expect((await quote.decide({ decision: 'redact', kind: 'name', detail: 'Kim' })).status).toBe(
    409,
  );
  expect((await quote.decide({ decision: 'hide', kind: 'name', detail: 'Jay' })).status).toBe(422);
  expect((await quote.shown()).part.extract).toBe(words);
  const audited = await desk.app.services.db.selectFrom('audit').selectAll().execute();
  expect(JSON.stringify(audited)).not.toContain('Jay');
});

test('an answer that fewer of the wave gave than tables show is a finding, by the rules of the deployment', async () => {
  const { db } = desk.app.services;
  const quote = await newQuote('Dave’s car broke.');
  const few = async () =>
    (await quote.shown()).identifying.findings.filter(({ kind }) => kind === 'small_setting');
  putInForce(db, { leastCell: 1, leastBase: 1 });
  expect(await few()).toEqual([]);
  putInForce(db, { leastCell: 100_000, leastBase: 100_000 });
  const found = await few();
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toMatchObject({ redaction: null, settled: null });
  const { kind = '', detail = '' } = found[0] ?? {};
  expect((await quote.decide({ decision: 'redact', kind, detail })).status).toBe(422);
  await quote.decide({ decision: 'keep', kind, detail, reason: 'The attribution does not say it' });
  expect((await few())[0]?.settled).toMatchObject({ reason: 'The attribution does not say it' });
  putInForce(db, defaultRules);
});

test('a wish that it is not passed on holds for all words of the comment, until somebody says why not', async () => {
  const { db } = desk.app.services;
  const write = (text: string) =>
    db.updateTable('comment').set({ text }).where('id', '=', commentId).execute();
  await write('The food is cold. dont tell them i said');
  const quote = await newQuote('The food is cold.');
  expect(listed(await quote.shown())).toEqual(['in_confidence dont tell them i said']);
  expect(await quote.missing()).toContain(unsettled);
  await write(words);
});

test('what is checked within a transaction goes by the rules of its database', async () => {
  const { db } = desk.app.services;
  putInForce(db, { leastCell: 7, leastBase: 20 });
  expect(
    await inTransaction(db, async (within) => Promise.resolve(rulesOf(within).leastCell)),
  ).toBe(7);
  putInForce(db, defaultRules);
});
