import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openReportDesk, partIn, type ReportDesk } from './report-http.js';

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

const section = async (reportId: number, body: string) =>
  partIn(await desk.app.post(`/reports/${reportId}/texts`, { kind: 'section', body }));
const order = async (reportId: number) => (await desk.shown(reportId)).parts.map(({ id }) => id);

interface Found {
  found: { typical: { id: number; quote: string; href: string }[] };
}

test('quotes found from below a part stand there, one below the other', async () => {
  const reportId = await desk.newReport('Places');
  const first = await section(reportId, 'Restraint');
  const last = await section(reportId, 'Delay');
  const add = await desk.app.html(`/reports/${reportId}/add?after=${first}`);
  expect(add).toContain(`/reports/${reportId}/candidates?after=${first}`);
  // A newer report, which would be chosen otherwise.
  await desk.newReport('Newer');
  const candidates = `/reports/${reportId}/candidates?theme=restraint&after=${first}`;
  const { found } = (await desk.app.json(candidates)) as unknown as Found;
  const [one] = found.typical;
  expect(await desk.app.html(candidates)).toContain(
    `<input type="hidden" name="after" value="${first}">`,
  );
  const page = await desk.app.html(one?.quote ?? '');
  expect(page).toContain('It goes below place 1.');
  // Whoever reads it in context first finds the same place.
  const inContext = (await desk.app.json(one?.href ?? '')) as unknown as { quote: string };
  const { form } = (await desk.app.json(inContext.quote)) as unknown as {
    form: { report: string; after: number; from: string };
  };
  expect([form.report, form.after]).toEqual([String(reportId), first]);
  const { id, text } = await desk.comment('We were given a two-page');
  const save = {
    commentId: String(id),
    from: form.from,
    report: form.report,
    after: String(first),
  };
  const saved = await desk.app.post('/reports/quotes', { ...save, extract: 'We love him.' });
  const quote = partIn(saved);
  expect(text).toContain('We love him.');
  expect(await order(reportId)).toEqual([first, quote, last]);
  // The way back to the candidates leads below the new quote.
  expect(decodeURIComponent(saved.headers.get('location') ?? '')).toContain(
    `after=${quote}&notice`,
  );
});

test('a quote goes to the end of another report than that of the part, and of one without it', async () => {
  const reportId = await desk.newReport('Ends');
  const elsewhere = await section(await desk.newReport('Elsewhere'), 'Restraint');
  const first = await section(reportId, 'Restraint');
  const { id: commentId } = await desk.comment('We were given a two-page');
  const extract = 'We love him.';
  const path = `/reports/${reportId}/quotes`;
  const quote = partIn(await desk.send(path, { commentId, extract, after: elsewhere }));
  expect(await order(reportId)).toEqual([first, quote]);
  const page = await desk.app.html(`/reports/quotes/new?comment=${commentId}&after=999999`);
  expect(page).not.toContain('It goes below');
});
