import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/people/permissions.js';
import { addTestAccount, signIn, testFormToken } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
const cookies = new Map<Role, string>();
let comment: { id: number; text: string; importId: number; position: number };
let other: { id: number };
let report: { id: number; partId: number };
let before: number;

const get = (role: Role, path: string, accept = 'application/json') =>
  app.fetch(path, { headers: { accept, cookie: cookies.get(role) ?? '' }, redirect: 'manual' });
const post = (role: Role, path: string, fields: Record<string, string>) =>
  app.fetch(path, {
    method: 'POST',
    headers: { cookie: cookies.get(role) ?? '' },
    body: new URLSearchParams({ ...fields, csrf: testFormToken }),
    redirect: 'manual',
  });
const json = async (role: Role, path: string) =>
  (await (await get(role, path)).json()) as Record<string, unknown>;
const total = async (role: Role, list = '') => (await json(role, `/comments?${list}`))['total'];

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  const { db } = app.services;
  for (const role of ['reader', 'report_author', 'approver', 'analyst'] as const) {
    cookies.set(role, await signIn(app.services, await addTestAccount(db, [role])));
  }
  const rows = await db
    .selectFrom('comment')
    .select(['id', 'text', 'importId', 'position'])
    .orderBy('id')
    .execute();
  const pair = rows.flatMap((one) => {
    const next = rows.find(
      (two) => two.id > one.id && two.importId === one.importId && two.position === one.position,
    );
    return next && one.text.length > 60 ? [{ one, next }] : [];
  })[0];
  if (!pair) throw new Error('The samples have no response with two comments.');
  comment = pair.one;
  other = pair.next;
  before = rows.length;
  const quoted = await post('report_author', '/reports/quotes', {
    commentId: String(comment.id),
    extract: comment.text,
    report: 'new',
    title: 'Voices',
  });
  const [, id, partId] =
    /reports\/(\d+).*#part-(\d+)/.exec(quoted.headers.get('location') ?? '') ?? [];
  report = { id: Number(id), partId: Number(partId) };
});
afterAll(() => app.stop());

