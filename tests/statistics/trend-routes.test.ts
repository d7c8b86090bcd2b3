import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { viewerWithout } from '../support/viewers.js';
import { trendOf } from '../../src/statistics/trend-queries.js';
import { changedWaves, questions } from './changed-waves.js';

interface Shown {
  question: { id: number; text: string };
  followed: { label: string };
  waves: { wave: string; share: { numerator: unknown; base: unknown; percentage: unknown } }[];
  changes: {
    waveId: number;
    earlierWaveId: number;
    points: unknown;
    low: unknown;
    high: unknown;
    p: number | null;
    comparable: string;
    words: string;
    notes: string[];
  }[];
}

let app: TestApp;
let reader: string;
/** The survey of two waves that differ in how they asked. */
let care: { surveyId: number; safe: number };

beforeAll(async () => {
  app = await startTestApp({ samples: true });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  const surveyId = await changedWaves(app);
  const { trends } = (await app.json(`/surveys/${surveyId}/trends`)) as unknown as {
    trends: Shown[];
  };
  const safe = trends.find(({ question }) => question.text === questions.safe)?.question.id ?? 0;
  care = { surveyId, safe };
});
afterAll(() => app.stop());

const trendsOf = async (surveyId: number, showing = '') =>
  ((await app.json(`/surveys/${surveyId}/trends${showing}`)) as unknown as { trends: Shown[] })
    .trends;

async function change(text: string, showing = '?showing=publication') {
  const own = (await trendsOf(care.surveyId, showing)).find(
    ({ question }) => question.text === text,
  );
  const [first] = own?.changes ?? [];
  if (!first) throw new Error(`no change of ${text}`);
  return first;
}

async function csvRows(cookie = reader, query = '') {
  const path = `/surveys/${care.surveyId}/trends.csv${query}`;
  const response = await app.fetch(path, { headers: { cookie } });
  const rows = parse(await response.text(), { bom: true, relax_column_count: true });
  return { rows, name: response.headers.get('content-disposition') ?? '' };
}

describe('the list of surveys', () => {
  it('leads to the trends of those with two waves or more', async () => {
    const links = (await app.html('/surveys')).match(/href="\/surveys\/\d+\/trends"/g);
    expect(links).toHaveLength(2);
  });

  it('is not the only way to them: a wave and a question lead there too, where there are two waves', async () => {
    const { db } = app.services;
    const waves = await db.selectFrom('wave').select(['id', 'surveyId']).execute();
    for (const { id, surveyId } of waves) {
      const { length } = waves.filter((wave) => wave.surveyId === surveyId);
      const page = await app.html(`/waves/${id}`);
      expect([id, page.includes(`href="/surveys/${surveyId}/trends"`)]).toEqual([id, length > 1]);
    }
    const wave = waves.find(({ surveyId }) => surveyId === care.surveyId);
    expect(await app.html(`/waves/${wave?.id}/questions/${care.safe}`)).toContain(
      `href="/surveys/${care.surveyId}/questions/${care.safe}/trend"`,
    );
  });
});

