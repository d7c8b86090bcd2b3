import { utils, write, type WorkSheet } from 'xlsx';
import { missingKinds, missingWords } from '../surveys/words.js';
import { formatNumber } from '../http/formats.js';
import type { ImportReport } from './import-papers.js';
import type { ImportSummary } from './import-queries.js';
import { roleWords, surenessWords } from './mapping-words.js';
import { problemGroups, responsesIn, rowsSentence } from './report-summary.js';

type Cell = string | number;

/** A cell holds no more. */
const longestCell = 32767;
/** Excel refuses a file that holds these. */
const controls = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

/** Every text is written as text, whatever it begins with, so that no spreadsheet program runs it. */
function textCell(value: string) {
  return { t: 's' as const, v: value.replace(controls, '').slice(0, longestCell), z: '@' };
}

/** A sheet with a header row, filters over it, and columns as wide as what is in them. */
function sheetOf(header: readonly string[], rows: readonly (readonly Cell[])[]): WorkSheet {
  const lines = [header, ...rows].map((row) =>
    row.map((cell) =>
      typeof cell === 'number' ? { t: 'n' as const, v: cell, z: '#,##0' } : textCell(cell),
    ),
  );
  const sheet = utils.aoa_to_sheet(lines);
  const widest = 60;
  sheet['!cols'] = header.map((name, at) => ({
    wch: Math.min(
      widest,
      rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), name.length) + 2,
    ),
  }));
  const range = sheet['!ref'];
  if (range !== undefined) sheet['!autofilter'] = { ref: range };
  return sheet;
}

function summaryRows(found: ImportSummary, report: ImportReport, isImported: boolean): Cell[][] {
  const groups = problemGroups(report);
  return [
    ['File', found.fileName],
    ['Survey', found.survey],
    ['Wave', found.wave],
    ['Read as', found.layout ?? ''],
    ['In short', rowsSentence(report, isImported)],
    ['Rows read', report.rowsRead],
    ...report.excluded.map(({ reason, count }): Cell[] => [`Left out: ${reason}`, count]),
    [isImported ? 'Responses imported' : 'Responses to be imported', report.responses],
    ...(report.update
      ? [
          ['Responses known, updated', report.update.updated],
          ['Responses known, unchanged', report.update.unchanged],
        ]
      : []),
    ...report.groups.map(({ name, count }): Cell[] => [`Respondent group: ${name}`, count]),
    ['Closed questions', report.closedQuestions],
    ['Open questions', report.openQuestions],
    ['Comments', report.comments],
    ['Facts about respondents', report.attributes],
    ['Columns of personal details dropped', report.droppedColumns],
    ...groups.map(({ title, severityWords, count }): Cell[] => [
      `${severityWords}: ${title}`,
      count,
    ]),
    ...groups
      .filter(({ count, listed }) => count > listed.length)
      .map(({ title, count, listed }): Cell[] => [
        `Listed of ${title}`,
        `the first ${formatNumber(listed.length)} of ${formatNumber(count)}`,
      ]),
  ];
}

const countsHeader = [
  'Question',
  'Columns',
  'Answered',
  ...missingKinds.map((kind) => missingWords[kind]),
  'Responses',
];

const countsRows = (report: ImportReport): Cell[][] =>
  (report.counts ?? []).map(({ text, columns, answered, missing }) => [
    text,
    columns.length > 1 ? `${columns[0]} to ${columns.at(-1)}` : (columns[0] ?? ''),
    answered,
    ...missingKinds.map((kind) => missing[kind] ?? 0),
    responsesIn(report),
  ]);

const problemRows = (report: ImportReport): Cell[][] =>
  problemGroups(report).flatMap(({ title, severityWords, listed }) =>
    listed.map((problem) => [
      severityWords,
      title,
      problem.sheet,
      problem.row || '',
      problem.column,
      problem.header,
      problem.value,
      problem.message,
      problem.action,
    ]),
  );

const problemsHeader = [
  'Importance',
  'Kind',
  'Sheet',
  'Row',
  'Column',
  'Heading',
  'Value',
  'Problem',
  'What was done',
];

/** The data-quality report as an .xlsx workbook of four sheets: summary, counts, problems and columns. */
export function qualityWorkbook(
  found: ImportSummary,
  report: ImportReport,
  isImported: boolean,
): Buffer {
  const book = utils.book_new();
  const sheets: [string, WorkSheet][] = [
    ['Summary', sheetOf(['What', 'How much'], summaryRows(found, report, isImported))],
    ['Counts', sheetOf(countsHeader, countsRows(report))],
    ['Problems', sheetOf(problemsHeader, problemRows(report))],
    [
      'Columns',
      sheetOf(
        ['Column', 'Question', 'Read as', 'Why', 'How sure'],
        (report.columns ?? []).map(({ letter, question, role, reason, confidence }) => [
          letter,
          question,
          roleWords[role],
          reason,
          surenessWords[confidence],
        ]),
      ),
    ],
  ];
  for (const [name, sheet] of sheets) utils.book_append_sheet(book, sheet, name);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
