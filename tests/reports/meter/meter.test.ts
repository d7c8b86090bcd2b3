import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { meterPanel } from '../../../src/reports/meter/show-meter.js';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { viewerWithout } from '../../support/viewers.js';
import { openReportDesk, type ReportDesk } from '../report-http.js';

interface Row {
  name: string;
  verdict: string;
  chosen: number;
  all: number;
  chosenShare: number;
  allShare: number;
  expected: string;
  difference: string;
  chance: string | null;
}
interface Meter {
  quotes: number;
  chosen: number;
  outside: number;
  reference: { total: number; isUsual: boolean; words: string[] };
  tables: { facet: string; rows: Row[] }[];
  under: string[];
  over: string[];
  twice: { href: string; extract: string }[][];
  next: { id: number; text: string; reason: string; quote: string } | null;
  advice: string[];
  hidesRegion: boolean;
}

let desk: ReportDesk;
let reportId: number;
let parts: { id: number; commentId: number }[];

const meter = async (query = '') =>
  (await desk.app.json(`/reports/${reportId}/meter${query}`)) as unknown as Meter;
const rowsOf = ({ tables }: Meter, facet: string) =>
  tables.find((table) => table.facet === facet)?.rows ?? [];
const comments = () => desk.app.services.db.selectFrom('comment');

beforeAll(async () => {
  desk = await openReportDesk();
  reportId = await desk.newReport('Adoption');
  const { db } = desk.app.services;
  // Six comments by adopters of the adoption survey, of six people; no other group is quoted.
  const { waveId } = await comments()
    .select('waveId')
    .where('groupKey', '=', 'adopter')
    .executeTakeFirstOrThrow();
  const own = await db
    .selectFrom('comment')
    .select(['id', 'text', 'importId', 'position'])
    .where('groupKey', '=', 'adopter')
    .where('waveId', '=', waveId)
    .orderBy('id')
    .execute();
  const people = new Map(own.map((one) => [one.position, one]));
  parts = [];
  for (const { id, text } of [...people.values()].slice(0, 6))
    parts.push({ id: await desk.quote(reportId, id, text), commentId: id });
});
afterAll(() => desk.app.stop());

test('a report without quotes says what to do first', async () => {
  const empty = await desk.newReport('Empty');
  expect(await desk.app.html(`/reports/${empty}/meter`)).toContain(
    'Nothing is quoted in this report yet',
  );
});

describe('six quotes of adopters against all comments of the wave', () => {
  test('are compared by group with counts of the same comments', async () => {
    const page = await meter();
    const { wave } = await comments()
      .select('waveId as wave')
      .where('id', '=', parts[0]?.commentId ?? 0)
      .executeTakeFirstOrThrow();
    const all = await comments().select(['groupKey']).where('waveId', '=', wave).execute();
    const adopters = all.filter(({ groupKey }) => groupKey === 'adopter').length;
    expect(page).toMatchObject({
      quotes: 6,
      chosen: 6,
      outside: 0,
      reference: { total: all.length, isUsual: true },
    });
    const row = rowsOf(page, 'group').find(({ name }) => name === 'Adopter');
    const expected = (6 * adopters) / all.length;
    expect(row).toMatchObject({
      chosen: 6,
      all: adopters,
      chosenShare: 100,
      allShare: Math.floor((100 * adopters) / all.length + 0.5),
      expected: expected.toFixed(1),
      verdict: 'over',
      difference: `${Math.round(6 - expected)} quotes more than its share`,
    });
    expect(page.over[0]).toBe(
      `Adopter (respondent group): 6 quotes where ${expected.toFixed(1)} would be in proportion`,
    );
  });

  test('leave a sentiment short, and the next best quote is of it, by somebody not quoted', async () => {
    const page = await meter();
    expect(page.under[0]).toMatch(
      /^Positive \(sentiment\): 1 quote where [\d.]+ would be in proportion$/,
    );
    expect(page.next?.reason).toMatch(/^“Positive” has 1 quote where/);
    expect(page.next?.quote).toContain(`comment=${page.next?.id}&report=${reportId}`);
    const next = await comments()
      .innerJoin('sentiment', 'sentiment.commentId', 'comment.id')
      .select(['label', 'position', 'comment.id', 'waveId'])
      .where('comment.id', '=', page.next?.id ?? 0)
      .executeTakeFirstOrThrow();
    expect(next.label).toBe('positive');
    const quoted = await comments()
      .select(['position', 'waveId'])
      .where(
        'id',
        'in',
        parts.map(({ commentId }) => commentId),
      )
      .execute();
    expect(quoted.every(({ waveId }) => waveId === next.waveId)).toBe(true);
    expect(quoted.map(({ position }) => position)).not.toContain(next.position);
  });

  test('show the shares in words and bars beside a table that holds every figure', async () => {
    const page = await desk.app.html(`/reports/${reportId}/meter`);
    expect(page).toContain('6 quoted comments');
    expect(page).toMatch(/<rect class="app-share__chosen"[^>]* width="160"/);
    expect(page).toContain('hypergeometric distribution');
    expect(await desk.app.html(`/reports/${reportId}`)).toContain(`/reports/${reportId}/meter`);
  });

  test('count no more once they are withdrawn', async () => {
    const { db } = desk.app.services;
    const [first] = parts;
    const set = (status: 'withdrawn' | 'draft') =>
      db
        .updateTable('reportPart')
        .set({ status })
        .where('id', '=', first?.id ?? 0)
        .execute();
    await set('withdrawn');
    expect(await meter()).toMatchObject({ quotes: 5, chosen: 5 });
    await set('draft');
  });
});