describe('waves that asked otherwise', () => {
  it('are each found with what is different', async () => {
    const found = async (text: string) => {
      const { comparable, notes, points } = await change(text);
      return { comparable, points, note: notes[0] };
    };
    const unsettled = { comparable: 'unsettled', points: null };
    expect(await found(questions.safe)).toEqual({
      ...unsettled,
      note: 'The question was worded otherwise in Spring 2023 than in Autumn 2023.',
    });
    expect(await found(questions.told)).toEqual({
      ...unsettled,
      note: 'Asked only of those who said “Yes” to “Have you made a complaint?” in Spring 2023, of everybody in Autumn 2023; the figures of both are of those led to it alone.',
    });
    expect(await found(questions.support)).toEqual({
      ...unsettled,
      note: '“Very poor” was answered in Autumn 2023, and by nobody in Spring 2023.',
    });
    expect(await found(questions.alone)).toEqual({
      ...unsettled,
      note: '“Don’t know” was answered in Autumn 2023, and by nobody in Spring 2023.',
    });
    expect(await found(questions.complaint)).toMatchObject({ comparable: 'yes', points: 0 });
    const page = await app.html(`/surveys/${care.surveyId}/trends`);
    expect(
      page.match(/Foster carers answered in Spring 2023 and not in Autumn 2023\./g),
    ).toHaveLength(1);
  });

  it('show no change to those outside, and inside one that is marked', async () => {
    expect(await change(questions.safe, '')).toMatchObject({
      points: -20,
      comparable: 'unsettled',
    });
    const { rows } = await csvRows();
    const own = rows.filter((cells) => cells[2] === questions.safe && cells[1] === 'Autumn 2023');
    expect(own.map((cells) => cells.slice(7, 12))).toEqual([
      ['Base', 'responses', '100', '', ''],
      ['Responses', 'responses', '5', '', ''],
      ['Percentage of base', '%', '5', '', '100'],
      ['Change in percentage', 'points', '', '[z]', ''],
    ]);
    expect(own[3]?.[14]).toBe('Spring 2023');
    expect(own[3]?.[15]).toContain('not settled whether they can be compared');
  });

  it('are shown with both wordings on the page of the question', async () => {
    const page = await app.html(`/surveys/${care.surveyId}/questions/${care.safe}/trend`);
    expect(page).toContain('<dt>Spring 2023</dt><dd>“Do you feel safe where you live?”</dd>');
    expect(page).toContain('<dd>“Do you feel safe in the place where you live?”</dd>');
    expect(page).toContain('if they can be compared');
  });
});

describe('a question’s own page', () => {
  const place = () => `/surveys/${care.surveyId}/questions/${care.safe}/trend`;
  const trendAt = async (query: string) =>
    ((await app.json(place() + query)) as unknown as { trend: Shown }).trend;

  it('is of one respondent group where it is asked for', async () => {
    // Of the 60 children of spring every fourth said no, and none of the 20 foster carers are counted.
    const shares = async (query: string) =>
      (await trendAt(query)).waves.map(({ share }) => [share.numerator, share.base]);
    expect(await shares('?group=child')).toEqual([
      [15, 60],
      [5, 100],
    ]);
    expect(await shares('?group=foster_carer')).toEqual([[5, 20]]);
    expect(await shares('?group=adopter')).toEqual(await shares(''));
  });

  it('follows the answer that is asked for', async () => {
    const yes = await trendAt('?option=0');
    expect(yes.followed.label).toBe('Yes');
    expect(yes.waves.map(({ share }) => share.percentage)).toEqual([75, 95]);
  });

  it('is not there for another survey, an open question or a hidden survey', async () => {
    const { db } = app.services;
    const status = async (path: string) => (await app.fetch(path)).status;
    expect(await status(`/surveys/1/questions/${care.safe}/trend`)).toBe(404);
    expect(await status(`/surveys/987654/trends`)).toBe(404);
    const open = await db
      .selectFrom('question')
      .select(['id', 'surveyId'])
      .where('kind', '=', 'open')
      .executeTakeFirstOrThrow();
    expect(await status(`/surveys/${open.surveyId}/questions/${open.id}/trend`)).toBe(404);
    const outside = viewerWithout([], [care.surveyId]);
    const spec = { surveyId: care.surveyId, questionId: care.safe };
    await expect(trendOf(db, outside, spec, 'publication')).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});

describe('the file of trends', () => {
  it('is for publication unless true counts are asked for by somebody who may see them', async () => {
    expect((await csvRows()).name).toContain('trends.csv');
    const path = `/surveys/${care.surveyId}/trends.csv?showing=internal`;
    expect((await app.fetch(path, { headers: { cookie: reader } })).status).toBe(403);
    const internal = await csvRows(app.cookie, '?showing=internal');
    expect(internal.name).toContain('not-for-publication.csv');
    expect(new Set(internal.rows.slice(1).map((row) => row.at(-1)))).toEqual(
      new Set(['Not for publication']),
    );
    const published = (await csvRows(app.cookie)).rows;
    expect(new Set(published.slice(1).map((row) => row.at(-1)))).toEqual(
      new Set(['For publication']),
    );
  });
});
