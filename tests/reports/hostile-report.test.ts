import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readDocx } from './read-docx.js';
import { partIn } from './report-http.js';
import { love, openSignOff, type SignOffDesk } from './sign-off/sign-off-http.js';

let desk: SignOffDesk;
beforeAll(async () => {
  desk = await openSignOff();
});
afterAll(() => desk.stop());

const db = () => desk.desk.app.services.db;
const many = <T>(count: number, one: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => one(at)));
const statuses = (answers: readonly Response[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ status }) => status))].map((status) => [
      status,
      answers.filter((answer) => answer.status === status).length,
    ]),
  );
const partsOf = (reportId: number) =>
  db()
    .selectFrom('reportPart')
    .select(['id', 'position', 'revision', 'body'])
    .where('reportId', '=', reportId)
    .orderBy('position')
    .execute();

describe('an approval is of what the approver saw', () => {
  const kept = { decision: 'keep', kind: 'age', detail: '18', reason: 'Most there are that old' };
  const details = (reportId: number, partId: number) =>
    `/reports/${reportId}/parts/${partId}/details`;

  test('not of a detail that is kept for another reason since', async () => {
    const [reportId, [partId = 0]] = await desk.report('Details', [
      'being treated like im nearly 18',
      'being treated like im nearly 18',
    ]);
    await desk.author.post(details(reportId, partId), kept);
    await desk.author.move([reportId, partId], 'ready');
    expect((await desk.approver.move([reportId, partId], 'approve')).status).toBe(303);
    await desk.author.post(details(reportId, partId), { ...kept, reason: 'Other' });
    expect(await desk.stored(partId)).toMatchObject({ status: 'draft', approvedById: null });
  });

  test('not of other reasons for its redactions', async () => {
    const [reportId] = await desk.report('Reasons');
    const { id: commentId } = await desk.desk.comment('I asked for a weekend off');
    const extract = 'respite was "confirmed" … She came to the [removed].';
    const body = { commentId, extract, reasons: ['Says where she was'] };
    const partId = partIn(await desk.author.post(`/reports/${reportId}/quotes`, body));
    await desk.author.move([reportId, partId], 'ready');
    expect((await desk.approver.move([reportId, partId], 'approve')).status).toBe(303);
    const save = async (reason: string) => {
      const { revision } = await desk.author.quote(reportId, partId);
      const at = `/reports/${reportId}/parts/${partId}`;
      await desk.author.post(at, { extract, reasons: [reason], revision });
      return (await desk.stored(partId)).status;
    };
    expect(await save('Says where she was')).toBe('approved');
    expect(await save('Names a person')).toBe('draft');
  });

  test('not of a comment that was corrected, though its author accepts that; of one coded anew it is', async () => {
    const [reportId, partId] = await desk.approved('Corrected');
    const { commentId } = await desk.stored(partId);
    const accept = async () => {
      const { report } = (await (await desk.author.get(`/reports/${reportId}`)).json()) as {
        report: { stale: { stale: { mark: string } }[] };
      };
      const [stale] = report.stale;
      const at = `/reports/${reportId}/parts/${partId}/accept`;
      expect((await desk.author.post(at, { mark: stale?.stale.mark })).status).toBe(303);
      return (await desk.stored(partId)).status;
    };
    const tags = db().deleteFrom('tag').where('commentId', '=', commentId);
    await tags.execute();
    expect(await accept()).toBe('approved');
    const { text } = await desk.desk.comment(love[0]);
    const comment = db().updateTable('comment').where('id', '=', commentId);
    await comment.set({ text: `${text} Or so we say.` }).execute();
    expect(await accept()).toBe('draft');
    await comment.set({ text }).execute();
  });

  test('not of a quote that has the numbers of one that was deleted', async () => {
    const [first, [partId = 0]] = await desk.report('First', love);
    await desk.author.move([first, partId], 'ready');
    const seen = await desk.approver.quote(first, partId);
    const { revision } = (
      (await (await desk.author.get(`/reports/${first}`)).json()) as {
        report: { revision: number };
      }
    ).report;
    expect((await desk.author.post(`/reports/${first}/delete`, { revision })).status).toBe(303);
    const [second, [again = 0]] = await desk.report('Second', [
      love[0],
      'But somebody chose not to tell us.',
    ]);
    expect([second, again]).toEqual([first, partId]);
    await desk.author.move([second, again], 'ready');
    const approval = { move: 'approve', revision: seen.revision };
    const late = await desk.approver.post(`/reports/${second}/quotes/${again}`, approval);
    expect([late.status, (await desk.stored(again)).status]).toEqual([409, 'ready']);
  });
});

test('of the same quote or call-out added ten times at once, one is added', async () => {
  const [reportId] = await desk.report('At once');
  const { id: commentId } = await desk.desk.comment(love[0]);
  const quote = { commentId, extract: love[1] };
  const callOut = { measures: '1' };
  await many(10, () => desk.author.post(`/reports/${reportId}/quotes`, quote));
  await many(10, () => desk.colleague.post(`/reports/${reportId}/call-outs`, callOut));
  expect(await partsOf(reportId)).toHaveLength(2);
});

