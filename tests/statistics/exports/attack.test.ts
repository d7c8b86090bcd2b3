import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { readWorkbook, type ReadSheet } from './exported-figures.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
});
afterAll(() => app.stop());

type Cell = string | number;
const sheetsOf = async (path: string) => readWorkbook(await (await app.fetch(path)).arrayBuffer());
const tables = (sheets: ReadSheet[]) =>
  sheets.filter(({ name }) => /^(Question|Attribute) /.test(name));

const isIn = (row: Cell[]) =>
  !/^(No answer: not|The responses|All negative|95%|Not in|Left out)/.test(String(row[1]));
const sum = (cells: Cell[]) =>
  cells.reduce<number>((total, cell) => total + (typeof cell === 'number' ? cell : 0), 0);

/** The one withheld count among cells that add up to a total, and what subtraction makes of it. */
function soleWithheld(
  cells: Cell[],
  total: Cell | undefined,
): { at: number; found: number } | null {
  const withheld = cells.flatMap((cell, at) => (cell === '[c]' ? [at] : []));
  if (withheld.length !== 1 || typeof total !== 'number') return null;
  return { at: withheld[0] ?? 0, found: total - sum(cells) };
}

const rowOf = (sheet: ReadSheet, name: Cell | undefined) =>
  sheet.rows.find(([answer]) => answer === name) ?? [];
/** The columns of counts: everybody, then each group. */
const countColumns = ({ headings }: ReadSheet) =>
  headings.flatMap((_, at) => (at >= 2 && at % 2 === 0 ? [at] : []));

/** A count that follows from the base and the other answers, where it is the true one. */
function givenByBase(published: ReadSheet, truth: ReadSheet, at: number): string[] {
  if (published.rows.some(([, as]) => as === 'One of several')) return [];
  const rows = published.rows.filter(isIn);
  const cells = rows.map((row) => row[at] ?? '');
  const sole = soleWithheld(cells, rowOf(published, 'Base')[at]);
  const name = sole && rows[sole.at]?.[0];
  return sole && rowOf(truth, name ?? '')[at] === sole.found ? [`${name} by the base`] : [];
}

/** A negative answer that follows from the negative rate and the other negative answers. */
function givenByRate(published: ReadSheet, at: number): string[] {
  const rows = published.rows.filter(([, as]) => as === 'Negative');
  const cells = rows.map((row) => row[at] ?? '');
  const sole = soleWithheld(cells, rowOf(published, 'Negative rate')[at]);
  return sole ? [`${rows[sole.at]?.[0]} by the negative rate`] : [];
}

/** A group's count that follows from everybody's and the other groups', where it is the true one. */
function givenByGroups(published: ReadSheet, truth: ReadSheet): string[] {
  const [everybody = 2, ...groups] = countColumns(published);
  return published.rows.flatMap((row) => {
    const sole = soleWithheld(
      groups.map((at) => row[at] ?? ''),
      row[everybody],
    );
    const at = sole ? (groups[sole.at] ?? 0) : 0;
    const isFound = sole && sole.found > 0 && rowOf(truth, row[0])[at] === sole.found;
    return isFound ? [`${row[0]} of ${published.headings[at]} by the groups`] : [];
  });
}

/** Whatever of a published table subtraction gives away, checked against the true one. */
const givenAway = (published: ReadSheet, truth: ReadSheet): string[] =>
  [
    ...countColumns(published).flatMap((at) => [
      ...givenByBase(published, truth, at),
      ...givenByRate(published, at),
    ]),
    ...givenByGroups(published, truth),
  ].map((found) => `${published.title}: ${found}`);

describe('an exported workbook attacked by subtraction', () => {
  it.each([2, 4, 5])('gives no withheld count away in wave %d', async (wave) => {
    const published = tables(await sheetsOf(`/waves/${wave}/rates.xlsx`));
    const truths = tables(await sheetsOf(`/waves/${wave}/rates.xlsx?showing=internal`));
    const found = published.flatMap((table) => {
      const truth = truths.find(({ name }) => name === table.name);
      return truth ? givenAway(table, truth) : ['no such table'];
    });
    expect(found).toEqual([]);
    expect(JSON.stringify(published)).toContain('"[c]"');
  });

  it('has beside a withheld count no percentage or limit that it follows from', async () => {
    for (const table of tables(await sheetsOf('/waves/5/rates.ods'))) {
      for (const row of table.rows) {
        for (let at = 2; at < row.length; at += 2) {
          if (row[at] === '[c]')
            expect([table.title, row[0], row[at + 1]]).toEqual([
              table.title,
              row[0],
              expect.stringMatching(/^\[[cz]\]$/),
            ]);
        }
      }
    }
  });

  it('sees what a table that withholds one count alone gives away', async () => {
    const [truth] = tables(await sheetsOf('/waves/2/rates.xlsx?showing=internal'));
    const rows = truth?.rows.map((row, at) =>
      at === 0 ? row.map((cell, x) => (x === 2 ? '[c]' : cell)) : row,
    );
    expect(truth && givenAway({ ...truth, rows: rows ?? [] }, truth)).toHaveLength(1);
  });
});
