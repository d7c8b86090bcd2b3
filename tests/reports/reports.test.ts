import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deleteReport, openReportDesk, type ReportDesk } from './report-http.js';

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

/** An adopter's comment of the samples. */
const summary =
  'We were given a two-page summary. After placement, a box file turned up with a diagnosis of foetal alcohol syndrome in it, dated the year before. We love him. But somebody chose not to tell us.';

describe('the list of reports', () => {
  test('says what to do while there is none, then names each with its parts', async () => {
    expect(await desk.app.html('/reports')).toContain('There are no reports yet.');
    const id = await desk.newReport('  Being   listened to ');
    expect(await desk.app.json('/reports')).toMatchObject({
      reports: [{ id, title: 'Being listened to', parts: 0, quotes: 0 }],
    });
    expect(await desk.app.html(`/reports/${id}`)).toContain('Nothing is in this report yet.');
  });

  test('refuses a report without a title', async () => {
    const response = await desk.app.post('/reports', { title: ' ' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Enter a title for the report');
  });
});

test('a report is renamed, and deleted after a question', async () => {
  const id = await desk.newReport('Draft');
  const comment = await desk.comment('We were given a two-page');
  await desk.quote(id, comment.id, 'We love him.');
  expect((await desk.app.post(`/reports/${id}/rename`, { title: '' })).status).toBe(422);
  await desk.app.post(`/reports/${id}/rename`, { title: 'Adoption', base: 'Draft' });
  expect((await desk.shown(id)).title).toBe('Adoption');
  expect(await desk.app.html(`/reports/${id}/delete`)).toContain('Delete this report?');
  expect((await deleteReport(desk.app, id)).status).toBe(303);
  expect((await desk.get(`/reports/${id}`)).status).toBe(404);
});

describe('quoting a comment', () => {
  test('shows it whole with its question and attribution, and prefills the extract', async () => {
    const { id } = await desk.comment('We were given a two-page');
    expect(await desk.app.json(`/reports/quotes/new?comment=${id}`)).toMatchObject({
      comment: {
        text: summary,
        question: 'What could the agency do better?',
        survey: 'Adoption survey',
        wave: '2012-13',
        attribution: "(Adoptive parent's view from adoption survey)",
      },
      form: { extract: summary },
    });
    expect((await desk.get('/reports/quotes/new?comment=999999')).status).toBe(404);
  });

  test('adds the extract with its attribution, by form to a new report and by JSON', async () => {
    const { id: commentId } = await desk.comment('We were given a two-page');
    const made = await desk.app.post('/reports/quotes', {
      commentId: String(commentId),
      extract: 'We love him.\r\nBut somebody ... not to tell us.',
      report: 'new',
      title: 'Told in time',
      from: '/comments?q=diagnosis&group=adopter',
    });
    expect(made.status).toBe(303);
    expect(await desk.app.html(made.headers.get('location') ?? '')).toContain(
      '<a class="govuk-link" href="/comments?q=diagnosis&amp;group=adopter">Go back to your search</a>',
    );
    const reportId = Number(/\/reports\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1]);
    expect(
      await desk.quote(reportId, commentId, 'We were given a two-page summary.'),
    ).toBeGreaterThan(0);
    expect(await desk.shown(reportId)).toMatchObject({
      title: 'Told in time',
      parts: [
        {
          kind: 'quote',
          extract: 'We love him. But somebody … not to tell us.',
          attribution: "(Adoptive parent's view from adoption survey)",
          fault: null,
          ofSamePerson: 1,
        },
        { extract: 'We were given a two-page summary.' },
      ],
    });
  });

  test('is refused where a word is altered, by form and by JSON alike, and adds nothing', async () => {
    const reportId = await desk.newReport('Altered');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const extract = 'We loved him.';
    const message =
      'The comment does not say “loved him.” after “We”. Copy its words and spelling exactly, and put “…” only where you leave words out.';
    const api = await desk.send(`/reports/${reportId}/quotes`, { commentId, extract });
    expect([api.status, await api.json()]).toMatchObject([
      422,
      { faults: [{ field: 'extract', message }] },
    ]);
    const form = await desk.app.post('/reports/quotes', {
      commentId: String(commentId),
      extract,
      report: String(reportId),
    });
    expect(form.status).toBe(422);
    const page = await form.text();
    expect(page).toContain('<a href="#extract">The comment does not say “loved him.”');
    expect(page).toContain('>\nWe loved him.</textarea>');
    for (const body of [
      null,
      {},
      [],
      { commentId, extract: 7 },
      { commentId, extract: ['We love him.'] },
    ]) {
      const response = await desk.send(`/reports/${reportId}/quotes`, body);
      expect([404, 422]).toContain(response.status);
    }
    expect((await desk.shown(reportId)).parts).toEqual([]);
  });

  test('asks which report, and refuses the same words twice in one', async () => {
    const reportId = await desk.newReport('Twice');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const body = { commentId, extract: 'We love him.' };
    const nowhere = await desk.send('/reports/quotes', body);
    expect(await nowhere.json()).toMatchObject({ faults: [{ field: 'report' }] });
    expect((await desk.send('/reports/quotes', { ...body, report: reportId })).status).toBe(303);
    expect((await desk.send('/reports/quotes', { ...body, report: reportId })).status).toBe(422);
    expect((await desk.send('/reports/quotes', { ...body, report: 999_999 })).status).toBe(404);
  });

  test('says where the comment, or another by the same person, is quoted already', async () => {
    const { db } = desk.app.services;
    const twoOfOne = await db
      .selectFrom('comment as one')
      .innerJoin('comment as other', (join) =>
        join
          .onRef('one.importId', '=', 'other.importId')
          .onRef('one.position', '=', 'other.position')
          .onRef('one.id', '<', 'other.id'),
      )
      .select(['one.id', 'one.text', 'other.id as otherId'])
      .executeTakeFirstOrThrow();
    const reportId = await desk.newReport('Once each');
    await desk.quote(reportId, twoOfOne.id, twoOfOne.text);
    const told = async (commentId: number) => {
      const { reports } = await desk.app.json(`/reports/quotes/new?comment=${commentId}`);
      const listed = reports as { id: number; quotedAlready: string | null }[];
      return listed.find(({ id }) => id === reportId)?.quotedAlready;
    };
    expect(await told(twoOfOne.id)).toBe('This comment is quoted in it already.');
    expect(await told(twoOfOne.otherId)).toBe(
      'Another comment by the same person is quoted in it already.',
    );
    expect(await told((await desk.comment('We were given a two-page')).id)).toBeNull();
  });

  test('lets the import be undone only when the quote is taken out', async () => {
    const { db } = desk.app.services;
    const reportId = await desk.newReport('Holds the import');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const { importId } = await db
      .selectFrom('comment')
      .select('importId')
      .where('id', '=', commentId)
      .executeTakeFirstOrThrow();
    await desk.quote(reportId, commentId, 'We love him.');
    expect((await desk.app.post(`/imports/${importId}/undo`, {})).status).toBe(409);
  });
});
