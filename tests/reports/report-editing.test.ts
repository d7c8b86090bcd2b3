import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { openReportDesk, partIn, takeOut, type ReportDesk } from './report-http.js';

let desk: ReportDesk;
/** Sends a form as another report author does. */
let otherPost: (path: string, fields: Record<string, string>) => Promise<Response>;

beforeAll(async () => {
  desk = await openReportDesk();
  const { services } = desk.app;
  const account = await addTestAccount(services.db, ['report_author'], 'wren@example.org');
  const cookie = await signIn(services, account);
  otherPost = (path, fields) =>
    desk.app.fetch(path, {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams({ ...fields, csrf: testFormToken }),
      redirect: 'manual',
    });
});
afterAll(() => desk.app.stop());

const write = async (reportId: number, kind: string, body: string, after = '') =>
  partIn(await desk.app.post(`/reports/${reportId}/texts`, { kind, body, after }));
const order = async (reportId: number) => (await desk.shown(reportId)).parts.map(({ id }) => id);

const revisionOf = async (reportId: number, partId: number) =>
  String((await desk.shown(reportId)).parts.find(({ id }) => id === partId)?.revision);

/** A new report with two sections; a text in the first. */
async function begun(title: string) {
  const reportId = await desk.newReport(title);
  const section = await write(reportId, 'section', 'Restraint');
  const text = await write(reportId, 'text', 'One.\n\nTwo.\n\nThree.');
  const last = await write(reportId, 'section', 'Delay');
  const at = (part: number, what: string) => `/reports/${reportId}/parts/${part}/${what}`;
  return { reportId, section, text, last, at };
}

describe('writing', () => {
  test('sections and texts go to the end or below a part, and HTML in them is shown as typed', async () => {
    const { reportId, section, text, last } = await begun('Written');
    const between = await write(
      reportId,
      'text',
      '# Why\n\n<b>bold</b> ![x](y.png)',
      String(section),
    );
    expect(await order(reportId)).toEqual([section, between, text, last]);
    const page = await desk.app.html(`/reports/${reportId}`);
    expect(page).toContain('<h3>Why</h3>');
    expect(page).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(page).not.toContain('<img');
    expect((await desk.app.post(`/reports/${reportId}/texts`, { body: ' ' })).status).toBe(422);
    const preview = { kind: 'text', body: 'Not *yet*', do: 'preview' };
    const shown = await desk.app.post(`/reports/${reportId}/texts`, preview);
    expect(await shown.text()).toContain('<p>Not <em>yet</em></p>');
    expect(await order(reportId)).toHaveLength(4);
  });
});

