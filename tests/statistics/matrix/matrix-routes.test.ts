import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { addTestAccount, signIn } from '../../support/sign-in.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { selectedTotal } from '../selected-total.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true, as: 'analyst' });
});
afterAll(() => app.stop());

interface Cell {
  comments: number;
  people: number;
  href: string | null;
  isPart: boolean;
}
interface Matrix {
  guarded: boolean;
  search: string;
  table: {
    all: { comments: number; people: number };
    columns: { key: string; size: { comments: number }; href: string }[];
    rows: { key: string; size: { comments: number }; href: string; cells: Cell[] }[];
  };
}
const ask = async <T>(address: string) => (await app.json(address)) as unknown as T;
const totalOf = (address: string) => selectedTotal(app, address);

describe('the table of themes', () => {
  test.each([
    '?by=sentiment&whole=on',
    '?by=theme',
    '?by=group&q=staff',
    '?by=survey&sentiment=negative&sentiment=mixed',
    '?by=wave&theme=food&theme=restraint',
    '?by=region&group=child',
    '?by=provider&whole=on',
    '?by=theme&theme=food&theme=restraint&also=food&order=random',
    '?by=sentiment&group=child&sentiment=negative',
  ])(
    '%s: each number is that of the comments it leads to',
    async (query) => {
      const { table, search } = await ask<Matrix>(`/comments/matrix${query}`);
      expect(await totalOf(search)).toBe(table.all.comments);
      expect(table.rows.length).toBeGreaterThan(0);
      const links = [...table.rows, ...table.columns].map(({ href, size }) => [
        href,
        size.comments,
      ]);
      const cells = table.rows.flatMap(({ cells: own }) => own);
      for (const { href, comments } of cells) {
        if (href === null) expect(comments).toBe(0);
        else links.push([href, comments]);
      }
      for (const [href, comments] of links) {
        expect([href, await totalOf(String(href))]).toEqual([href, comments]);
      }
    },
    60_000,
  );

  test('is of the whole selection: a row of sentiments adds up to its theme', async () => {
    const { table } = await ask<Matrix>('/comments/matrix?whole=on');
    for (const { size, cells } of table.rows) {
      expect(cells.reduce((sum, { comments }) => sum + comments, 0)).toBe(size.comments);
    }
    expect(table.columns.reduce((sum, { size }) => sum + size.comments, 0)).toBe(
      table.all.comments,
    );
    expect(table.all.people).toBeLessThan(table.all.comments);
  });

  test('does not count few people by their answers for a reader', async () => {
    const question = await app.services.db
      .selectFrom('answerColumn')
      .select('questionId')
      .where('encoding', '=', 'u8')
      .executeTakeFirstOrThrow();
    const query = `?answered=${question.questionId}:0`;
    const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
    const headers = { cookie, accept: 'application/json' };
    const page = (await (
      await app.fetch(`/comments/matrix${query}`, { headers })
    ).json()) as Matrix;
    expect(page.guarded).toBe(true);
    expect(page.table).toBeNull();
    expect((await app.fetch(`/comments/matrix.csv${query}`, { headers })).status).toBe(403);
    const own = await ask<Matrix>(`/comments/matrix${query}`);
    expect(own.guarded).toBe(false);
    for (const axis of ['region', 'provider']) {
      const answer = await app.fetch(`/comments/matrix?by=${axis}`, { headers });
      const { guarded, table, axes } = (await answer.json()) as Matrix & {
        axes: { name: string }[];
      };
      expect([guarded, table]).toEqual([true, null]);
      expect(axes.map(({ name }) => name)).not.toContain(axis);
      const file = await app.fetch(`/comments/matrix.csv?by=${axis}`, { headers });
      expect(file.status).toBe(403);
    }
  });
});

describe('its file', () => {
  type Row = Record<string, string>;
  const rowsOf = async (address: string) =>
    parse<Row>(await (await app.fetch(address)).text(), { bom: true, columns: true });

  test.each(['sentiment', 'region'])(
    'by %s withholds what few people said, and all that would tell it',
    async (axis) => {
      const [shown, internal] = [
        await rowsOf(`/comments/matrix.csv?by=${axis}`),
        await rowsOf(`/comments/matrix.csv?by=${axis}&showing=internal`),
      ];
      expect(shown.length).toBe(internal.length);
      expect(shown.some((row) => row['Comments'] === '[c]')).toBe(true);
      for (const [at, row] of shown.entries()) {
        const people = Number(internal[at]?.['People']);
        const whole = internal.filter(({ Theme }) => Theme === row['Theme']);
        const hidden = shown.filter(
          (one) => one['Theme'] === row['Theme'] && one['Comments'] === '[c]',
        );
        if (people > 0 && people < 5) expect(row['Comments']).toBe('[c]');
        if (row['Comments'] === '[c]') {
          for (const name of [
            'People',
            'Percentage of the row',
            'Expected',
            'Residual',
            'P (corrected)',
          ])
            expect(row[name]).toBe('[c]');
          // One cell alone would follow from the base of its row.
          if (row['Comments in the row'] !== '[c]') expect(hidden.length).toBeGreaterThan(1);
        } else {
          expect(row['Comments']).toBe(internal[at]?.['Comments']);
        }
        expect(whole.every((one) => one['People'] !== '[c]')).toBe(true);
      }
    },
  );

  test('says what was selected, by which code frame and when, and is audited without the words', async () => {
    const [row] = await rowsOf('/comments/matrix.csv?by=theme&q=staff&group=child');
    expect(row?.['Selected']).toBe('Search: staff; Respondent group: Child');
    expect(row?.['Code frame']).toMatch(/version/);
    expect(row?.['Use']).toBe('For publication');
    expect(Object.keys(row ?? {})).toContain('Lift');
    const entry = await app.services.db
      .selectFrom('audit')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry.action).toBe('matrix_downloaded');
    expect(JSON.stringify(entry)).not.toMatch(/staff/i);
    const workbook = await app.fetch('/comments/matrix.xlsx?by=group');
    expect(workbook.status).toBe(200);
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('has true counts for nobody who may not see them', async () => {
    const cookie = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
    const answer = await app.fetch('/comments/matrix.csv?showing=internal', {
      headers: { cookie },
    });
    expect(answer.status).toBe(403);
  });
});
