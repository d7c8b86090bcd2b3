import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { openReportDesk, type ReportDesk } from '../report-http.js';

interface Shown {
  id: number;
  text: string;
  attribution: string;
  reason: string;
  quote: string;
  notes: { used: string[]; details: string | null; alone: string; length: string };
}
interface Page {
  found: {
    total: number;
    compared: number;
    typical: Shown[];
    contrasts: Shown[];
    more: string | null;
    ranked: number;
  } | null;
  selection: string[];
}

let desk: ReportDesk;
beforeAll(async () => {
  desk = await openReportDesk();
});
afterAll(() => desk.app.stop());

const open = async (query: string, at = '/reports/candidates') =>
  (await desk.app.json(`${at}?${query}`)) as unknown as Page;
const found = async (query: string, at?: string) => {
  const page = await open(query, at);
  if (!page.found) throw new Error('Nothing was looked for.');
  return page.found;
};
const children = 'theme=restraint&group=child';

test('whoever comes without a search is asked what the quote is to be about', async () => {
  expect((await open('')).found).toBeNull();
  const page = await desk.app.html('/reports/candidates');
  expect(page).toContain('Choose what the quote is to be about');
  for (const name of ['theme', 'group', 'survey', 'sentiment'])
    expect(page).toContain(`name="${name}"`);
});

