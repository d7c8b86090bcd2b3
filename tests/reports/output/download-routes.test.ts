import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wholeSight } from '../../../src/people/sight.js';
import { respondentGroups } from '../../../src/surveys/respondent-groups.js';
import { addMeasure, findMeasure } from '../../../src/statistics/measure-queries.js';
import { sampleBytes } from '../../samples/read-sample.js';
import { openReportDesk, type ReportDesk } from '../report-http.js';
import { shellViewer } from '../../../src/people/shell-viewer.js';
import { readDocx, unescape } from '../read-docx.js';

let desk: ReportDesk;
let reportId: number;

/** The eight published sentences, written out from DESIGN and the statements of samples/measures.json. */
const published = (
  JSON.parse(sampleBytes('measures.json').toString()) as {
    statement: string;
    expected: { base: number };
  }[]
).map(({ statement, expected }, i) => ({
  sentence: `${
    [
      'Just over half (51%)',
      'A quarter (25%)',
      'Almost a fifth (18%)',
      '28%',
      'Just over a fifth (21%)',
      'Almost a quarter (23%)',
      '30%',
      'A fifth (20%)',
    ][i]
  } ${statement}.`,
  base: `(n = ${expected.base}).`,
}));

const quotes = [
  [
    'We were given a two-page',
    'We love him. But somebody chose not to tell us.',
    "(Adoptive parent's view from adoption survey)",
  ],
  [
    'I asked for a weekend off',
    'respite was "confirmed" … She came to the wedding.',
    "(Foster carer's view from fostering survey)",
  ],
  [
    'When I leave im coming',
    'im coming back to work here I told them save me a job',
    "(Child's view from secure children's homes survey)",
  ],
] as const;

beforeAll(async () => {
  desk = await openReportDesk();
  reportId = await desk.newReport('Café & “restraint”: 2012/13');
  for (const [beginning, extract] of quotes) {
    await desk.quote(reportId, (await desk.comment(beginning)).id, extract);
  }
  const { measures } = await desk.app.json('/measures');
  const ids = (measures as { id: number }[]).map(({ id }) => id);
  await desk.send(`/reports/${reportId}/call-outs`, { measures: ids });
  await desk.approve(reportId);
});
afterAll(() => desk.app.stop());

async function word(id: number) {
  const response = await desk.get(`/reports/${id}/report.docx`, '*/*');
  return { response, ...(await readDocx(Buffer.from(await response.arrayBuffer()))) };
}

describe('the Word file', () => {
  test('holds title, quotes, call-outs and notes in order, each in its style', async () => {
    const { response, paragraphs } = await word(reportId);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename=cafe-restraint-2012-13.docx',
    );
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    const of = (style: string) => paragraphs.filter((p) => p.style === style).map((p) => p.text);
    expect(of('Title')).toEqual(['Café & “restraint”: 2012/13']);
    expect(of('Quote')).toEqual(quotes.map(([, extract]) => `“${extract}”`));
    expect(of('QuoteAttribution')).toEqual(quotes.map(([, , by]) => by));
    expect(of('CallOut')).toEqual(published.map(({ sentence }) => sentence));
    expect(of('CallOutFigure')).toEqual(['51%', '25%', '18%', '28%', '21%', '23%', '30%', '20%']);
    of('CallOutBase').forEach((base, i) => {
      expect(base).toMatch(/^Base: the \d+ .*who answered/);
      expect(base.endsWith(published[i]?.base ?? 'missing')).toBe(true);
    });
    expect(of('Heading1')).toEqual(['About these figures']);
    const text = paragraphs.map((p) => p.text).join('\n');
    expect(text).toContain('Adoption survey, 2012-13\n');
    expect(text).toContain('184 responses received');
    expect(text).toContain("Secure children's homes survey, 2011-12\nChildren\n90 responses");
  });

  test('names its styles as Word does, and its title and language', async () => {
    const { parts } = await word(reportId);
    const styles = parts.get('word/styles.xml') ?? '';
    for (const name of ['Title', 'heading 1', 'Quote', 'caption', 'Call-out', 'Subtitle']) {
      expect(styles.toLowerCase()).toContain(`<w:name w:val="${name.toLowerCase()}"/>`);
    }
    expect(styles).toContain('<w:lang w:val="en-GB"/>');
    expect(unescape(parts.get('docProps/core.xml') ?? '')).toContain(
      '<dc:title>Café & “restraint”: 2012/13</dc:title>',
    );
  });

  test('opens whatever characters a comment holds', async () => {
    const { db } = desk.app.services;
    const { id } = await desk.comment('Got a level 1');
    const report = await desk.newReport('Odd <characters>');
    await db
      .updateTable('comment')
      .set({ text: 'a\u0007b <b>& 😀 \uFFFE c' })
      .where('id', '=', id)
      .execute();
    await desk.quote(report, id, 'a\u0007b <b>& 😀 \uFFFE c');
    await desk.approve(report);
    const { paragraphs } = await word(report);
    expect(paragraphs.find(({ style }) => style === 'Quote')?.text).toBe('“ab <b>& 😀  c”');
  });
});