describe('two people at one report', () => {
  test('the second to save a text chooses, and sees what differs', async () => {
    const { reportId, text, at } = await begun('Merged');
    const revision = await revisionOf(reportId, text);
    const base = 'One.\n\nTwo.\n\nThree.';
    const theirs = { kind: 'text', revision, base, body: 'One of theirs.\n\nTwo.\n\nThree.' };
    expect((await otherPost(at(text, 'text'), theirs)).status).toBe(303);
    const mine = { ...theirs, body: 'One.\n\nTwo.\n\nThree of mine.' };
    const choice = await desk.app.post(at(text, 'text'), mine);
    const page = await choice.text();
    expect(choice.status).toBe(409);
    expect(page).toContain('wren@example.org changed this text');
    expect(page).toContain('Only in theirs: </span> of theirs</del>');
    expect(page).toContain('>\nOne of theirs.\n\nTwo.\n\nThree of mine.</textarea>');
    const shown = async () =>
      (
        await desk.app.services.db
          .selectFrom('reportPart')
          .select('body')
          .where('id', '=', text)
          .executeTakeFirst()
      )?.body;
    expect(await shown()).toBe(theirs.body);
    const now = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? '';
    const both = { kind: 'text', revision: now, body: 'One of theirs.\n\nThree of mine.' };
    expect((await desk.app.post(at(text, 'text'), both)).status).toBe(303);
    expect(await shown()).toBe(both.body);
  });

  test('what is written of a text that another has taken out comes back, and lands on no other part', async () => {
    const { reportId, at } = await begun('Orphaned');
    const text = await write(reportId, 'text', 'One.');
    const mine = {
      kind: 'text',
      revision: await revisionOf(reportId, text),
      base: 'One.',
      body: 'My afternoon’s work',
    };
    await otherPost(at(text, 'remove'), { revision: mine.revision });
    const gone = await desk.app.post(at(text, 'text'), mine);
    expect([gone.status, await gone.text()]).toEqual([
      409,
      expect.stringMatching(/taken this out[^]*>\nMy afternoon’s work<\/textarea>/),
    ]);
    // The database gives the id of the last part again once that is gone.
    expect(await write(reportId, 'text', 'Of somebody else')).toBe(text);
    expect((await desk.app.post(at(text, 'text'), mine)).status).toBe(409);
    expect(await desk.app.html(`/reports/${reportId}`)).toContain('<p>Of somebody else</p>');
  });

  test('what another has changed since is not taken out unseen', async () => {
    const { reportId, text, at } = await begun('Kept');
    const revision = await revisionOf(reportId, text);
    await otherPost(at(text, 'text'), { kind: 'text', revision, body: 'Newer words' });
    const refused = await desk.app.post(at(text, 'remove'), { revision });
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('Newer words'),
    ]);
    expect(await order(reportId)).toContain(text);
    expect((await desk.app.post(at(text, 'remove'), {})).status).toBe(422);
  });

  test('moves at the same time lose and double nothing', async () => {
    const { reportId, section, text, last, at } = await begun('Moved');
    const quote = await write(reportId, 'text', 'Four');
    const moves = Array.from({ length: 12 }, (_, i) =>
      (i % 2 ? otherPost : desk.app.post)(at(i % 3 ? text : quote, 'move'), {
        to: `${i % 2 ? 'before' : 'after'}-${i % 4 ? last : section}`,
      }),
    );
    for (const answer of await Promise.all(moves)) expect(answer.status).toBe(303);
    const ids = await order(reportId);
    expect(ids.toSorted((a, b) => a - b)).toEqual([section, text, last, quote]);
    await takeOut(desk.app, reportId, last);
    const lost = await otherPost(at(text, 'move'), { to: `after-${last}` });
    expect([lost.status, await lost.text()]).toEqual([
      409,
      expect.stringContaining('Nothing was moved'),
    ]);
  });

  test('the second to rename it sees the first title, and nobody deletes what has changed', async () => {
    const { reportId } = await begun('First title');
    const { revision } = await desk.shown(reportId);
    const at = `/reports/${reportId}`;
    await otherPost(`${at}/rename`, { title: 'Theirs', base: 'First title' });
    const mine = await desk.app.post(`${at}/rename`, { title: 'Mine', base: 'First title' });
    expect([mine.status, await mine.text()]).toEqual([409, expect.stringContaining('“Theirs”')]);
    const deleted = await desk.app.post(`${at}/delete`, { revision: String(revision) });
    expect(deleted.status).toBe(409);
    expect((await desk.shown(reportId)).title).toBe('Theirs');
  });
});

describe('what is taken out', () => {
  test('is put back where it was, a quote with all that hangs on it', async () => {
    const { reportId, section, text, last } = await begun('Undone');
    const { id: commentId } = await desk.comment('We were given a two-page');
    const quote = await desk.quote(reportId, commentId, 'We love him.');
    await desk.app.post(`/reports/${reportId}/parts/${quote}/move`, { to: `after-${section}` });
    const { db } = desk.app.services;
    const reason = { place: 0, mark: '[name]', reason: 'A name' };
    await db
      .insertInto('quoteRedaction')
      .values({ partId: quote, ...reason })
      .execute();
    const taken = await takeOut(desk.app, reportId, quote);
    const page = await desk.app.html(taken.headers.get('location') ?? '');
    expect(page).toContain('The quote has been taken out of the report.');
    const [, restore = ''] = /action="([^"]*\/restore)"/.exec(page) ?? [];
    const back = partIn(await desk.app.post(restore, {}));
    expect(await order(reportId)).toEqual([section, back, text, last]);
    const rows = db.selectFrom('quoteRedaction').selectAll().where('partId', '=', back);
    expect(await rows.execute()).toEqual([{ partId: back, ...reason }]);
    expect((await desk.app.post(restore, {})).status).toBe(404);
  });
});