describe('candidates of a theme and group', () => {
  test('are of the selection, each with its attribution and a reason that counts it', async () => {
    const { total } = (await desk.app.json(`/comments?${children}`)) as { total: number };
    const { typical, total: own } = await found(children);
    expect(own).toBe(total);
    expect(typical.length).toBeGreaterThan(3);
    for (const { reason, attribution } of typical) {
      expect(reason).toMatch(
        new RegExp(
          `^(Typical|Fairly typical|Less typical) of ${total} comments by children about restraint$`,
        ),
      );
      expect(attribution).toMatch(/^\(Child's view from .*survey\)$/);
    }
    expect(typical.some(({ reason }) => reason.startsWith('Typical'))).toBe(true);
  });

  test('are never those whose writer asks that they are not passed on', async () => {
    const asked = await desk.comment('dont tell them i said');
    const { text } = asked;
    const { typical, contrasts } = await found(`q=${encodeURIComponent(`"${text}"`)}`);
    expect([...typical, ...contrasts].map(({ id }) => id)).not.toContain(asked.id);
  });

  test('are by different people, and the same each time', async () => {
    const one = (await found(children)).typical;
    expect((await found(children)).typical).toEqual(one);
    const responses = await desk.app.services.db
      .selectFrom('comment')
      .select(['importId', 'position'])
      .where(
        'id',
        'in',
        one.map(({ id }) => id),
      )
      .execute();
    expect(new Set(responses.map((row) => `${row.importId}/${row.position}`)).size).toBe(
      one.length,
    );
  });

  test('show another view with the people who hold it, counted from the selection', async () => {
    const { contrasts } = await found(children);
    const [, ofNegative] = await Promise.all([
      desk.app.json(`/comments?${children}`),
      desk.app.json(`/comments?${children}&sentiment=positive`),
    ]);
    const ids = (ofNegative['comments'] as { id: number }[]).map(({ id }) => id);
    const [first] = contrasts;
    expect(ids).toContain(first?.id);
    const people = new Set(
      (
        await desk.app.services.db
          .selectFrom('comment')
          .select(['importId', 'position'])
          .where('id', 'in', ids)
          .execute()
      ).map((row) => `${row.importId}/${row.position}`),
    );
    expect(first?.reason).toMatch(new RegExp(`held by .* \\(${people.size} of \\d+ people\\)$`));
  });

  test('lead to the form of a new quote, which knows the report and finds back', async () => {
    const reportId = await desk.newReport('Restraint');
    const { typical } = await found(children, `/reports/${reportId}/candidates`);
    const [first] = typical;
    expect(first?.quote).toContain(`comment=${first?.id}&report=${reportId}&from=`);
    expect(await desk.app.json(first?.quote ?? '')).toMatchObject({
      form: {
        report: String(reportId),
        from: `/reports/${reportId}/candidates?${children}`,
      },
    });
  });

  test('that are quoted already come last, say where, and can be hidden', async () => {
    const reportId = await desk.newReport('Being held');
    const [first] = (await found(children)).typical;
    if (!first) throw new Error('There is no candidate.');
    await desk.quote(reportId, first.id, first.text);
    const all = (await found(`${children}&show=40`)).typical;
    expect(all.at(-1)).toMatchObject({
      id: first.id,
      notes: { used: ['Quoted in Being held already'] },
    });
    expect(all.findIndex(({ notes }) => notes.used.length > 0)).toBe(all.length - 1);
    const own = (await found(`${children}&show=40`, `/reports/${reportId}/candidates`)).typical;
    expect(own.at(-1)?.notes.used).toEqual(['Quoted in this report already']);
    const hidden = (await found(`${children}&show=40&used=hide`)).typical;
    expect(hidden.map(({ id }) => id)).not.toContain(first.id);
  });

  test('are never flagged ones, nor ones that wait for somebody to look for risk', async () => {
    const { db } = desk.app.services;
    const [first] = (await found(children)).typical;
    await db
      .insertInto('commentFlag')
      .values({
        commentId: first?.id ?? 0,
        reason: 'harm',
        accountName: 'Ann',
        createdAt: '2026-01-01T00:00:00.000Z',
      })
      .execute();
    await db
      .updateTable('riskHit')
      .set({ outcome: null, settledBy: null, settledAt: null })
      .execute();
    const waiting = (await db.selectFrom('riskHit').select('commentId').execute()).map(
      ({ commentId }) => commentId,
    );
    const after = await found(`${children}&show=40`);
    const ids = [...after.typical, ...after.contrasts].map(({ id }) => id);
    expect(ids).not.toContain(first?.id);
    expect(ids.length).toBeGreaterThan(3);
    expect(waiting.length).toBeGreaterThan(0);
    expect(ids.filter((id) => waiting.includes(id))).toEqual([]);
    await db.deleteFrom('commentFlag').execute();
  });
});

test('more are shown ten at a time', async () => {
  const { typical, more, ranked } = await found('group=child');
  expect(typical).toHaveLength(10);
  expect(ranked).toBeGreaterThan(20);
  expect(more).toBe('/reports/candidates?group=child&show=20');
  const ids = ({ typical: shown }: { typical: Shown[] }) => shown.map(({ id }) => id);
  const twenty = ids(await found('group=child&show=20'));
  expect(twenty).toHaveLength(20);
  expect(twenty.slice(0, 10)).toEqual(ids({ typical }));
});

test('a candidate with a detail that could identify somebody says so', async () => {
  const { typical } = await found('q=Amara');
  expect(typical[0]?.notes.details).toMatch(/“Amara”/);
});

test('a saved search is one to find quotes for, and what is chosen besides narrows it', async () => {
  await desk.app.post('/searches', {
    name: 'Held',
    from: '/comments?theme=restraint',
    shared: 'all',
  });
  const { id } = await desk.app.services.db
    .selectFrom('savedSearch')
    .select('id')
    .executeTakeFirstOrThrow();
  expect((await open(`search=${id}`)).selection).toEqual(['Theme: Restraint']);
  const narrowed = await found(`search=${id}&group=child`);
  expect(narrowed.total).toBe((await found(children)).total);
  expect(await desk.app.html('/searches')).toContain(`/reports/candidates?search=${id}`);
  expect(await desk.app.html(`/comments?${children}`)).toContain(
    '/reports/candidates?theme=restraint&amp;group=child',
  );
  expect((await desk.get('/reports/candidates?search=999')).status).toBe(404);
});

test('a search that finds nothing says what to do, and a report that is not there is not found', async () => {
  const page = await desk.app.html('/reports/candidates?q=zzzz');
  expect(page).toContain('No comments to quote');
  expect((await desk.get('/reports/999/candidates?group=child')).status).toBe(404);
});

test('only those who write reports find candidates', async () => {
  const { services } = desk.app;
  const cookie = await signIn(services, await addTestAccount(services.db, ['analyst']));
  const answer = await desk.app.fetch(`/reports/candidates?${children}`, { headers: { cookie } });
  expect(answer.status).toBe(403);
});
