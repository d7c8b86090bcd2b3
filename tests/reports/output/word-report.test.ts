import { beforeAll, expect, test } from '@jest/globals';
import { publish } from '../../../src/reports/output/publication.js';
import { webReport } from '../../../src/reports/output/web-report.js';
import { wordReport } from '../../../src/reports/output/word/word-report.js';
import type { FigureChart } from '../../../src/statistics/charts/chart.js';
import { readDocx } from '../read-docx.js';

const chart: FigureChart = {
  kind: 'figures',
  isMean: false,
  title: 'Restrained',
  subtitle: 'Percentage, 2012-13.',
  source: 'Source: secure homes survey.',
  notes: ['Percentages are rounded.'],
  internal: false,
  counted: 'responses',
  rows: [
    { label: '2012-13', count: 51, base: 100, value: 51, low: 41, high: 61 },
    { label: '2011-12', count: '[c]', base: '[c]', value: '[c]', low: '[c]', high: '[c]' },
  ],
};
const body =
  '# Asked for\n\nSome *want* **more**^[Of those who wrote.] [rules](https://a.example/).\n\n- one\n- two\n\n1. first';
const section = (id: number) => ({ kind: 'section' as const, id, heading: `Section ${id}` });

const publication = publish(
  {
    title: 'Report',
    parts: [
      ...[section(1), section(2), section(3)],
      { kind: 'text', id: 4, markdown: body },
      { kind: 'chart', id: 5, chart, alt: 'Bars: 51%.' },
      {
        ...{ kind: 'table', id: 6, caption: 'Answers', columns: ['Group', 'Yes'] },
        ...{ rows: [['All', '51%']], notes: [], source: 'Source: survey.' },
      },
    ],
  },
  [],
  { at: '2026-05-03T10:00:00.000Z', isDraft: false },
);

let word: Awaited<ReturnType<typeof readDocx>>;
beforeAll(async () => {
  word = await readDocx(await wordReport(publication));
});

const of = (style: string) =>
  word.paragraphs.filter((p) => p.style === style).map(({ text }) => text);

test('figures and tables have captions whose numbers are fields', () => {
  expect(of('Caption')).toEqual(['Figure 1. Restrained', 'Table 1. Answers']);
  expect(word.document).toContain('<w:fldSimple w:instr="SEQ Figure \\* ARABIC">');
  expect(word.document).toContain('<w:fldSimple w:instr="SEQ Table \\* ARABIC">');
});

test('a chart is a picture with alternative text, its source and notes below, its figures in an annex', () => {
  expect(word.document).toMatch(/<wp:docPr [^>]*name="Figure 1"[^>]*descr="Bars: 51%\."/);
  expect([...of('Note'), ...of('LastNote')]).toEqual([
    ...['Source: secure homes survey.', 'Percentages are rounded.', 'Source: survey.'],
  ]);
  expect(of('TableTitle')).toEqual(['Data behind Figure 1: Restrained']);
  expect(of('TableText')).toEqual(
    expect.arrayContaining(['2012-13', '51%', '41% to 61%', '100', '2011-12', '[c]']),
  );
});

test('every table repeats its heading row', () => {
  const tables = [...word.document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([xml]) => xml);
  expect(tables).toHaveLength(2);
  for (const table of tables) expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
});

test('text has headings, emphasis, lists, links and footnotes of Word’s own', () => {
  expect(of('Heading1')).toEqual([
    ...['Section 1', 'Section 2', 'Section 3', 'About these figures', 'Data behind the charts'],
  ]);
  expect(of('Heading2')).toEqual(['Asked for', 'Figure 1']);
  expect(of('ListParagraph')).toEqual(['one', 'two', 'first']);
  expect(word.document).toMatch(/<w:i\/>(?:(?!<w:t).)*<w:t[^>]*>want</);
  expect(word.document).toMatch(/<w:b\/>(?:(?!<w:t).)*<w:t[^>]*>more</);
  expect(word.parts.get('word/_rels/document.xml.rels')).toContain('Target="https://a.example/"');
  expect(word.document).toContain('<w:footnoteReference w:id="1"/>');
  expect(word.parts.get('word/footnotes.xml')).toContain('Of those who wrote.');
});

test('more than two sections have a contents field, which Word does not ask about', () => {
  expect(of('TOC1')).toHaveLength(5);
  expect(word.document).toContain('w:dirty="false"');
  expect(word.parts.get('word/settings.xml')).not.toContain('updateFields');
});

test('on a page each drawing has ids of its own', () => {
  const { parts } = webReport(publication);
  const drawings = parts.flatMap((part) =>
    part.kind === 'figure' && 'wide' in part ? [part.wide, part.narrow] : [],
  );
  const ids = drawings.join('').match(/\bid="[^"]*"/g) ?? [];
  expect(drawings).toHaveLength(2);
  expect(new Set(ids).size).toBe(ids.length);
  expect(drawings[0]).toMatch(
    /aria-labelledby="figure-1-wide-title figure-1-wide-desc".*<title id="figure-1-wide-title">/,
  );
});
