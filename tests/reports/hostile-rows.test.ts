import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Updateable } from 'kysely';
import type { ReportPartTable } from '../../src/db/schema-reports.js';
import { partIn } from './report-http.js';
import { openSignOff, type SignOffDesk } from './sign-off/sign-off-http.js';

let desk: SignOffDesk;
let other: { id: number; text: string };
beforeAll(async () => {
  desk = await openSignOff();
  other = await desk.desk.comment('When I leave im coming');
});
afterAll(() => desk.stop());

const db = () => desk.desk.app.services.db;
type Place = [reportId: number, partId: number];

/** An approved quote of everything that a quote can have: words left out, a redaction and a kept detail. */
async function approvedInFull(title: string): Promise<Place> {
  const [reportId] = await desk.report(title);
  const { id: commentId } = await desk.desk.comment('being treated like im nearly 18');
  const body = { commentId, extract: 'being treated like im nearly 18', reasons: [] };
  const partId = partIn(await desk.author.post(`/reports/${reportId}/quotes`, body));
  const kept = { decision: 'keep', kind: 'age', detail: '18', reason: 'Most there are that old' };
  await desk.author.post(`/reports/${reportId}/parts/${partId}/details`, kept);
  return approve([reportId, partId]);
}

async function approvedRedacted(title: string): Promise<Place> {
  const [reportId] = await desk.report(title);
  const { id: commentId } = await desk.desk.comment('I asked for a weekend off');
  const body = {
    commentId,
    extract: 'respite was "confirmed" … She came to the [removed].',
    reasons: ['Says where she was'],
  };
  const partId = partIn(await desk.author.post(`/reports/${reportId}/quotes`, body));
  return approve([reportId, partId]);
}

async function approve(place: Place): Promise<Place> {
  expect((await desk.author.move(place, 'ready')).status).toBe(303);
  expect((await desk.approver.move(place, 'approve')).status).toBe(303);
  return place;
}

interface Refused {
  failing?: { partId: number; reason: string; why?: string }[];
}
/** What a download answers: its status, and why the part is refused. */
async function answerOf(reportId: number, file: string): Promise<[number, string?]> {
  const answer = await desk.chief.get(`/reports/${reportId}/${file}`);
  if (answer.status !== 409) return [answer.status];
  const [refusal] = ((await answer.json()) as Refused).failing ?? [];
  expect(refusal?.why).toMatch(/\.$/);
  return [409, refusal?.reason];
}

const setPart =
  (columns: Updateable<ReportPartTable>) =>
  ([, partId]: Place) =>
    db().updateTable('reportPart').set(columns).where('id', '=', partId).execute();

const setComment =
  (change: (text: string) => string) =>
  async ([, partId]: Place) => {
    const { commentId } = await desk.stored(partId);
    const comment = db()
      .selectFrom('comment')
      .selectAll()
      .where('id', '=', commentId ?? 0);
    const { id, text } = await comment.executeTakeFirstOrThrow();
    const set = (to: string) =>
      db().updateTable('comment').set({ text: to }).where('id', '=', id).execute();
    await set(change(text));
    return () => set(text);
  };

const asAuthor = async ([, partId]: Place) => {
  const version = db().selectFrom('quoteVersion').select('accountId').where('partId', '=', partId);
  const { accountId } = await version.executeTakeFirstOrThrow();
  await setPart({ approvedById: accountId })([0, partId]);
};

/** To another comment, which says the same words. */
const moveQuote = async (place: Place) => {
  await setPart({ commentId: other.id })(place);
  return setComment((text) => `We love him. ${text}`)(place);
};

const flag = async ([, partId]: Place) => {
  const { commentId } = await desk.stored(partId);
  await desk.chief.post(`/comments/${commentId}/flag`, { reason: 'harm' });
  return () => db().deleteFrom('commentFlag').execute();
};

const waitForLook = async ([, partId]: Place) => {
  const { commentId } = await desk.stored(partId);
  const found = { kinds: '[]', worst: 0, evidence: '[]', foundAt: '2026-01-01T00:00:00.000Z' };
  const settle = () => db().deleteFrom('riskHit').where('commentId', '=', commentId).execute();
  await settle();
  await db()
    .insertInto('riskHit')
    .values({ commentId: commentId ?? 0, ...found })
    .execute();
  return settle;
};

interface Attack {
  change: (place: Place) => Promise<unknown>;
  reason: string;
  /** Whether the table of all quotes leaves, which tells the status of each. */
  inTable?: true;
  /** Whether a draft for reading leaves. */
  inDraft?: true;
  of?: (title: string) => Promise<Place>;
}

