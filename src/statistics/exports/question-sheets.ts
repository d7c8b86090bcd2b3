import type { Breakdown } from '../breakdown.js';
import { respondentFigures, type AnswerFigures, type RespondentFigures } from './figure-parts.js';
import { linesAbove } from './framed-workbook.js';
import type { Shown } from './shorthand.js';
import type { Cell, Column, Sheet } from './workbook.js';

const tenths = (shown: Shown): Cell => (typeof shown === 'number' ? { value: shown } : shown);

/** A row of the table: what it is of, then for each of the respondents a number and a percentage. */
function tableRow(
  answer: string,
  countsAs: string,
  pairs: readonly (readonly [Cell, Cell])[],
): Cell[] {
  return [answer, countsAs, ...pairs.flat()];
}

/** The same place in every column; the figures of all respondents have the same answers. */
function answerRows(
  all: readonly RespondentFigures[],
  pick: (figures: RespondentFigures) => readonly AnswerFigures[],
): Cell[][] {
  const first = all[0] ? pick(all[0]) : [];
  return first.map(({ answer, countsAs }, at) => {
    const pairs = all.map((figures): [Cell, Cell] => {
      const { count = '[x]', percentage = '[x]' } = pick(figures)[at] ?? {};
      return [count, percentage];
    });
    return tableRow(answer, countsAs, pairs);
  });
}

function limitRow(all: readonly RespondentFigures[], limit: 'low' | 'high', name: string): Cell[] {
  const pairs = all.map(({ negative }): [Cell, Cell] => [
    '[z]',
    tenths(negative ? negative[limit] : '[x]'),
  ]);
  return tableRow(name, '95% interval', pairs);
}

function negativeRows(all: readonly RespondentFigures[]): Cell[][] {
  if (!all[0]?.negative) return [];
  return [
    ...answerRows(all, ({ negative }) => (negative ? [negative] : [])),
    limitRow(all, 'low', 'Negative rate, lower limit'),
    limitRow(all, 'high', 'Negative rate, upper limit'),
  ];
}

/** Reasons that nobody had would be rows of noughts. */
function reasonRows(all: readonly RespondentFigures[]): Cell[][] {
  const rows = answerRows(all, ({ reasons }) => reasons);
  return rows.filter((_, at) => all.some(({ reasons }) => reasons[at]?.count !== 0));
}

function columnsFor(all: readonly RespondentFigures[]): Column[] {
  return [
    { heading: 'Answer', kind: 'text', width: 60 },
    { heading: 'Counts as', kind: 'text', width: 30 },
    ...all.flatMap(({ respondents }): Column[] => [
      { heading: `${respondents}: responses`, kind: 'figure' },
      { heading: `${respondents}: percentage of base`, kind: 'figure' },
    ]),
  ];
}

/** A question's table: its answers by the respondents, the base, the negative rate and the reasons for no answer. */
export function questionSheet(name: string, breakdown: Breakdown, isInternal: boolean): Sheet {
  const all = respondentFigures(breakdown);
  const { question, by, baseWords, intervalNote } = breakdown;
  const bases = all.map(({ base }): [Cell, Cell] => [base, '[z]']);
  return {
    name,
    title: by ? `${question.text} By: ${by.text}` : question.text,
    lines: linesAbove(isInternal, [
      `Base of all respondents: ${baseWords}.`,
      question.kind === 'multiple' ? 'Several answers could be given.' : '',
      intervalNote ?? '',
    ]),
    table: {
      name: `Figures_${name.replace(/\W/g, '_')}`,
      columns: columnsFor(all),
      rows: [
        ...answerRows(all, ({ answers }) => answers),
        tableRow('Base', 'The responses divided by', bases),
        ...negativeRows(all),
        ...reasonRows(all),
      ],
    },
  };
}

/** The negative rate of every question that has one, of everybody. */
export function summarySheet(
  sheets: readonly { name: string; breakdown: Breakdown }[],
  isInternal: boolean,
): Sheet {
  const rows = sheets.flatMap(({ name, breakdown }): Cell[][] => {
    const [all] = respondentFigures(breakdown);
    if (!all?.negative) return [];
    const { count, percentage, low, high } = all.negative;
    const text = breakdown.question.text;
    return [
      [text, { text: name, sheet: name }, count, all.base, percentage, tenths(low), tenths(high)],
    ];
  });
  return {
    name: 'Negative rates',
    title: 'Negative rate of each question, all respondents',
    lines: linesAbove(isInternal, []),
    table: {
      name: 'Negative_rates',
      columns: [
        { heading: 'Question', kind: 'text', width: 70 },
        { heading: 'Worksheet', kind: 'text', width: 16 },
        { heading: 'Negative answers', kind: 'figure' },
        { heading: 'Base', kind: 'figure' },
        { heading: 'Negative rate (%)', kind: 'figure' },
        { heading: 'Lower limit (%, 95%)', kind: 'figure' },
        { heading: 'Upper limit (%, 95%)', kind: 'figure' },
      ],
      rows,
    },
  };
}