test('the panel for the report’s page says the same in short', async () => {
  const { db } = desk.app.services;
  const { under, over, ...all } = await meter();
  expect(await meterPanel(db, viewerWithout([]), { report: reportId })).toEqual({
    compared: 6,
    groups: rowsOf(all as Meter, 'group'),
    under,
    over,
    twice: 0,
  });
  const page = await desk.app.html(`/reports/${reportId}`);
  expect(page).toContain('Adopter: 6 of 6 quotes (100%)');
  expect(page).toContain(`Furthest from its share: ${under[0]}; ${over[0]}.`);
});

test('one person quoted twice is shown with both quotes', async () => {
  expect((await meter()).twice).toEqual([]);
  const [, second] = parts;
  const { text } = await comments()
    .select('text')
    .where('id', '=', second?.commentId ?? 0)
    .executeTakeFirstOrThrow();
  const words = text.split(/(?<=[.!?])\s/)[0] ?? text;
  const extract = words === text ? text.split(' ').slice(0, 4).join(' ') : words;
  const again = await desk.quote(reportId, second?.commentId ?? 0, extract);
  const { twice, quotes, chosen } = await meter();
  expect(twice).toEqual([
    [
      { href: `/reports/${reportId}#part-${second?.id}`, extract: text },
      { href: `/reports/${reportId}#part-${again}`, extract },
    ],
  ]);
  expect({ quotes, chosen }).toEqual({ quotes: 7, chosen: 6 });
  await desk.app.services.db.deleteFrom('reportPart').where('id', '=', again).execute();
});

describe('comparing with other comments', () => {
  test('takes a saved search, and leaves quotes of other comments out', async () => {
    await desk.app.post('/searches', {
      name: 'Adopters',
      from: '/comments?group=adopter&sentiment=positive',
    });
    const { id } = await desk.app.services.db
      .selectFrom('savedSearch')
      .select('id')
      .executeTakeFirstOrThrow();
    const page = await meter(`?search=${id}`);
    expect(page.reference).toMatchObject({ isUsual: false, words: ['Saved search: Adopters'] });
    expect(page.chosen + page.outside).toBe(6);
    expect(page.outside).toBeGreaterThan(0);
  });

  test('takes the address of a search as it is copied, and says so where it is none', async () => {
    const address = encodeURIComponent(`${desk.app.address}/comments?group=adopter`);
    expect((await meter(`?address=${address}`)).reference).toMatchObject({
      isUsual: false,
      words: ['Respondent group: Adopter'],
    });
    expect((await meter('?address=nonsense')).advice).toEqual([
      expect.stringContaining('not the address of a search'),
    ]);
  });

  test('says when no quote is among them', async () => {
    const page = await desk.app.html(`/reports/${reportId}/meter?group=child&survey=3`);
    expect(page).toContain('None of the report');
  });
});

test('those who may not see true counts are shown no share of few people', async () => {
  const { services } = desk.app;
  const cookie = await signIn(services, await addTestAccount(services.db, ['report_author']));
  const headers = { cookie, accept: 'application/json' };
  const read = async (query: string) =>
    (await (
      await desk.app.fetch(`/reports/${reportId}/meter${query}`, { headers })
    ).json()) as Meter;
  const usual = await read('');
  for (const { rows } of usual.tables)
    for (const { all } of rows) expect(all).toBeGreaterThanOrEqual(5);
  // A search could single few people out by their region.
  const other = await read('?group=adopter');
  expect(other.hidesRegion).toBe(true);
  expect(other.tables.map(({ facet }) => facet)).not.toContain('region');
  expect((await meter('?group=adopter')).tables.map(({ facet }) => facet)).toContain('region');
});
