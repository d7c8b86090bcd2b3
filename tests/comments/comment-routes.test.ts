import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { indexComments } from '../../src/db/full-text.js';
import { readSample } from '../samples/read-sample.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { holding, sampleComments } from './sample-comments.js';
import { tagSamples } from './tag-samples.js';

interface Shown {
  id: number;
  text: string;
  attribution: string;
  question: string;
  sentiment: string;
  probability: number | null;
  segments: { text: string; evidence: boolean }[];
  themes: { key: string; source: string; words: string[] }[];
  answers: { question: string; answers: string[]; missing: boolean }[];
  comments: { id: number; text: string; question: string }[];
  import: { id: number; fileName: string; row: number };
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ samples: true });
  await tagSamples(app.services.db);
});
afterAll(() => app.stop());

async function idOf(begin: string): Promise<number> {
  const found = (await app.json(`/comments?q=${encodeURIComponent(`"${begin}"`)}`)) as unknown as {
    comments: { id: number }[];
  };
  expect(found.comments.length).toBe(1);
  return found.comments[0]?.id ?? 0;
}
const show = async (begin: string) =>
  (await app.json(`/comments/${await idOf(begin)}`)) as unknown as Shown;
const answerTo = (shown: Shown, question: string) =>
  shown.answers.find((one) => one.question === question);

