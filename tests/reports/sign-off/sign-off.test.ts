import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { faultsIn, job, love, openSignOff, type SignOffDesk } from './sign-off-http.js';

let desk: SignOffDesk;
beforeAll(async () => {
  desk = await openSignOff();
});
afterAll(() => desk.stop());

const db = () => desk.desk.app.services.db;

test('a quote begins as a draft, is made ready, and is approved word for word by another', async () => {
  const [reportId, [partId = 0]] = await desk.report('From draft to approved', love);
  const place: [number, number] = [reportId, partId];
  expect((await desk.author.quote(...place)).status).toBe('draft');
  expect((await desk.approver.move(place, 'approve')).status).toBe(409);
  await desk.author.move(place, 'ready', { note: 'The best of the theme.' });
  await desk.approver.move(place, 'approve');
  const part = await desk.stored(partId);
  expect(part).toMatchObject({
    status: 'approved',
    approvedExtract: 'We love him.',
    approvedBy: 'petra',
    approvedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const account = await db()
    .selectFrom('account')
    .select('name')
    .where('id', '=', part.approvedById)
    .executeTakeFirst();
  expect(account?.name).toBe('petra');
  expect(
    (await desk.author.quote(...place)).history.map(({ by, what, note, words }) => [
      by,
      what,
      note ?? words,
    ]),
  ).toEqual([
    ['petra', 'Approved it', null],
    ['wren', 'Said that it is ready', 'The best of the theme.'],
    ['wren', 'Wrote it', 'We love him.'],
  ]);
  const audit = await db()
    .selectFrom('audit')
    .select(['accountName', 'action', 'before', 'after'])
    .where('subjectId', '=', reportId)
    .where('action', 'like', 'quote%')
    .orderBy('id')
    .execute();
  expect(audit.map(({ accountName, action }) => `${accountName} ${action}`)).toEqual([
    'wren quote_added',
    'wren quote_readied',
    'petra quote_approved',
  ]);
  expect(JSON.stringify(audit)).not.toMatch(/love|best of the theme/);
  expect(JSON.parse(audit[2]?.after ?? '')).toMatchObject({ status: 'approved', characters: 12 });
});

describe('a move takes what the table says', () => {
  test('a permission of its own', async () => {
    const place = await desk.ready('Who may');
    for (const [who, move] of [
      [desk.reader, 'approve'],
      [desk.author, 'approve'],
      [desk.colleague, 'send_back'],
      [desk.approver, 'withdraw'],
      [desk.approver, 'take_back'],
      [desk.reader, 'note'],
    ] as const) {
      expect((await who.move(place, move, { note: 'Why not.' })).status).toBe(403);
    }
    expect((await desk.approver.move(place, 'publish')).status).toBe(422);
    expect((await desk.stored(place[1])).status).toBe('ready');
    expect((await desk.reader.quote(...place)).moves).toEqual([]);
  });

  test('a note where somebody has to know why', async () => {
    const place = await desk.ready('Why');
    for (const note of ['', ' \n', 'x'.repeat(1001)]) {
      const refused = await desk.approver.move(place, 'send_back', { note });
      expect([refused.status, await faultsIn(refused)]).toEqual([
        422,
        [note.length > 1000 ? 'Shorten the note to 1000 characters' : 'Say why in a note'],
      ]);
    }
    await desk.approver.move(place, 'send_back', { note: 'It names the home.' });
    const { status, history } = await desk.author.quote(...place);
    expect(status).toBe('draft');
    expect(history[0]).toMatchObject({
      by: 'petra',
      what: 'Sent it back',
      note: 'It names the home.',
    });
  });

  test('words that may be printed, and a reason for each redaction', async () => {
    const [reportId, [partId = 0]] = await desk.report('Printable', job);
    const place: [number, number] = [reportId, partId];
    await db()
      .updateTable('reportPart')
      .set({ extract: 'I adore this place.' })
      .where('id', '=', partId)
      .execute();
    const [altered] = await faultsIn(await desk.author.move(place, 'ready'));
    expect(altered).toMatch(/^The comment does not say “adore this place/);
    await db()
      .updateTable('reportPart')
      .set({ extract: '[name] im coming back to work here' })
      .where('id', '=', partId)
      .execute();
    expect(await faultsIn(await desk.author.move(place, 'ready'))).toContain(
      'Give a reason for each redaction: edit the quote.',
    );
  });
});

test('an approval can be taken back, and a quote withdrawn and brought back as a draft', async () => {
  const place = await desk.approved('There and back');
  await desk.approver.move(place, 'undo_approval', { note: 'Too soon.' });
  expect(await desk.stored(place[1])).toMatchObject({
    status: 'ready',
    approvedExtract: null,
    approvedById: null,
    approvedBy: null,
  });
  expect((await desk.author.quote(...place)).history[0]).toMatchObject({
    what: 'Took back the approval',
  });
  await desk.approver.move(place, 'approve');
  await desk.author.move(place, 'withdraw', { note: 'The carer asked us to.' });
  expect(await desk.stored(place[1])).toMatchObject({ status: 'withdrawn', approvedBy: null });
  expect((await desk.author.quote(...place)).moves.map(({ key }) => key)).toEqual(['bring_back']);
  await desk.author.move(place, 'bring_back');
  expect((await desk.stored(place[1])).status).toBe('draft');
});

test('a note alone changes nothing, and does not stop an approval', async () => {
  const place = await desk.ready('Noted');
  const { revision } = await desk.approver.quote(...place);
  await desk.colleague.move(place, 'note', { note: 'I would take this one.' });
  const path = `/reports/${place[0]}/quotes/${place[1]}`;
  expect((await desk.approver.post(path, { move: 'approve', revision })).status).toBe(303);
  const { history } = await desk.author.quote(...place);
  expect(history[1]).toMatchObject({
    by: 'colin',
    what: 'Left a note',
    note: 'I would take this one.',
  });
});

describe('the words of a flagged comment', () => {
  test('are for those alone who settle flags, wherever the quote is shown, and cannot be signed off', async () => {
    const place = await desk.ready('Flagged', job);
    const [reportId, partId] = place;
    await desk.author.move(place, 'note', { note: 'He says im coming back.' });
    const { id: commentId } = await desk.desk.comment(job[0]);
    const flag = { reason: 'risk', accountName: 'Ann', createdAt: new Date().toISOString() };
    await db()
      .insertInto('commentFlag')
      .values({ commentId, ...flag })
      .execute();
    for (const path of ['', `/${partId}`]) {
      const hidden = await (await desk.author.get(`/reports/${reportId}/quotes${path}`)).text();
      expect(hidden).not.toContain('coming back');
      const seen = await (await desk.approver.get(`/reports/${reportId}/quotes${path}`)).text();
      expect(seen).toContain('coming back');
    }
    const views = await db()
      .selectFrom('audit')
      .select('accountName')
      .where('action', '=', 'flagged_comment_viewed')
      .where('subjectId', '=', commentId)
      .execute();
    expect(views.map(({ accountName }) => accountName)).toEqual(['petra', 'petra']);
    const [fault] = await faultsIn(await desk.approver.move(place, 'approve'));
    expect(fault).toMatch(/^Somebody has flagged this comment/);
    await db().deleteFrom('commentFlag').where('commentId', '=', commentId).execute();
  });
});

test('what waits for whom is counted, and gone through one after another', async () => {
  const [reportId, ids] = await desk.report('Queue', love, job, ['Got a level 1', 'Got a level 1']);
  const [first = 0, second = 0, third = 0] = ids;
  for (const id of ids) await desk.author.move([reportId, id], 'ready');
  const list = await (await desk.approver.get('/reports', 'text/html')).text();
  expect(list).toMatch(
    new RegExp(`href="/reports/${reportId}/quotes\\?status=ready">3<span[^>]*> quotes of Queue<`),
  );
  const waiting = (await (await desk.approver.get('/approvals')).json()) as { waiting: number };
  expect(list).toContain(`>Approvals (${waiting.waiting})</a>`);
  const own = await (await desk.author.get('/reports', 'text/html')).text();
  expect(own).not.toContain('>Approvals');
  const { reports } = (await (await desk.approver.get('/approvals')).json()) as {
    reports: { id: number; waiting: number; own: number; first: number }[];
  };
  expect(reports.find(({ id }) => id === reportId)).toMatchObject({ waiting: 3, own: 0, first });
  const after = await desk.approver.move([reportId, first], 'approve', { queue: 'yes' });
  expect(after.headers.get('location')).toBe(
    `/reports/${reportId}/quotes/${second}?queue=yes&notice=quote-approved`,
  );
  expect((await desk.approver.quote(reportId, third)).next).toBe(second);
  await desk.approver.move([reportId, third], 'send_back', { note: 'Too short.', queue: 'yes' });
  const last = await desk.approver.move([reportId, second], 'approve', { queue: 'yes' });
  expect(last.headers.get('location')).toBe(`/reports/${reportId}/quotes?notice=quote-approved`);
  const shown = (await (
    await desk.author.get(`/reports/${reportId}/quotes?status=approved`)
  ).json()) as {
    counts: { status: string; count: number }[];
    quotes: { id: number; approvedBy: string }[];
  };
  expect(shown.counts.map(({ status, count }) => `${status} ${count}`)).toEqual([
    'draft 1',
    'ready 0',
    'approved 2',
    'withdrawn 0',
  ]);
  expect(shown.quotes.map(({ id, approvedBy }) => [id, approvedBy])).toEqual([
    [first, 'petra'],
    [second, 'petra'],
  ]);
});

test('a report without quotes says how they come', async () => {
  const [reportId] = await desk.report('Empty');
  const page = await (await desk.author.get(`/reports/${reportId}/quotes`, 'text/html')).text();
  expect(page).toContain('Nothing is quoted in this report yet. Search the comments');
});
