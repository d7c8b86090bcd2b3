import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { missingKinds } from '../../src/surveys/words.js';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import {
  food,
  sex,
  asking,
  cellAt,
  cellsOf,
  shapes,
  tableAt,
  waveOf,
  type Ask,
  type Table,
} from './crosstab-page.js';

let app: TestApp;
let ask: Ask;
let asReader: Ask;
let reader: string;
let secure: Awaited<ReturnType<typeof waveOf>>;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
  [ask, asReader] = [asking(app), asking(app, reader)];
  secure = await waveOf(app, 'secure-childrens-homes-2012-13');
});
afterAll(() => app.stop());

const ofReasons = new RegExp(missingKinds.join('|'));

/** Each answer by each answer, and whether its number is withheld. */
const hiddenIn = ({ answers, columns }: Table) =>
  answers.flatMap(({ heading, cells }) =>
    cells.flatMap(({ count }, at) =>
      columns[at]?.kind === 'answer'
        ? [{ place: `${heading.key} by ${columns[at].key}`, hidden: count === '[c]' }]
        : [],
    ),
  );

describe('whoever may not see true counts', () => {
  test('gets withheld cells without link, mark, shade or test, either way round', async () => {
    let withheld = 0;
    for (const [rows, columns] of shapes) {
      const both = await Promise.all(
        ['', '&percent=row'].map((more) => tableAt(asReader, secure.path(rows, columns, more))),
      );
      for (const table of both) {
        const small = cellsOf(table).filter(({ count }) => Number(count) > 0 && Number(count) < 5);
        // How many gave no answer, and why, is no secret.
        expect(small.filter(({ href }) => !ofReasons.test(href ?? ''))).toEqual([]);
        const hidden = cellsOf(table).filter(({ count }) => count === '[c]');
        const telling = hidden.filter(
          ({ percentage, href, mark, heat }) =>
            typeof percentage === 'number' || href !== null || mark !== null || heat > 0,
        );
        expect(telling).toEqual([]);
        withheld += hidden.length;
      }
      const [own, turned] = both.map(hiddenIn);
      const shared = own?.filter(({ place }) => turned?.some((other) => other.place === place));
      for (const { place, hidden } of shared ?? []) {
        const other = turned?.find((cell) => cell.place === place);
        expect([place, other?.hidden]).toEqual([place, hidden]);
      }
    }
    expect(withheld).toBeGreaterThan(100);
    const table = await tableAt(asReader, secure.path(food, sex));
    expect(table.test).toContain('Not tested');
  });

  test('cannot ask for true counts on the page or in the file', async () => {
    const path = secure.path(food, sex, '&showing=internal');
    expect((await asReader(path)).showing).toBe('publication');
    const file = await app.fetch(path.replace('/crosstab', '/crosstab.csv'), {
      headers: { cookie: reader },
    });
    expect(file.status).toBe(403);
  });

  test('is not listed what fewer than five people wrote, nor told counts of few', async () => {
    const table = await tableAt(ask, secure.path(food, sex));
    const rare = cellAt(table, 'Good', 'I would rather not say').href ?? '';
    const list = async (path: string) =>
      (await asReader(path)) as unknown as {
        total: number;
        withheld: number | null;
        comments: unknown[];
        facets: Record<string, { count: number | null }[]>;
      };
    expect(((await app.json(rare)) as { total: number }).total).toBeGreaterThan(0);
    const hidden = await list(rare);
    expect([hidden.total, hidden.withheld, hidden.comments]).toEqual([0, 5, []]);
    const html = await app.fetch(rare, { headers: { accept: 'text/html', cookie: reader } });
    expect(await html.text()).toContain('Too few people to list');
    const common = await list(cellAt(table, 'Good', 'Boy').href ?? '');
    expect(common.total).toBeGreaterThan(5);
    expect(
      Object.values(common.facets)
        .flat()
        .every(({ count }) => count === null),
    ).toBe(true);
    const author = await addTestAccount(app.services.db, ['report_author']);
    const cookie = await signIn(app.services, author);
    const file = await app.fetch(rare.replace('/comments', '/comments.csv'), {
      headers: { cookie },
    });
    expect(parse(await file.text(), { bom: true })).toHaveLength(1);
  });
});
