import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/people/permissions.js';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface ShownHit {
  id: number;
  text: string;
  kinds: string[];
  reasons: { kind: string; why: string; words: string[] }[];
  outcome: string | null;
  flag: string | null;
}
interface ShownList {
  total: number;
  hits: ShownHit[];
  next: string | null;
}
let app: TestApp;
const cookies = new Map<Role, string>();
let bruises: { id: number; text: string };

const get = (role: Role, path: string, accept = 'application/json') =>
  app.fetch(path, { headers: { accept, cookie: cookies.get(role) ?? '' }, redirect: 'manual' });
const json = async <T>(role: Role, path: string) => (await (await get(role, path)).json()) as T;
const post = (role: Role, path: string, fields: Record<string, string>) =>
  app.fetch(path, {
    method: 'POST',
    headers: { accept: 'text/html', cookie: cookies.get(role) ?? '' },
    body: new URLSearchParams({ ...fields, csrf: testFormToken }),
    redirect: 'manual',
  });
const list = (search = '') => json<ShownList>('approver', `/review/risk${search}`);
const one = async (id: number) =>
  (
    await json<{ risk: ShownHit & { decisions: { words: string; by: string }[] } }>(
      'approver',
      `/review/risk/${id}`,
    )
  ).risk;
const quote = (role: Role, fields: Record<string, string> = {}) =>
  post(role, '/reports/quotes', {
    commentId: String(bruises.id),
    extract: bruises.text,
    report: 'new',
    title: 'Voices',
    ...fields,
  });
const settle = (outcome: string, fields: Record<string, string> = {}) =>
  post('approver', `/review/risk/${bruises.id}`, { outcome, ...fields });

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  for (const role of ['reader', 'survey_officer', 'report_author', 'approver'] as const) {
    cookies.set(role, await signIn(app.services, await addTestAccount(app.services.db, [role])));
  }
  bruises = await app.services.db
    .selectFrom('comment')
    .select(['id', 'text'])
    .where('text', 'like', 'i had bruises on both my arms%')
    .executeTakeFirstOrThrow();
});
afterAll(() => app.stop());