const attacks: Record<string, Attack> = {
  'other words, approved in the database too': {
    change: setPart({ extract: 'We adore him.', approvedExtract: 'We adore him.' }),
    reason: 'altered',
  },
  'other words of the comment, approved in the database too': {
    change: setPart({ extract: 'We love', approvedExtract: 'We love' }),
    reason: 'changed_since',
    inDraft: true,
  },
  'approved by nobody': {
    change: setPart({ approvedById: null }),
    reason: 'own_approval',
    inDraft: true,
  },
  'approved by its author': { change: asAuthor, reason: 'own_approval', inDraft: true },
  'a status that there is not': {
    change: setPart({ status: 'Approved' as 'approved' }),
    reason: 'not_approved',
    inDraft: true,
    inTable: true,
  },
  'moved to another comment': {
    change: (place) => setPart({ commentId: other.id })(place),
    reason: 'altered',
  },
  'moved to another comment with the same words': {
    change: moveQuote,
    reason: 'stale',
    inDraft: true,
  },
  'what was accepted broken': {
    change: setPart({ accepted: '{' }),
    reason: 'stale',
    inDraft: true,
  },
  'what was accepted taken away': {
    change: setPart({ accepted: null }),
    reason: 'stale',
    inDraft: true,
  },
  'another text of the comment': {
    change: setComment((text) => text.replace('We love him', 'We did love him')),
    reason: 'altered',
  },
  'the comment flagged': { change: flag, reason: 'flagged' },
  'the comment waiting for somebody to look for risk': {
    change: waitForLook,
    reason: 'risk_waiting',
  },
  'reasons of redactions taken away': {
    of: approvedRedacted,
    change: ([, partId]) =>
      db().deleteFrom('quoteRedaction').where('partId', '=', partId).execute(),
    reason: 'unexplained',
    inDraft: true,
  },
  'nothing left for a redaction to stand for': {
    of: approvedRedacted,
    change: setComment((text) => text.replace(/ wedding\. She was.*$/s, '.')),
    reason: 'altered',
  },
  'kept details taken away': {
    of: approvedInFull,
    change: ([, partId]) =>
      db().deleteFrom('quoteKeptDetail').where('partId', '=', partId).execute(),
    reason: 'identifying',
  },
};

test.each(Object.entries(attacks))('a quote does not leave with %s', async (name, attack) => {
  const { of = desk.approved, change, reason, inDraft, inTable } = attack;
  const place = await of(name);
  const [reportId] = place;
  const undo = await change(place);
  const answers = [];
  for (const file of ['report.html', 'report.html?draft=yes', 'quotes.csv'])
    answers.push(await answerOf(reportId, file));
  if (typeof undo === 'function') await (undo as () => Promise<unknown>)();
  const refused = [409, reason];
  expect(answers).toEqual([refused, inDraft ? [200] : refused, inTable ? [200] : refused]);
});

/** What somebody has done to the row of a chart, or of a quote. */
const broken: Updateable<ReportPartTable>[] = [
  ...['{', 'null', '{"of":"question"}', '{"of":"measure","measureId":99999}'].map((source) => ({
    source,
  })),
  { kind: 'call_out', measureId: null },
  { kind: 'quote' },
  { kind: 'odd' as 'quote' },
];

test.each(broken)(
  'a chart made %j in the database is a gap, stops what leaves, and can be taken out',
  async (columns) => {
    const [reportId] = await desk.report('Broken');
    const body = { chart: '/measures/1/chart', as: 'chart', report: String(reportId) };
    const partId = partIn(await desk.author.post('/reports/charts', body));
    await db().updateTable('reportPart').set(columns).where('id', '=', partId).execute();
    expect((await desk.author.get(`/reports/${reportId}`, 'text/html')).status).toBe(200);
    expect((await desk.author.get(`/reports/${reportId}/report.html?draft=yes`)).status).toBe(409);
    const { revision } = await desk.stored(partId);
    const at = `/reports/${reportId}/parts/${partId}/remove`;
    expect((await desk.author.post(at, { revision })).status).toBe(303);
    await db().updateTable('removedPart').set({ contents: '{' }).execute();
    expect((await desk.author.get(`/reports/${reportId}`, 'text/html')).status).toBe(200);
  },
);

test('a chart never counts as accepted because nobody knows what was', async () => {
  const [reportId] = await desk.report('Unknown');
  const body = { chart: '/measures/1/chart', as: 'chart', report: String(reportId) };
  const partId = partIn(await desk.author.post('/reports/charts', body));
  await db().updateTable('reportPart').set({ accepted: null }).where('id', '=', partId).execute();
  await desk.author.get(`/reports/${reportId}`);
  expect((await desk.author.get(`/reports/${reportId}/report.html`)).status).toBe(409);
});
