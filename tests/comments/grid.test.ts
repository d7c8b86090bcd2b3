import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { addTestAccount, signIn } from '../support/sign-in.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Grid {
  total: number;
  first: number;
  columns: { by: 'id' | number; text: string; sorted: string; href: string }[];
  questions: { id: number; text: string; shown: boolean }[];
  comments: { id: number; text: string; answers: { words: string; missing: boolean }[] }[];
  next: string | null;
  previous: string | null;
}
interface Comment {
  answers: { question: string; answers: string[]; missing: boolean }[];
}

let app: TestApp;
let reader: string;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  reader = await signIn(app.services, await addTestAccount(app.services.db, ['reader']));
});
afterAll(() => app.stop());

const grid = async (address: string) => (await app.json(address)) as unknown as Grid;
/** The rows of the second sheet of a workbook, in words. */
async function sheetOf(file: Buffer): Promise<string[][]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(file as unknown as Parameters<typeof book.xlsx.load>[0]);
  const rows: string[][] = [];
  book.worksheets[1]?.eachRow(({ values }) =>
    rows.push((values as unknown[]).slice(1).map(String)),
  );
  return rows;
}
const everyPage = async (address: string) => {
  const pages: Grid[] = [];
  for (let next: string | null = address; next; next = pages.at(-1)?.next ?? null) {
    pages.push(await grid(next));
  }
  return pages;
};