test('twenty people adding, moving, taking out and putting back lose and double nothing', async () => {
  const [reportId] = await desk.report('Crowded');
  const at = `/reports/${reportId}`;
  await many(20, (i) => desk.author.post(`${at}/texts`, { kind: 'text', body: `Text ${i}` }));
  const added = await partsOf(reportId);
  const ids = added.map(({ id }) => id);
  const moves = await many(20, (i) =>
    desk.colleague.post(`${at}/parts/${ids[i]}/move`, { to: `before-${ids[(i * 7 + 3) % 20]}` }),
  );
  // 7i + 3 = i (mod 20) has no solution, so nobody moves a part beside itself.
  expect(statuses(moves)).toEqual({ 303: 20 });
  const out = added.slice(0, 5).flatMap((part) => [part, part]);
  const removals = await Promise.all(
    out.map(({ id, revision }) => desk.author.post(`${at}/parts/${id}/remove`, { revision })),
  );
  expect(statuses(removals)).toEqual({ 303: 5, 404: 5 });
  const removed = db().selectFrom('removedPart').select('id').where('reportId', '=', reportId);
  const back = (await removed.execute()).flatMap((one) => [one, one]);
  const restored = await Promise.all(
    back.map(({ id }) => desk.author.post(`${at}/removed/${id}/restore`, {})),
  );
  expect(statuses(restored)).toEqual({ 303: 5, 404: 5 });
  const parts = await partsOf(reportId);
  expect(parts.map(({ position }) => position)).toEqual(ids.map((_, i) => i + 1));
  expect(new Set(parts.map(({ body }) => body)).size).toBe(20);
});

test('words of a flagged comment reach nobody who must not read them; who may is recorded', async () => {
  const [reportId, partId] = await desk.approved('Flagged');
  const { commentId } = await desk.stored(partId);
  await desk.chief.post(`/comments/${commentId}/flag`, { reason: 'harm' });
  const paths =
    `,/preview,/quotes,/quotes/${partId},/parts/${partId},/parts/${partId}/details,/meter,/candidates,` +
    '/report.html,/report.docx,/quotes.csv,/report.html?draft=yes';
  const answers: string[] = [];
  for (const who of [desk.reader, desk.author, desk.colleague])
    for (const path of paths.split(',')) {
      const answer = await who.get(`/reports/${reportId}${path}`);
      const told = (await answer.text()).includes(love[1]) ? 'tells' : 'does not tell';
      answers.push(`${path} ${told}`);
    }
  expect(answers.filter((answer) => answer.endsWith(' tells'))).toEqual([]);
  const views = () =>
    db()
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'flagged_comment_viewed')
      .where('accountName', '=', 'dara')
      .execute();
  for (const path of ['', '/preview', '/quotes', '/report.html', '/quotes.csv']) {
    const before = (await views()).length;
    const shown = await (await desk.chief.get(`/reports/${reportId}${path}`)).text();
    expect([path, shown.includes(love[1]), (await views()).length - before]).toEqual([
      ...[path, true, 1],
    ]);
  }
  await db().deleteFrom('commentFlag').execute();
});

test('what is typed or said is words in every file: no mark-up, no control character, no formula', async () => {
  const [reportId] = await desk.report('../../etc/"\r\nX-Evil: </style><script>alert(0)</script>');
  const at = `/reports/${reportId}`;
  const { id: commentId, text } = await desk.desk.comment(love[0]);
  const evil = '=hyperlink("x") <script>alert(c)</script> ]]> \u202e\u0007&amp; good';
  await db().updateTable('comment').set({ text: evil }).where('id', '=', commentId).execute();
  await desk.desk.quote(reportId, commentId, evil);
  await desk.desk.approve(reportId);
  const heading = '@SUM(1) <img src=x onerror=alert(2)>';
  await desk.author.post(`${at}/texts`, { kind: 'section', body: heading });
  const body =
    '<script>alert(3)</script> <b onclick=x>b</b> [a](javascript:alert(4)) ![i](http://x.invalid/i.png) a\u0000\u0001\ufffe ]]>';
  await desk.author.post(`${at}/texts`, { kind: 'text', body });
  const html = await desk.chief.get(`${at}/report.html`, '*/*');
  expect(html.headers.get('content-disposition')).toMatch(
    /^attachment; filename="?[a-z0-9-]+\.html"?$/,
  );
  const pages = [
    await html.text(),
    await (await desk.chief.get(`${at}/preview`, 'text/html')).text(),
  ];
  for (const page of pages) {
    expect(page).not.toMatch(
      /<script>alert|<img src=x|<b onclick|href="javascript|x\.invalid\/i\.png"[^>]*>\s*<img/,
    );
    expect(page).toContain('&lt;script&gt;alert(c)');
  }
  const word = await desk.chief.get(`${at}/report.docx`, '*/*');
  const { parts } = await readDocx(Buffer.from(await word.arrayBuffer()));
  const document = parts.get('word/document.xml') ?? '';
  // eslint-disable-next-line no-control-regex -- XML holds none of these, and Word opens no file that has one.
  expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|<script/);
  expect(document).toContain('&lt;script&gt;alert(c)');
  const csv = await (await desk.chief.get(`${at}/quotes.csv`, '*/*')).text();
  const [row] = parse<Record<string, string>>(csv, { columns: true, bom: true });
  expect(row?.['Quote']).toMatch(/^'=hyperlink/);
  await db().updateTable('comment').set({ text }).where('id', '=', commentId).execute();
});
