import { expect, test } from '@jest/globals';
import {
  figureIn,
  printTable,
  publish,
  type PartToPrint,
} from '../../../src/reports/output/publication.js';
import type { FigureChart } from '../../../src/statistics/charts/chart.js';

const chart: FigureChart = {
  kind: 'figures',
  isMean: false,
  title: 'Restrained',
  subtitle: '2012-13.',
  source: 'Source: survey.',
  notes: [],
  internal: false,
  counted: 'responses',
  rows: [{ label: '2012-13', count: 51, base: 100, value: 51, low: 41, high: 61 }],
};
const section = (id: number): PartToPrint => ({ kind: 'section', id, heading: `Section ${id}` });
const quote = (id: number): PartToPrint => ({
  ...{ kind: 'quote', id, extract: 'Words.', attribution: "(Child's view from survey)" },
});
const drawn: PartToPrint = { kind: 'chart', id: 20, chart, alt: 'Bars.' };
const tabled: PartToPrint = {
  ...{ kind: 'table', id: 30, caption: 'Answers', columns: ['', 'Yes'] },
  ...{ rows: [['All', '51%']], notes: [], source: 'Source: survey.' },
};
const text = (markdown: string): PartToPrint => ({ kind: 'text', id: 40, markdown });

const laidOut = (parts: PartToPrint[], appendix = [] as Parameters<typeof publish>[1]) =>
  publish({ title: 'Report', parts }, appendix, { at: '2026-05-03T10:00:00.000Z', isDraft: false });

test('quotes stand at alternating sides, pulled where there is text to flow round them', () => {
  const long = text('x'.repeat(250));
  const { parts } = laidOut([
    quote(1),
    long,
    quote(2),
    text('Short.'),
    quote(3),
    drawn,
    quote(4),
    long,
  ]);
  const quotes = parts.flatMap((part) =>
    part.kind === 'quote' ? [[part.side, part.isPulled]] : [],
  );
  expect(quotes).toEqual([
    ['right', true],
    ['left', false],
    ['right', false],
    ['left', true],
  ]);
});

test('figures and tables are numbered through, those of the appendix on from the report’s', () => {
  const appendix = [
    { heading: 'Surveys', blocks: [{ ...printTable('Waves', ['Survey'], [['A']]) }] },
  ];
  const { parts, methodology } = laidOut([drawn, tabled, drawn, tabled], appendix);
  expect(parts.map((part) => ('number' in part ? [part.kind, part.number] : []))).toEqual([
    ['figure', 1],
    ['table', 1],
    ['figure', 2],
    ['table', 2],
  ]);
  expect(methodology[0]?.blocks).toMatchObject([{ kind: 'table', number: 3 }]);
});

test('more than two sections have a list of contents', () => {
  expect(laidOut([section(1), section(2)]).contents).toEqual([]);
  expect(laidOut([section(1), section(2), section(3)]).contents.map((one) => one.text)).toEqual([
    ...['Section 1', 'Section 2', 'Section 3', 'About these figures'],
  ]);
});

test('a gap prints nothing', () => {
  expect(laidOut([{ kind: 'gap', id: 1 }]).parts).toEqual([]);
});

test.each([
  ['Just over half (51%) of young people said yes.', '51%'],
  ['30% of adopters were negative.', '30%'],
  ['[c] of young people did not say.', '[c]'],
  ['51% of boys said so. 40% of girls said so.', null],
  ['Nobody said so.', null],
])('the figure of “%s” to stand large: %s', (sentence, figure) => {
  expect(figureIn(sentence)).toBe(figure);
});

test('columns of figures, withheld ones too, stand to the right; those of words do not', () => {
  const { columns } = printTable(
    'T',
    ['Wave', 'Yes', 'Interval', 'Words'],
    [
      ['2012', '51%', '41% to 61%', 'a'],
      ['2013', '[c]', '–', '1'],
    ],
  );
  expect(columns.map(({ isNumber }) => isNumber)).toEqual([false, true, true, false]);
});
