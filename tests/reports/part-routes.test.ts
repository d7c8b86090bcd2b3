import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openReportDesk, type ReportDesk } from './report-http.js';

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

test('parts keep the search that the author came from while they are moved and removed', async () => {
  const reportId = await desk.newReport('Searched');
  const { id: commentId } = await desk.comment('We were given a two-page');
  const part = await desk.quote(reportId, commentId, 'We love him.');
  const from = '/comments?q=love';
  const page = `/reports/${reportId}?from=${encodeURIComponent(from)}`;
  expect(await desk.app.html(page)).toContain(`<input type="hidden" name="from" value="${from}">`);
  const at = `/reports/${reportId}/parts/${part}`;
  const moved = await desk.app.post(`${at}/move`, { to: `before-${part}`, from });
  expect(moved.headers.get('location')).toBe(`${page}&notice=part-moved#part-${part}`);
  const removed = await desk.app.post(`${at}/remove`, {
    revision: await desk.revision(reportId, part),
    from,
  });
  expect(removed.headers.get('location')).toBe(`${page}&removed=1`);
});