describe('the grid of comments', () => {
  it('shows what the page of each comment says its writer answered', async () => {
    const { comments, columns } = await grid('/comments/grid?wave=2');
    const asked = columns.slice(1);
    expect(asked).toHaveLength(4);
    for (const { id, answers } of comments.slice(0, 15)) {
      const page = (await app.json(`/comments/${id}`)) as unknown as Comment;
      const own = asked.map(({ text }) => {
        const one = page.answers.find(({ question }) => question === text);
        return { words: one?.answers.join('; ') ?? '', missing: one?.missing ?? true };
      });
      expect(answers).toEqual(own);
    }
  });

  it('lists every comment once, page after page, in the order of any column, and back', async () => {
    const { questions, total } = await grid('/comments/grid?wave=2');
    for (const { id } of questions) {
      const pages = await everyPage(`/comments/grid?wave=2&column=${id}&sort=-${id}`);
      const ids = pages.flatMap(({ comments }) => comments.map((one) => one.id));
      expect(new Set(ids).size).toBe(total);
      expect(ids).toHaveLength(total);
      const words = pages.flatMap(({ comments }) => comments.map(({ answers: [one] }) => one));
      const missing = words.map((one) => one?.missing === true);
      // Whoever did not answer comes last, whichever way the answers go.
      expect(missing).toEqual(missing.toSorted((one, other) => Number(one) - Number(other)));
      const said = words
        .filter((one) => one?.missing === false)
        .map((one) => one?.words.split('; ')[0]);
      // Each answer stands in one run.
      const runs = said.filter((one, at) => one !== said[at - 1]);
      expect(new Set(runs).size).toBe(runs.length);
      const [before, last] = pages.slice(-2);
      if (pages.length < 2 || !before || !last?.previous) continue;
      const again = await grid(last.previous);
      // A comment leads back to the page that it was opened from, so that its address differs.
      const rowsOf = ({ comments }: Grid) => comments.map(({ id: own, answers }) => [own, answers]);
      expect(rowsOf(again)).toEqual(rowsOf(before));
    }
  });

  it('goes by number up and down', async () => {
    const up = (await grid('/comments/grid?sort=id')).comments.map(({ id }) => id);
    const down = (await grid('/comments/grid')).comments.map(({ id }) => id);
    expect(up).toEqual(up.toSorted((one, other) => one - other));
    expect(down).toEqual(down.toSorted((one, other) => other - one));
    expect(up).toHaveLength(50);
  });

  it('keeps the columns that were chosen in its links, and leaves out what is no column', async () => {
    const { questions } = await grid('/comments/grid?wave=2');
    const [one, two] = questions.slice(-2);
    const address = `/comments/grid?wave=2&column=${one?.id}&column=${two?.id}&column=99999&column=x`;
    const { columns } = await grid(address);
    expect(columns.map(({ by }) => by)).toEqual(['id', one?.id, two?.id]);
    for (const { href } of columns) {
      expect(new URLSearchParams(href.split('?')[1]).getAll('column')).toEqual([
        String(one?.id),
        String(two?.id),
      ]);
      expect(href).toContain('wave=2');
    }
  });

  it('leads from a comment back to the same page of the grid', async () => {
    const { questions } = await grid('/comments/grid?wave=2');
    const asked = `/comments/grid?wave=2&column=${questions.at(-1)?.id}&sort=id`;
    const here = (await grid(asked)).next ?? '';
    const [comment] = (await grid(here)).comments as { id: number; href?: string }[];
    const page = await app.html(comment?.href ?? '');
    expect(page).toContain('Back to the grid');
    expect(page).toContain(`href="${here.replaceAll('&', '&amp;')}" class="govuk-back-link"`);
  });

  it.each(['csv', 'xlsx'])(
    'downloads as .%s with its columns, whole and in its order',
    async (ending) => {
      const { questions } = await grid('/comments/grid?wave=2');
      const asked = questions.slice(-12);
      const by = asked.at(-1)?.id;
      const query = `?wave=2&sort=-${by}${asked.map(({ id }) => `&column=${id}`).join('')}`;
      const pages = await everyPage(`/comments/grid${query}`);
      const shown = pages.flatMap(({ comments }) =>
        comments.map(({ id, answers }) => [String(id), ...answers.map(({ words }) => words)]),
      );
      const file = Buffer.from(
        await (await app.fetch(`/comments/grid.${ending}${query}`)).arrayBuffer(),
      );
      const [heads = [], ...rows] =
        ending === 'csv' ? parse(file, { bom: true }) : await sheetOf(file);
      const places = ['Comment number', ...asked.map(({ text }) => text)].map((text) =>
        heads.lastIndexOf(text),
      );
      expect(places).not.toContain(-1);
      expect(rows.map((row) => places.map((place) => row[place] ?? ''))).toEqual(shown);
      const entry = await app.services.db
        .selectFrom('audit')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      expect(entry.action).toBe('comments_downloaded');
      expect(JSON.parse(entry.after ?? '')).toMatchObject({
        comments: shown.length,
        answersTo: asked.map(({ text }) => text),
      });
    },
  );

  it('is no way to what each person answered for who may not download that', async () => {
    const author = await addTestAccount(app.services.db, ['report_author']);
    const cookie = await signIn(app.services, author);
    const [heads, first] = parse(
      await (await app.fetch('/comments/grid.csv?wave=2', { headers: { cookie } })).text(),
      { bom: true },
    );
    const [own] = parse(await (await app.fetch('/comments/grid.csv?wave=2')).text(), { bom: true });
    expect(own?.length).toBe((heads?.length ?? 0) + 4);
    expect(first?.at(-1)).toContain('you may not download what each person answered');
    const page = await app.fetch('/comments/grid?wave=2', { headers: { cookie } });
    expect(await page.text()).toContain('Download without answers');
  });

  it('has a first page for nonsense', async () => {
    const { comments, first } = await grid(
      `/comments/grid?sort=__proto__&after=zz&column=${'9'.repeat(40)}`,
    );
    expect(first).toBe(1);
    expect(comments).toHaveLength(50);
  });
});

describe('somebody who may see less', () => {
  const asReader = async (address: string) => {
    const answer = await app.fetch(address, {
      headers: { cookie: reader, accept: 'application/json' },
    });
    return { status: answer.status, page: (await answer.json()) as Record<string, unknown> };
  };

  it('is not shown a flagged comment in the grid or among similar ones', async () => {
    const all = await app.services.db.selectFrom('comment').select('id').orderBy('id').execute();
    const similarTo = async (id: number) => {
      const { page } = await asReader(`/comments/${id}`);
      return [page['nearlySame'], page['similar']].flat() as { id: number }[];
    };
    let own = 0;
    let other = 0;
    for (const { id } of all) {
      const [first] = await similarTo(id);
      if (first) [own, other] = [id, first.id];
      if (first) break;
    }
    expect(other).toBeGreaterThan(0);
    await app.post(`/comments/${other}/flag`, { reason: 'abuse' });
    expect((await similarTo(own)).map(({ id }) => id)).not.toContain(other);
    const seen = (await app.json(`/comments/${own}`)) as {
      nearlySame: { id: number }[];
      similar: { id: number }[];
    };
    expect([...seen.nearlySame, ...seen.similar].map(({ id }) => id)).toContain(other);
    const { total } = await grid('/comments/grid');
    expect((await asReader('/comments/grid')).page['total']).toBe(total - 1);
  });
});