describe('the HTML file', () => {
  test('is one file with quotes, sentences, bases and notes, and no outside reference', async () => {
    const response = await desk.get(`/reports/${reportId}/report.html`, '*/*');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename=cafe-restraint-2012-13.html',
    );
    const html = await response.text();
    const text = unescape(html);
    expect(html).toContain('<html lang="en-GB">');
    expect(html).toContain('<title>Café &amp; “restraint”: 2012/13</title>');
    for (const [, extract, by] of quotes) {
      expect(text).toContain(`<blockquote>${extract}</blockquote>\n<figcaption>${by}</figcaption>`);
    }
    for (const { sentence } of published)
      expect(text).toContain(`<p class="publication-sentence">${sentence}</p>`);
    expect(html).toContain('<th scope="row">Adoption survey, 2012-13</th>');
    expect(html).not.toMatch(/src=|href="[^#]|url\((?!#)|@import/);
  });
});

test('a figure of too few people leaves as [c] with its note, and its numbers nowhere', async () => {
  const { db } = desk.app.services;
  const { measures } = await desk.app.json('/measures');
  const [whole] = measures as { id: number }[];
  const {
    id: _id,
    survey,
    wave,
    question,
    kept,
    ...measure
  } = await findMeasure(db, wholeSight, whole?.id ?? 0);
  const nobody = respondentGroups.filter(({ key }) => key === 'staff').map(({ key }) => key);
  const statement = 'of young people did not say';
  const excluded = await db
    .selectFrom('option')
    .select('code')
    .where('questionId', '=', measure.questionId)
    .execute();
  const all = excluded.map(({ code }) => code);
  const few = await addMeasure(db, shellViewer(), {
    ...measure,
    name: 'Everybody',
    optionCodes: all,
    statement,
  });
  const none = await addMeasure(db, shellViewer(), {
    ...measure,
    name: 'Nobody',
    groupKeys: nobody,
    statement,
  });
  const report = await desk.newReport('Withheld');
  await desk.send(`/reports/${report}/call-outs`, { measures: [few, none] });
  const { parts, notes } = await desk.shown(report);
  expect(parts).toMatchObject([
    {
      sentence: '[c] of young people did not say.',
      base: null,
      withheld: expect.stringContaining('Withheld: fewer than 10'),
    },
    {
      sentence: '[x] of young people did not say.',
      base: null,
      withheld: 'There are no answers to count.',
    },
  ]);
  expect(notes.filter((note) => note.startsWith('['))).toHaveLength(2);
  const html = await (await desk.get(`/reports/${report}/report.html`)).text();
  expect(html).toContain('[c] of young people did not say.');
  expect(html).toContain('[c] means that a figure is withheld');
  const { document } = await word(report);
  expect(document).toContain('[c] of young people did not say.');
  const about = 'About these figures';
  expect(html).toContain('[x] means that there were no answers to count; it stands in 1 call-out.');
  const printed = html.slice(html.indexOf('<body>'), html.indexOf(about));
  for (const file of [printed, document.slice(0, document.indexOf(about))])
    expect(file).not.toMatch(/n = |\d%/);
});
