import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readDocx } from '../read-docx.js';
import { openReportDesk, type ReportDesk } from '../report-http.js';

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

async function word(id: number, query: string) {
  const response = await desk.get(`/reports/${id}/report.docx${query}`, '*/*');
  return readDocx(Buffer.from(await response.arrayBuffer()));
}

const reasonsOf = async (path: string) => {
  const answer = await desk.get(path);
  const { failing = [] } = (await answer.json()) as { failing?: { reason: string }[] };
  return [answer.status, ...failing.map(({ reason }) => reason)];
};

test('a quote altered in the database stops every download, is named, and is left out of the preview', async () => {
  const { db } = desk.app.services;
  const report = await desk.newReport('Tampered');
  const { id: commentId } = await desk.comment('We were given a two-page');
  const part = await desk.quote(report, commentId, 'We love him.');
  await desk.approve(report);
  const alter = (extract: string) =>
    db
      .updateTable('reportPart')
      .set({ extract, approvedExtract: extract })
      .where('id', '=', part)
      .execute();
  await alter('We adore him.');
  for (const file of ['report.docx', 'report.html', 'report.docx?draft=yes']) {
    const json = await desk.get(`/reports/${report}/${file}`);
    expect(json.headers.get('content-type')).toContain('application/problem+json');
    expect([json.status, await json.json()]).toMatchObject([
      409,
      {
        status: 409,
        failing: [
          {
            partId: part,
            place: 1,
            reason: 'altered',
            why: expect.stringContaining('“adore him.”'),
            words: 'We adore him.',
          },
        ],
      },
    ]);
    const html = await desk.get(`/reports/${report}/${file}`, 'text/html');
    expect([html.status, await html.text()]).toEqual([
      409,
      expect.stringContaining('We adore him.'),
    ]);
  }
  const preview = await desk.app.html(`/reports/${report}/preview`);
  const sheet = preview.slice(preview.indexOf('class="publication"'));
  expect(preview).toContain('1 part is left out here');
  expect(sheet).not.toContain('We adore him.');
  await alter('We love him.');
  expect((await desk.get(`/reports/${report}/report.docx`, '*/*')).status).toBe(200);
});

test('the report’s own page lists what stands in its way, and offers no more than may leave', async () => {
  const report = await desk.newReport('Listed');
  const { id } = await desk.comment('We were given a two-page');
  const part = await desk.quote(report, id, 'We love him.');
  const page = () => desk.app.html(`/reports/${report}`);
  const unapproved = await page();
  expect(unapproved).toContain(
    `1 quote is not approved yet: place <a class="govuk-link" href="#part-${part}">1</a>`,
  );
  expect(unapproved).toContain(`href="/reports/${report}/report.docx?draft=yes"`);
  expect(unapproved).not.toContain(`href="/reports/${report}/report.docx"`);
  await desk.approve(report);
  const approved = await page();
  expect(approved).toContain(`href="/reports/${report}/report.docx"`);
  expect(approved).not.toContain('Before it can be published');
  await desk.app.services.db
    .updateTable('reportPart')
    .set({ extract: 'We adore him.' })
    .where('id', '=', part)
    .execute();
  const altered = await page();
  expect(altered).toContain('1 quote is not what the comment says: place');
  expect(altered).not.toContain('report.docx');
});

test('without approval nothing but a draft leaves, and says so on every page', async () => {
  const report = await desk.newReport('Unsigned');
  const { id } = await desk.comment('We were given a two-page');
  await desk.quote(report, id, 'We love him.');
  expect(await reasonsOf(`/reports/${report}/report.docx`)).toEqual([409, 'not_approved']);
  const offered = await desk.app.html(`/reports/${report}/report.html`);
  expect(offered).toContain(`/reports/${report}/report.docx?draft=yes`);
  const { parts } = await word(report, '?draft=yes');
  const headers = [...parts].filter(([name]) => name.startsWith('word/header'));
  expect(headers).toHaveLength(2);
  for (const [, header] of headers) expect(header).toContain('Draft: not for publication');
  const html = await (await desk.get(`/reports/${report}/report.html?draft=yes`)).text();
  expect(html).toContain('<p class="publication-draft">Draft: not for publication</p>');
  expect(html).toContain('--running-title: "Unsigned – Draft: not for publication"');
  await desk.approve(report);
  const final = await (await desk.get(`/reports/${report}/report.html`)).text();
  expect(final).not.toContain('Draft: not for publication');
});

test('an approval of its own author, or of other words, is none', async () => {
  const { db } = desk.app.services;
  const report = await desk.newReport('Own approval');
  const { id } = await desk.comment('We were given a two-page');
  const part = await desk.quote(report, id, 'We love him.');
  await desk.approve(report);
  const change = (columns: { approvedById?: number; approvedExtract?: string }) =>
    db.updateTable('reportPart').set(columns).where('id', '=', part).execute();
  const { accountId } = await db
    .selectFrom('quoteVersion')
    .select('accountId')
    .where('partId', '=', part)
    .executeTakeFirstOrThrow();
  await change({ approvedById: accountId ?? 0 });
  expect(await reasonsOf(`/reports/${report}/report.html`)).toEqual([409, 'own_approval']);
  await change({ approvedExtract: 'We love' });
  expect(await reasonsOf(`/reports/${report}/report.html`)).toEqual([409, 'changed_since']);
});

test('a withdrawn quote is printed nowhere and stops nothing', async () => {
  const report = await desk.newReport('Withdrawn');
  const { id } = await desk.comment('We were given a two-page');
  const part = await desk.quote(report, id, 'We love him.');
  const withdraw = { status: 'withdrawn' as const };
  await desk.app.services.db
    .updateTable('reportPart')
    .set(withdraw)
    .where('id', '=', part)
    .execute();
  const html = await (await desk.get(`/reports/${report}/report.html`)).text();
  expect(html).toContain('About these figures');
  expect(html).not.toContain('We love him.');
});

test('every download is in the audit, without a word of a comment', async () => {
  const { db } = desk.app.services;
  const entries = await db
    .selectFrom('audit')
    .select(['subjectName', 'after'])
    .where('action', '=', 'report_downloaded')
    .where('subjectName', '=', 'Unsigned')
    .orderBy('id')
    .execute();
  expect(entries.map(({ after }) => JSON.parse(after ?? '{}') as unknown)).toEqual([
    { file: 'docx', draft: true, parts: 1 },
    { file: 'html', draft: true, parts: 1 },
    { file: 'html', draft: false, parts: 1 },
  ]);
});