describe('a comment that a reader fears for', () => {
  it('is not flagged without one of the reasons', async () => {
    for (const reason of ['', 'because she wrote that', '__proto__']) {
      const sent = await post('reader', `/comments/${comment.id}/flag`, { reason });
      expect(sent.status).toBe(422);
      expect(await sent.text()).toContain('Choose why the comment is flagged');
    }
    expect(await total('reader')).toBe(before);
  });

  it('is passed on, and the reader is told so', async () => {
    const from = '/comments?q=care';
    const sent = await post('reader', `/comments/${comment.id}/flag`, { reason: 'harm', from });
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location') ?? '';
    expect(place).toBe(`/comments/flagged?from=${encodeURIComponent(from)}`);
    const page = await (await get('reader', place, 'text/html')).text();
    expect(page).toContain('The comment has been passed on');
    expect(page).toContain('href="/comments?q=care"');
  });

  it.each(['reader', 'report_author'] as const)('is then nowhere to a %s', async (role) => {
    const text = async (path: string) =>
      (await (await get(role, path)).text()).replace(/"requestId":"[^"]*"/, '');
    for (const end of ['', '/flag']) {
      expect(await text(`/comments/${comment.id}${end}`)).toBe(
        await text(`/comments/987654${end}`),
      );
    }
    expect((await get(role, `/comments/${comment.id}`)).status).toBe(404);
    expect(await total(role)).toBe(before - 1);
    expect(await total(role, 'flag=harm')).toBe(0);
    const page = await json(role, `/comments/${other.id}`);
    expect(JSON.stringify(page)).not.toContain(JSON.stringify(comment.text).slice(1, -1));
    const list = await (await get(role, '/comments', 'text/html')).text();
    expect(list).not.toContain('Flagged');
    expect(list).not.toContain('name="flag"');
  });

  it('is counted nowhere either', async () => {
    const listed = async (role: Role) =>
      ((await json(role, '/surveys'))['surveys'] as { waves: { comments: number }[] }[])
        .flatMap(({ waves }) => waves)
        .reduce((sum, { comments }) => sum + comments, 0);
    expect([await listed('reader'), await listed('analyst')]).toEqual([before - 1, before]);
    const countsOf = async (role: Role) =>
      ((await json(role, '/themes'))['themes'] as { comments: number }[]).reduce(
        (sum, { comments }) => sum + comments,
        0,
      );
    const facets = (await json('reader', '/comments'))['facets'] as Record<
      string,
      { count: number }[]
    >;
    const surveys = facets['survey']?.reduce((sum, { count }) => sum + count, 0);
    expect(surveys).toBe(before - 1);
    expect(await countsOf('reader')).toBeLessThanOrEqual(await countsOf('analyst'));
    const csv = await (await get('report_author', '/comments.csv', 'text/csv')).text();
    expect(csv).not.toContain(comment.text.slice(0, 40));
    expect(csv.match(/^\d+,/gm)).toHaveLength(before - 1);
  });

  it('is found by those who look into it, with who flagged it, when and why', async () => {
    expect(await total('analyst')).toBe(before);
    expect(await total('analyst', 'flag=harm')).toBe(1);
    expect(await total('approver', 'flag=none')).toBe(before - 1);
    const list = await (await get('analyst', '/comments?flag=harm', 'text/html')).text();
    expect(list).toContain('Somebody may be hurt, or in danger now');
    expect(list).toContain('>Flagged</strong>');
    expect(await json('approver', `/comments/${comment.id}`)).toMatchObject({
      flag: { reason: 'Somebody may be hurt, or in danger now', by: 'reader@example.org' },
    });
  });

  it('cannot be flagged twice', async () => {
    const sent = await post('analyst', `/comments/${comment.id}/flag`, { reason: 'abuse' });
    expect(sent.status).toBe(409);
  });

  it('cannot be quoted', async () => {
    const path = `/reports/quotes/new?comment=${comment.id}`;
    expect((await get('report_author', path)).status).toBe(404);
    const fields = {
      commentId: String(comment.id),
      extract: comment.text,
      report: String(report.id),
    };
    expect((await post('report_author', '/reports/quotes', fields)).status).toBe(404);
    const administrator = await app.fetch(path, { redirect: 'manual' });
    expect(administrator.status).toBe(409);
    expect(await administrator.text()).toContain(
      'This comment is flagged, so it cannot be quoted.',
    );
  });

  it('holds up a report that quotes it, whose author is told so without its words', async () => {
    const words = comment.text.slice(0, 40);
    for (const file of ['', '/report.docx', '/report.html']) {
      const path = `/reports/${report.id}${file}`;
      const sent = await get('report_author', path, 'text/html, */*');
      const page = await sent.text();
      expect([path, sent.status]).toEqual([path, file === '' ? 200 : 409]);
      expect(page).toContain('Somebody has flagged this comment');
      expect(page).not.toContain(words);
      expect(JSON.stringify(await json('report_author', path))).not.toContain(words);
    }
    const part = `/reports/${report.id}/parts/${report.partId}`;
    expect((await get('report_author', part)).status).toBe(404);
    expect((await get('approver', `/reports/${report.id}/report.docx`)).status).toBe(409);
    const shown = JSON.stringify(await json('approver', `/reports/${report.id}`));
    expect(shown).toContain(JSON.stringify(words).slice(1, -1));
  });

  it('is settled only by those who may see it, and with an outcome', async () => {
    const path = `/comments/${comment.id}/settle`;
    expect((await get('reader', path)).status).toBe(403);
    expect((await post('report_author', path, { outcome: 'mistake' })).status).toBe(403);
    expect((await get('analyst', path)).status).toBe(200);
    const sent = await post('analyst', path, { outcome: 'perhaps' });
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain('Choose how the flag was settled');
    expect(await total('reader')).toBe(before - 1);
  });

  it('is there for everybody once that is settled, and the audit keeps who did what', async () => {
    const sent = await post('analyst', `/comments/${comment.id}/settle`, { outcome: 'no_risk' });
    expect(sent.status).toBe(303);
    expect(await total('reader')).toBe(before);
    expect((await get('report_author', `/reports/${report.id}/report.html?draft=yes`)).status).toBe(
      200,
    );
    const again = await post('analyst', `/comments/${comment.id}/settle`, { outcome: 'no_risk' });
    expect(again.status).toBe(409);
    // Nor is the form offered where there is nothing to settle.
    expect((await get('analyst', `/comments/${comment.id}/settle`)).status).toBe(409);
    const entries = await app.services.db
      .selectFrom('audit')
      .select(['action', 'accountName', 'subjectId', 'before', 'after'])
      .where('action', 'in', ['comment_flagged', 'flag_settled'])
      .orderBy('id')
      .execute();
    expect(entries).toMatchObject([
      { action: 'comment_flagged', accountName: 'reader@example.org', subjectId: comment.id },
      { action: 'flag_settled', accountName: 'analyst@example.org', subjectId: comment.id },
    ]);
    expect(entries[1]?.after).toContain('nobody is at risk');
    expect(JSON.stringify(entries)).not.toContain(comment.text.slice(0, 20));
  });
});