describe('the page of a comment', () => {
  test('shows it with its attribution, question, file and row', async () => {
    const shown = await show('got restrained and my glasses got smashed');
    expect(shown).toMatchObject({
      attribution: "(Child's view from secure children's homes survey)",
      question: 'What could be better?',
      import: { fileName: 'secure-childrens-homes-2011-12.ods' },
    });
    const { header, rows } = readSample('secure-childrens-homes-2011-12.ods');
    const row = rows[shown.import.row - header.length - 1] ?? [];
    expect(row).toContain(shown.text);
    for (const { text } of shown.comments) expect(row).toContain(text);
  });

  test('shows every closed answer of the same row of the file', async () => {
    const shown = await show('got restrained and my glasses got smashed');
    const { header, rows } = readSample('secure-childrens-homes-2011-12.ods');
    const row = rows.find((cells) => cells.includes(shown.text)) ?? [];
    const asked = (header[0] ?? []).flatMap((question, at) => {
      const own = answerTo(shown, question);
      return own ? [[own.answers.join(), row[at] ?? '']] : [];
    });
    expect(asked.length).toBeGreaterThan(10);
    const asShown = (cell = '') =>
      /^\d{4}-\d\d-\d\dT/.test(cell)
        ? new Date(cell).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
        : cell;
    for (const [answer, cell] of asked) expect(answer).toBe(asShown(cell));
  });

  test('shows the ticked options of a multiple choice, and dates', async () => {
    const { header, rows } = readSample('childrens-homes-2012-13.xlsx');
    const title = 'What do you do in your free time? (tick all that apply)';
    const [ticks, better] = [title, 'What could be better?'].map(
      (question) => header[0]?.indexOf(question) ?? -1,
    );
    const row = rows.find(
      (cells) => (cells[ticks ?? 0] ?? '').split(';').length > 3 && cells[better ?? 0],
    );
    const text = row?.[better ?? 0] ?? '';
    const { id } = await app.services.db
      .selectFrom('comment')
      .select('id')
      .where('text', '=', text)
      .executeTakeFirstOrThrow();
    const shown = (await app.json(`/comments/${id}`)) as unknown as Shown;
    const ticked = (row?.[ticks ?? 0] ?? '').split(';').filter(Boolean);
    expect([...(answerTo(shown, title)?.answers ?? [])].sort()).toEqual(ticked.sort());
  });

  test('says why there is no answer', async () => {
    const { header, rows } = readSample('secure-childrens-homes-2012-13.csv');
    const restrained = header[0]?.indexOf('Have you been physically restrained here?') ?? -1;
    const nurse = header[0]?.findIndex((title) => /nurse or doctor/.test(title)) ?? -1;
    const comments = rows.filter((cells) => cells[restrained] === 'No' && cells[nurse] === '-');
    const text = comments
      .flat()
      .find((cell) => sampleComments.some((comment) => comment.text === cell && cell.length > 40));
    const shown = await show(text ?? '');
    expect(answerTo(shown, header[0]?.[nurse] ?? '')).toMatchObject({
      answers: ['Not asked'],
      missing: true,
    });
  });

  test('shows its themes with the words behind them, and its sentiment with the probability', async () => {
    const shown = await show('The staff actually sit down with you n listen');
    expect(shown.themes).toMatchObject([
      { key: 'being-listened-to', source: 'rule', words: ['listen'] },
    ]);
    expect(shown.segments.filter(({ evidence }) => evidence).map(({ text }) => text)).toEqual([
      'listen',
    ]);
    expect(shown).toMatchObject({ sentiment: 'negative', probability: 0.75 });
    const html = await app.html(`/comments/${shown.id}`);
    expect(html).toContain('Probability 75%');
    expect(html).toContain('<span class="app-evidence">listen</span>');
    expect(html).toContain(`href="/reports/quotes/new?comment=${shown.id}"`);
  });

  test('leads back to the search that it was found by, from the quote of it too', async () => {
    const search = '/comments?q=restrained&group=child';
    const from = 'from=%2Fcomments%3Fq%3Drestrained%26group%3Dchild';
    const found = (await app.json(search)) as unknown as {
      comments: { id: number; href: string; quote: string }[];
    };
    const [first] = found.comments;
    expect(first).toMatchObject({
      href: `/comments/${first?.id}?${from}`,
      quote: `/reports/quotes/new?comment=${first?.id}&${from}`,
    });
    const page = await app.html(first?.href ?? '');
    const back = `<a href="${search.replace('&', '&amp;')}" class="govuk-back-link">Back to your search</a>`;
    expect(page).toContain(back);
    expect(page).toContain(`href="${first?.quote.replace('&', '&amp;')}"`);
    const quote = await app.html(first?.quote ?? '');
    expect(quote).toContain(`<a href="${first?.href}" class="govuk-back-link">`);
  });

  test.each(['999999', '0', 'x', '1e3', '-1'])('of number %s says there is none', async (id) => {
    const response = await app.fetch(`/comments/${id}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such comment.');
  });
});

describe('the download', () => {
  const rowsOf = async (query: string) => {
    const response = await app.fetch(`/comments.csv${query}`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=comments.csv');
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    return parse(await response.text(), { bom: true });
  };

  test('holds the selection, a row a comment, below one header row', async () => {
    const [header, ...rows] = await rowsOf('?q=%22social+worker%22&group=foster_carer');
    expect(header).toEqual([
      'Comment number',
      'Attribution',
      'Survey',
      'Wave',
      'Respondent group',
      'Question',
      'Sentiment',
      'Themes',
      'Comment',
      'How selected',
    ]);
    const expected = holding(/\bsocial\W+worker\b/i).filter(
      ({ group }) => group === 'foster_carer',
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(rows.map((row) => row[8]).sort()).toEqual(expected.map(({ text }) => text).sort());
    for (const row of rows) expect(row[1]).toMatch(/^\(Foster carer's view from .+ survey\)$/);
  });

  test('of everything holds every comment of the files, and no cell that a spreadsheet runs', async () => {
    const [, ...rows] = await rowsOf('');
    const texts = rows.map((row) => (row[8] ?? '').replace(/^'(?=[=+\-@])/, ''));
    expect(texts.sort()).toEqual(sampleComments.map(({ text }) => text).sort());
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@-]/);
  });
});

test('an import that is not published counts nowhere and shows nothing', async () => {
  const { db } = app.services;
  const id = await idOf('got restrained and my glasses got smashed');
  const own = sampleComments.filter(({ wave }) => wave === '2011-12').length;
  const setState = (state: 'published' | 'undoing') =>
    db
      .updateTable('import')
      .set({ state })
      .where('fileName', '=', 'secure-childrens-homes-2011-12.ods')
      .execute();
  await setState('undoing');
  try {
    const all = await app.json('/comments');
    expect(all['total']).toBe(sampleComments.length - own);
    expect((all['facets'] as Record<string, { name: string }[]>)['wave']).not.toContainEqual(
      expect.objectContaining({ name: "Secure children's homes survey, 2011-12" }),
    );
    expect((await app.fetch(`/comments/${id}`)).status).toBe(404);
  } finally {
    await setState('published');
  }
});

test('a comment that looks like mark-up or a formula is shown and downloaded as text', async () => {
  const { db } = app.services;
  const { words, ...before } = await db
    .selectFrom('comment')
    .selectAll()
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const text = '=1+1 <script>alert(1)</script> & "hostilemark"';
  expect(words).toBe(before.text.trim().split(/\s+/).length);
  const id = before.id + 1;
  await db
    .insertInto('comment')
    .values({ ...before, id, text })
    .execute();
  await indexComments(db, before.importId, before.id);
  const escaped = '=1+1 &lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;';
  for (const page of [`/comments/${id}`, '/comments?q=hostilemark', `/comments/${before.id}`]) {
    const html = await app.html(page);
    expect(html).not.toContain('<script>');
    expect(html).toContain(escaped);
  }
  const csv = await (await app.fetch('/comments.csv?q=hostilemark')).text();
  expect(csv).toContain(`"'=1+1 <script>alert(1)</script> & ""hostilemark"""`);
});