describe('comments that may tell of risk', () => {
  it('are listed for those who look into them, each with the words and the rule behind it', async () => {
    const { hits, total } = await list();
    expect(total).toBeGreaterThan(25);
    expect(hits).toHaveLength(25);
    const hit = await one(bruises.id);
    expect(hit.kinds).toContain('Somebody is hurt, or in danger');
    expect(hit.reasons).toContainEqual({
      kind: 'Somebody is hurt, or in danger',
      why: 'There are injuries',
      words: ['bruises'],
    });
    const page = await (await get('approver', `/review/risk/${bruises.id}`, 'text/html')).text();
    expect(page).toContain('<mark class="app-mark">bruises</mark>');
  });

  it('are nobody else’s: not even that there are any', async () => {
    for (const role of ['reader', 'survey_officer', 'report_author'] as const) {
      expect((await get(role, '/review/risk')).status).toBe(403);
      expect((await get(role, `/review/risk/${bruises.id}`)).status).toBe(403);
      expect((await post(role, `/review/risk/${bruises.id}`, { outcome: 'known' })).status).toBe(
        403,
      );
      const page = await (await get(role, `/comments/${bruises.id}`, 'text/html')).text();
      expect(page).toContain('bruises');
      expect(page).not.toContain('May tell of risk');
    }
  });

  it('come with the gravest kinds first, and by kind, survey and group', async () => {
    const order = [
      'Self-harm',
      'Abuse',
      'Hurt in',
      'Exploitation',
      'Somebody',
      'Neglect',
      'Running',
    ];
    const places = (await list()).hits.map(({ kinds }) =>
      order.findIndex((start) => kinds[0]?.startsWith(start)),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const missing = await list('?kind=missing');
    expect(missing.total).toBeGreaterThan(0);
    for (const { kinds } of missing.hits) expect(kinds).toContain('Running away or going missing');
    const all = (await list()).total;
    const bySurvey = await Promise.all([1, 2, 3, 4].map((id) => list(`?survey=${id}`)));
    expect(bySurvey.reduce((sum, { total }) => sum + total, 0)).toBe(all);
    expect((await list('?group=child')).total).toBeLessThan(all);
    expect((await list('?kind=__proto__')).total).toBe(all);
  });

  it('go on to further pages, none twice', async () => {
    const [first, second] = [await list(), await list('?page=2')];
    const seen = [...first.hits, ...second.hits].map(({ id }) => id);
    expect(first.next).toBe('/review/risk?page=2');
    expect(new Set(seen).size).toBe(Math.min(first.total, 50));
  });

  it('are marked where comments are read, and counted on the first page', async () => {
    const { total } = await list();
    for (const path of [`/comments/${bruises.id}`, '/comments?q=bruises']) {
      const page = await (await get('approver', path, 'text/html')).text();
      expect(page).toContain('May tell of risk');
      expect(page).toContain(`/review/risk/${bruises.id}`);
    }
    const home = await (await get('approver', '/surveys', 'text/html')).text();
    expect(home).toContain(
      `${total} comments</a>`.replace('</a>', ' may tell of somebody at risk'),
    );
    expect(await (await get('reader', '/surveys', 'text/html')).text()).not.toContain('at risk');
  });

  it('are counted on the page of their import, with a link for those who may follow it', async () => {
    const { importId } = await app.services.db
      .selectFrom('comment')
      .select('importId')
      .where('id', '=', bruises.id)
      .executeTakeFirstOrThrow();
    const { total } = await list(`?import=${importId}`);
    const told = `${total} comments may tell of somebody at risk`;
    const officers = await (
      await get('survey_officer', `/imports/${importId}`, 'text/html')
    ).text();
    expect(officers).toContain(told);
    expect(officers).not.toContain('/review/risk');
    expect(await app.html(`/imports/${importId}`)).toContain(
      `href="/review/risk?import=${importId}">${told}`,
    );
  });
});

describe('a comment that nobody has looked at yet', () => {
  it('cannot be quoted: not by the form, and not by whoever sends one all the same', async () => {
    const form = await get(
      'report_author',
      `/reports/quotes/new?comment=${bruises.id}`,
      'text/html',
    );
    expect(form.status).toBe(409);
    expect(await form.text()).toContain('may tell of somebody at risk, so it cannot be quoted');
    expect((await quote('report_author')).status).toBe(409);
    const sent = await app.fetch('/reports/quotes', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': testFormToken },
      body: JSON.stringify({
        commentId: bruises.id,
        extract: bruises.text,
        report: 'new',
        title: 'V',
      }),
    });
    expect(sent.status).toBe(409);
    expect(await app.services.db.selectFrom('reportPart').selectAll().execute()).toEqual([]);
  });

  it('is not settled without one of the outcomes', async () => {
    for (const outcome of ['', 'because he hit me', '__proto__']) {
      const sent = await settle(outcome);
      expect(sent.status).toBe(422);
      expect(await sent.text()).toContain('Choose what came of looking into it');
    }
    expect((await one(bruises.id)).outcome).toBeNull();
  });

  it('is settled with who and when, and goes back to the list as it was narrowed', async () => {
    const { total } = await list();
    const sent = await settle('known', { kind: 'harm', group: 'child' });
    expect(sent.headers.get('location')).toBe(
      '/review/risk?kind=harm&group=child&notice=risk-settled',
    );
    expect(await one(bruises.id)).toMatchObject({
      outcome: 'Known already, and being acted on',
      decisions: [{ words: 'Known already, and being acted on' }],
    });
    expect((await list()).total).toBe(total - 1);
    expect((await list('?state=settled')).hits.map(({ id }) => id)).toEqual([bruises.id]);
    expect((await settle('no_risk')).status).toBe(409);
  });

  it('leaves an entry in the audit and among the decisions, neither with a word of it', async () => {
    const { db } = app.services;
    const decisions = await db
      .selectFrom('codingDecision')
      .selectAll()
      .where('commentId', '=', bruises.id)
      .execute();
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({ kind: 'risk', after: '{"outcome":"known"}' });
    const every = db.selectFrom('audit').selectAll();
    const audit = await every.where('action', 'like', 'risk_%').execute();
    expect(audit).toHaveLength(1);
    expect(JSON.stringify([decisions, audit])).not.toContain('bruises');
  });
});

describe('a comment that somebody has settled', () => {
  it('can be quoted; opened again, it is marked in the report, which then cannot leave', async () => {
    const quoted = await quote('report_author');
    const report = /reports\/\d+/.exec(quoted.headers.get('location') ?? '')?.[0];
    expect((await get('report_author', `/${report}/report.html?draft=yes`)).status).toBe(200);
    for (const status of [303, 409])
      expect((await post('approver', `/review/risk/${bruises.id}/reopen`, {})).status).toBe(status);
    const page = await (await get('report_author', `/${report}`, 'text/html')).text();
    expect(page).toContain('May tell of risk: This comment may tell of somebody at risk');
    expect(page).toMatch(/1 quote may tell of somebody at risk, and nobody has looked yet: place/);
    const refused = await get('report_author', `/${report}/report.docx`, 'text/html');
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('nobody has looked at it yet'),
    ]);
    expect((await get('report_author', `/${report}/parts/1`, 'text/html')).status).toBe(409);
  });

  it('may be flagged with it, and is then kept from others', async () => {
    expect((await settle('passed_on', { flag: 'on' })).status).toBe(303);
    expect((await one(bruises.id)).flag).not.toBeNull();
    expect((await get('reader', `/comments/${bruises.id}`)).status).toBe(404);
    expect((await one(bruises.id)).decisions.map(({ words }) => words)).toEqual([
      'Passed on to those who must act on it',
      'Opened again',
      'Known already, and being acted on',
    ]);
  });
});
