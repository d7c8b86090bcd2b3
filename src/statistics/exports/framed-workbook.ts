import { formatDate } from '../../http/formats.js';
import { shorthands } from './shorthand.js';
import type { Sheet, SheetLink, Workbook } from './workbook.js';

/** What the sheets in front of the tables say. */
export interface Frame {
  title: string;
  /** True counts, which must not be published. */
  isInternal: boolean;
  /** What the figures are counted from. */
  source: string;
  /** On withheld figures, or that these are not for publication. */
  countsNote: string;
  madeAt: string;
}

export const notForPublication = 'Not for publication';

const toContents: SheetLink = { text: 'Go to the contents', sheet: 'Contents' };
const oneTable = 'This worksheet has one table.';

/** The lines above a table, in the order in which they are read out. */
export const linesAbove = (isInternal: boolean, more: readonly string[]): Sheet['lines'] => [
  ...(isInternal ? [notForPublication] : []),
  oneTable,
  'Shorthand in square brackets is explained in the worksheet Notes.',
  ...more.filter((line) => line !== ''),
  toContents,
];

const notes: readonly (readonly [string, string])[] = [
  ...Object.entries(shorthands),
  ['Base', 'The responses that a percentage divides by: those who were asked and answered.'],
  ['Rounding', 'Percentages are rounded once, half up, and may not add to 100.'],
  [
    'Interval',
    'Lower and upper limit of Wilson’s interval at 95%, in per cent: how far chance alone may have moved the percentage.',
  ],
  [
    '0% and 100%',
    'Such a figure says the same of every person in its base. Check before publishing that it tells nothing of one of them.',
  ],
  [
    'No answer',
    'The reasons why a response has no answer are told apart. They are outside the base unless the table says otherwise.',
  ],
];

function coverSheet({ title, isInternal, source, countsNote, madeAt }: Frame): Sheet {
  return {
    name: 'Cover',
    title,
    lines: [
      ...(isInternal ? [notForPublication] : []),
      source,
      `Made by Viewfinder on ${formatDate(madeAt)}. The figures follow the responses: a later file may differ.`,
      countsNote,
      'Percentages are rounded and may not add to 100.',
      'Each worksheet has at most one table, with one row of headings.',
      toContents,
      { text: 'Go to the notes and shorthand', sheet: 'Notes' },
    ],
    table: null,
  };
}

function contentsSheet(tables: readonly Sheet[]): Sheet {
  const all = [{ name: 'Notes', title: 'Notes and shorthand' }, ...tables];
  return {
    name: 'Contents',
    title: 'Contents',
    lines: [oneTable],
    table: {
      name: 'Table_of_contents',
      columns: [
        { heading: 'Worksheet', kind: 'text', width: 30 },
        { heading: 'What it shows', kind: 'text', width: 90 },
      ],
      rows: all.map(({ name, title }) => [{ text: name, sheet: name }, title]),
    },
  };
}

const notesSheet: Sheet = {
  name: 'Notes',
  title: 'Notes and shorthand',
  lines: [oneTable, toContents],
  table: {
    name: 'Notes_and_shorthand',
    columns: [
      { heading: 'Shorthand or word', kind: 'text', width: 30 },
      { heading: 'What it means', kind: 'text', width: 90 },
    ],
    rows: notes,
  },
};

/** The tables with a cover, contents and notes in front of them. */
export const framedWorkbook = (frame: Frame, tables: readonly Sheet[]): Workbook => ({
  title: frame.isInternal ? `${frame.title} (${notForPublication})` : frame.title,
  madeAt: frame.madeAt,
  sheets: [coverSheet(frame), contentsSheet(tables), notesSheet, ...tables],
});
