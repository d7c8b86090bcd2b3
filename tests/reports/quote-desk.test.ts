import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openReportDesk, type ReportDesk, type ShownExtract } from './report-http.js';

let desk: ReportDesk;
let reportId: number;
let commentId: number;
const db = () => desk.app.services.db;
beforeAll(async () => {
  desk = await openReportDesk();
  reportId = await desk.newReport('Told in time');
  commentId = (await desk.comment('We were given a two-page')).id;
});
afterAll(() => desk.app.stop());

const stored = (partId: number) =>
  db().selectFrom('reportPart').selectAll().where('id', '=', partId).executeTakeFirstOrThrow();
const reasonsOf = (partId: number) =>
  db()
    .selectFrom('quoteRedaction')
    .select(['place', 'mark', 'reason'])
    .where('partId', '=', partId)
    .execute();
const revision = (partId: number) => desk.revision(reportId, partId);
const at = (partId: number) => `/reports/${reportId}/parts/${partId}`;

interface Problem {
  detail: string;
  faults: { field: string; message: string }[];
}
const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return (await response.json()) as Problem;
};

describe('a program that sends an extract', () => {
  test.each([
    ['We loved him.', 'The comment does not say “loved him.”'],
    ['We love him. We were given', 'The comment does not say “We were given” after “We love him.”'],
    ['We love him. … We were given', '“We were given” does not come after “We love him.”'],
    ['We lоve him.', 'The comment does not say “lоve him.”'],
    ['We\u200b love him.', 'The comment does not say'],
    ['We [do not] love him.', '“[do not]” is not in the comment'],
    ['We love him (sic!).', 'The comment does not say'],
    ['We love hi (sic)m.', 'Put “(sic)” right after a whole word'],
  ])('is told in one sentence why %j is refused', async (extract, sentence) => {
    for (const path of ['/reports/quotes', `/reports/${reportId}/quotes`]) {
      const response = await desk.send(path, { commentId, extract, report: reportId });
      expect(response.status).toBe(422);
      const { detail, faults } = await problem(response);
      expect(detail).toContain(sentence);
      expect(faults).toMatchObject([{ field: 'extract' }]);
    }
    expect((await desk.shown(reportId)).parts).toEqual([]);
  });

  test('sees it beside the comment without saving anything', async () => {
    const extract = '[name] love him … somebody';
    const looked = await desk.send('/reports/quotes', { commentId, extract, look: true });
    expect(looked.status).toBe(200);
    expect(((await looked.json()) as ShownExtract).sides).toMatchObject({
      fault: null,
      redactions: [{ mark: '[name]', hides: expect.stringMatching(/We$/) }],
    });
    expect((await desk.shown(reportId)).parts).toEqual([]);
  });
});

