import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { partIn } from '../report-http.js';
import { faultsIn, love, openSignOff, type SignOffDesk } from './sign-off-http.js';

let desk: SignOffDesk;
beforeAll(async () => {
  desk = await openSignOff();
});
afterAll(() => desk.stop());

const db = () => desk.desk.app.services.db;

describe('nobody approves words of their own', () => {
  const own = 'You wrote words of this quote, so somebody else has to approve it.';

  test('not those that they wrote last, whatever their roles', async () => {
    const { id: commentId } = await desk.desk.comment(love[0]);
    const [reportId] = await desk.report('Own words');
    const added = await desk.chief.post(`/reports/${reportId}/quotes`, {
      commentId,
      extract: love[1],
    });
    const partId = partIn(added);
    const place: [number, number] = [reportId, partId];
    await desk.chief.move(place, 'ready');
    const refused = await desk.chief.move(place, 'approve');
    expect([refused.status, await faultsIn(refused)]).toEqual([409, [own]]);
    expect((await desk.chief.quote(...place)).moves.find(({ key }) => key === 'approve')).toEqual(
      expect.objectContaining({ missing: [own] }),
    );
    const page = await (
      await desk.chief.get(`/reports/${reportId}/quotes/${partId}`, 'text/html')
    ).text();
    expect(page).toContain(own);
    expect(page).not.toContain('value="approve"');
    expect((await desk.stored(partId)).status).toBe('ready');
  });

  test('nor after somebody else has changed them', async () => {
    const { id: commentId } = await desk.desk.comment(love[0]);
    const [reportId] = await desk.report('Handed on');
    const added = await desk.chief.post(`/reports/${reportId}/quotes`, {
      commentId,
      extract: 'We love him. But somebody chose not to tell us.',
    });
    const partId = partIn(added);
    const at = `/reports/${reportId}/parts/${partId}`;
    const { revision } = await desk.author.quote(reportId, partId);
    expect((await desk.author.post(at, { extract: love[1], revision })).status).toBe(303);
    await desk.author.move([reportId, partId], 'ready');
    expect(await faultsIn(await desk.chief.move([reportId, partId], 'approve'))).toEqual([own]);
    expect((await desk.approver.move([reportId, partId], 'approve')).status).toBe(303);
  });
});

describe('other words are not approved', () => {
  test('when a form changes them, the quote is a draft again', async () => {
    const [reportId, partId] = await desk.approved('Changed by form');
    const { revision } = await desk.author.quote(reportId, partId);
    await desk.author.post(`/reports/${reportId}/parts/${partId}`, {
      extract: 'We love him. But somebody chose not to tell us.',
      revision,
    });
    expect(await desk.stored(partId)).toMatchObject({
      status: 'draft',
      approvedExtract: null,
      approvedBy: null,
      approvedAt: null,
    });
    const { history } = await desk.author.quote(reportId, partId);
    expect(history[0]).toMatchObject({ by: 'wren', what: 'Made it a draft again' });
    expect(history[1]).toMatchObject({ what: 'Changed its words' });
  });

  test('saved unchanged, they stay approved', async () => {
    const [reportId, partId] = await desk.approved('Saved again');
    const { revision } = await desk.author.quote(reportId, partId);
    await desk.author.post(`/reports/${reportId}/parts/${partId}`, { extract: love[1], revision });
    expect((await desk.stored(partId)).status).toBe('approved');
  });

  test('changed in the database, they are a fault, and cannot be approved until somebody has saved them', async () => {
    const [reportId, partId] = await desk.approved('Changed in the database');
    const place: [number, number] = [reportId, partId];
    const other = 'We love him. But somebody chose not to tell us.';
    await db().updateTable('reportPart').set({ extract: other }).where('id', '=', partId).execute();
    expect((await desk.author.quote(...place)).fault).toMatch(/not those that were approved/);
    await desk.approver.move(place, 'undo_approval', { note: 'Look at it again.' });
    expect(await faultsIn(await desk.approver.move(place, 'approve'))).toEqual([
      'Nobody is known to have written these words. Edit the quote and save it.',
    ]);
    const { revision } = await desk.colleague.quote(...place);
    await desk.colleague.post(`/reports/${reportId}/parts/${partId}`, { extract: other, revision });
    await desk.colleague.move(place, 'ready');
    expect((await desk.approver.move(place, 'approve')).status).toBe(303);
  });
});

describe('what was changed since a page was opened', () => {
  test('is not approved by it; the page shows the new words', async () => {
    const place = await desk.ready('Changed meanwhile');
    const [reportId, partId] = place;
    const { revision } = await desk.approver.quote(...place);
    await desk.author.post(`/reports/${reportId}/parts/${partId}`, {
      extract: 'But somebody chose not to tell us.',
      revision,
    });
    await desk.author.move(place, 'ready');
    const late = await desk.approver.post(`/reports/${reportId}/quotes/${partId}`, {
      move: 'approve',
      revision,
    });
    const answer = (await late.json()) as {
      faults: { message: string }[];
      quote: { extract: string };
    };
    expect(late.status).toBe(409);
    expect(answer.faults[0]?.message).toMatch(
      /has changed since you opened the page, so nothing was done/,
    );
    expect(answer.quote.extract).toBe('But somebody chose not to tell us.');
    expect((await desk.stored(partId)).status).toBe('ready');
  });

  test('without its revision nothing is approved', async () => {
    const [reportId, partId] = await desk.ready('No revision');
    const blind = await desk.approver.post(`/reports/${reportId}/quotes/${partId}`, {
      move: 'approve',
    });
    expect(blind.status).toBe(409);
    expect((await desk.stored(partId)).status).toBe('ready');
  });
});
