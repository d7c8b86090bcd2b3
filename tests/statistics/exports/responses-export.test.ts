import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { responsesCsv } from '../../../src/statistics/exports/responses-export.js';
import { viewfinder } from '../../support/shell.js';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

type Row = Record<string, string>;
const rowsOf = (csv: string): Row[] => parse(csv, { bom: true, columns: true });
const count = (rows: readonly Row[], ...headings: string[]) => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = headings.map((heading) => row[heading]).join(' | ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

describe('the long file of responses', () => {
  it.each([2, 4, 5])('counts as the rates of wave %d do, answer for answer', async (wave) => {
    const rows = rowsOf(await (await app.fetch(`/waves/${wave}/responses.csv`)).text());
    const given = count(rows, 'Question', 'Label', 'No answer');
    const rates = rowsOf(
      await (await app.fetch(`/waves/${wave}/rates.csv?showing=internal`)).text(),
    );
    const figures = rates.filter(
      (row) =>
        row['Category'] === 'All respondents' &&
        row['Statistic'] === 'Responses' &&
        row['Answer'] !== 'Negative rate',
    );
    expect(figures.length).toBeGreaterThan(50);
    for (const row of figures) {
      const isReason = (row['Counts as'] ?? '').startsWith('No answer');
      const key = [row['Question'], ...(isReason ? ['', row['Answer']] : [row['Answer'], ''])];
      expect([key, given.get(key.join(' | ')) ?? 0]).toEqual([key, Number(row['Value'])]);
    }
  });

  it('names a response by its import and place, and nothing of the person', async () => {
    const response = await app.fetch('/waves/2/responses.csv');
    expect(response.headers.get('content-disposition')).toContain(
      'secure-childrens-homes-survey-2012-13-responses-not-for-publication.csv',
    );
    const text = await response.text();
    const named = [...new Set(rowsOf(text).map((row) => row['Response']))];
    expect(named).toEqual(Array.from({ length: 104 }, (_, at) => `2-${at + 1}`));
    const people = await app.services.db
      .selectFrom('response')
      .select('platformId')
      .where('importId', '=', 2)
      .execute();
    const comments = await app.services.db
      .selectFrom('comment')
      .select('text')
      .where('importId', '=', 2)
      .execute();
    expect(people.length).toBe(104);
    expect(comments.length).toBeGreaterThan(100);
    for (const { platformId } of people) expect(text.includes(`,${platformId},`)).toBe(false);
    for (const { text: comment } of comments)
      if (comment.length > 20) expect(text.includes(comment)).toBe(false);
  });

  it('is for those who may have it, and recorded', async () => {
    for (const [role, status] of [
      ['reader', 403],
      ['report_author', 403],
      ['analyst', 200],
      ['survey_officer', 200],
    ] as const) {
      const cookie = await signIn(app.services, await addTestAccount(app.services.db, [role]));
      const { status: answered } = await app.fetch('/waves/1/responses.csv', {
        headers: { cookie },
      });
      expect([role, answered]).toEqual([role, status]);
    }
    const entry = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'responses_downloaded')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ subjectKind: 'wave', subjectId: 1, after: '{"responses":90}' });
  });

  it('breaks off where the wave changes meanwhile', async () => {
    const { db } = app.services;
    const parts = responsesCsv(db, 3);
    await parts.next();
    await db
      .updateTable('wave')
      .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', 3)
      .execute();
    await expect(parts.next()).rejects.toThrow(
      'The wave changed while its responses were being written.',
    );
  });
});

describe('export from a shell', () => {
  const where = ['--survey', 'Fostering survey', '--wave', '2012-13'];
  const folder = () => app.services.config.dataDir;

  it('prints what the page sends', async () => {
    const { output, status } = await viewfinder(folder(), ['export', ...where]);
    expect(status).toBe(0);
    expect(rowsOf(output)).toEqual(
      rowsOf(await (await app.fetch('/waves/4/responses.csv')).text()),
    );
  });

  it('writes over no file, and says where a folder is not there', async () => {
    const file = `${folder()}/kept.ods`;
    expect(
      await viewfinder(folder(), ['export', ...where, '--figures', 'ods', '--out', file]),
    ).toMatchObject({ status: 0 });
    const again = await viewfinder(folder(), ['export', ...where, '--out', file]);
    expect(again).toMatchObject({
      status: 1,
      errors: `${file} is there already. Name another file.\n`,
    });
    const nowhere = `${folder()}/none/kept.csv`;
    expect(await viewfinder(folder(), ['export', ...where, '--out', nowhere])).toMatchObject({
      status: 1,
      errors: `${nowhere} cannot be written: its folder is not there.\n`,
    });
  });
});