describe('a redaction', () => {
  const extract = 'with a diagnosis of [health condition] in it, dated the year before.';

  test('needs a reason, which the page asks for beside the words that it hides', async () => {
    const fields = { commentId: String(commentId), extract, report: String(reportId) };
    const refused = await desk.app.post('/reports/quotes', fields);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    const message =
      'Say why [health condition] stands for “foetal alcohol syndrome”: choose a reason or write one';
    expect(page).toContain(`<a href="#reason-0">${message}</a>`);
    expect(page).toContain('Why [health condition] stands for “foetal alcohol syndrome”');
    const api = await desk.send('/reports/quotes', { ...fields, reasons: ['  '] });
    expect((await problem(api)).faults).toEqual([{ field: 'reason-0', message }]);
    const long = await desk.send('/reports/quotes', { ...fields, reasons: ['x'.repeat(201)] });
    expect((await problem(long)).detail).toContain('at most 200 characters');
  });

  test('keeps its reason through edits, and loses it with its words', async () => {
    const added = await desk.app.post('/reports/quotes', {
      commentId: String(commentId),
      extract,
      report: String(reportId),
      reasons: 'Rare condition',
    });
    const part = Number(/#part-(\d+)$/.exec(added.headers.get('location') ?? '')?.[1]);
    expect(await reasonsOf(part)).toEqual([
      { place: 0, mark: '[health condition]', reason: 'Rare condition' },
    ]);
    const shown = (await desk.app.json(at(part))) as unknown as ShownExtract;
    expect(shown.reasons).toMatchObject([{ reason: 'Rare condition' }]);

    const [first] = shown.sides.redactions;
    const more = extract.replace('with', 'turned up with').replace('year', '[year]');
    const change = {
      extract: more,
      reasonsOf: [first?.id ?? '', 'new'],
      reasons: ['Rare condition', ''],
      revision: await revision(part),
    };
    expect((await desk.app.post(at(part), change)).status).toBe(422);
    const both = { ...change, reasons: ['Rare condition', 'A date'], reasonsOf: [] };
    expect((await desk.app.post(at(part), both)).status).toBe(303);
    expect((await reasonsOf(part)).map(({ reason }) => reason)).toEqual([
      'Rare condition',
      'A date',
    ]);

    const one = {
      extract: 'dated the [year] before.',
      reasonsOf: ['x [health condition]', 'x [year]'],
    };
    const kept = { ...one, reasons: ['Rare condition', 'A date'], revision: await revision(part) };
    expect((await desk.app.post(at(part), kept)).status).toBe(303);
    expect(await reasonsOf(part)).toEqual([{ place: 0, mark: '[year]', reason: 'A date' }]);
    await desk.app.post(`${at(part)}/remove`, { revision: await revision(part) });
    expect(await reasonsOf(part)).toEqual([]);
  });
});

test('a negation that is left out has to be ticked, and the tick holds for those words alone', async () => {
  const extract = 'But somebody chose … to tell us.';
  const body = { commentId, extract, report: reportId };
  const { detail, faults } = await problem(await desk.send('/reports/quotes', body));
  expect(detail).toBe(
    '“not” is left out of a sentence that you quote. Tick that the quote still says what the comment says, or quote more.',
  );
  const key = faults[0]?.field ?? '';
  const page = await (
    await desk.app.post('/reports/quotes', {
      ...body,
      commentId: String(commentId),
      report: String(reportId),
    })
  ).text();
  expect(page).toContain(`id="${key}" name="heeded" type="checkbox"`);
  const other = { ...body, extract: 'But somebody chose … us.', heeded: [key] };
  expect((await desk.send('/reports/quotes', other)).status).toBe(422);
  expect((await desk.send('/reports/quotes', { ...body, heeded: [key] })).status).toBe(303);
});

describe('a quote that is changed', () => {
  const approved = {
    status: 'approved' as const,
    approvedExtract: 'We love him.',
    approvedBy: 'ann@example.org',
    approvedAt: '2026-01-01T00:00:00.000Z',
  };

  test('is a draft again, by whoever changed it; the same words stay approved', async () => {
    const part = await desk.quote(reportId, commentId, 'We love him.');
    await db().updateTable('reportPart').set(approved).where('id', '=', part).execute();
    const same = { extract: 'We love him.', revision: await revision(part) };
    expect((await desk.app.post(at(part), same)).status).toBe(303);
    expect(await stored(part)).toMatchObject({ status: 'approved' });
    const other = { extract: 'We love him', revision: await revision(part) };
    expect((await desk.app.post(at(part), other)).status).toBe(303);
    expect(await stored(part)).toMatchObject({
      extract: 'We love him',
      ...{ status: 'draft', approvedExtract: null, approvedBy: null, approvedAt: null },
    });
    const versions = await db()
      .selectFrom('quoteVersion')
      .selectAll()
      .where('partId', '=', part)
      .execute();
    const accountName = 'administrator@example.org';
    expect(versions).toMatchObject([
      { accountName, extract: 'We love him.' },
      { accountName, extract: 'We love him' },
    ]);
  });

  test('is not written over: both versions are shown, and mine may be saved, theirs kept, or mine edited', async () => {
    const part = await desk.quote(reportId, commentId, 'We love him.');
    const opened = await revision(part);
    const theirs = {
      extract: 'We love him. But somebody chose not to tell us.',
      revision: opened,
    };
    expect((await desk.app.post(at(part), theirs)).status).toBe(303);
    const mine = { extract: 'We were given a two-page summary.', revision: opened };
    const clash = await desk.app.post(at(part), mine);
    expect(clash.status).toBe(409);
    const page = await clash.text();
    expect(page).toContain('This quote has been changed since you opened it');
    const [before = '', after = ''] = page.split('>Yours</h2>');
    expect(before).toContain('We love him. But somebody chose not to tell us.</blockquote>');
    expect(after).toContain('>\nWe were given a two-page summary.</textarea>');
    const now = await revision(part);
    expect(now).not.toBe(opened);
    expect(after).toContain(`name="revision" value="${now}"`);
    expect(after).toContain('Save mine instead');
    expect((await stored(part)).extract).toBe(theirs.extract);

    const api = await desk.send(at(part), mine);
    expect(api.status).toBe(409);
    expect((await problem(api)).detail).toContain('Somebody has changed this quote');
    expect((await desk.app.post(at(part), { ...mine, revision: now })).status).toBe(303);
    expect((await stored(part)).extract).toBe(mine.extract);
    expect((await desk.send(at(part), { extract: mine.extract })).status).toBe(422);
  });
});
