import { expect, test } from '@jest/globals';
import type { ImportReport } from '../../src/imports/import-papers.js';
import { reportWithout } from '../../src/records/report-without.js';

const problem = (row: number, message = 'x') => ({
  kind: 'same_answers' as const,
  severity: 'warning' as const,
  sheet: 'S',
  row,
  column: '',
  header: '',
  value: '',
  message,
  action: '',
});

test('a report without an erased response still adds up, and says nothing of its row', () => {
  const report: ImportReport = {
    rowsRead: 3,
    responses: 3,
    excluded: [],
    closedQuestions: 1,
    attributes: 0,
    openQuestions: 1,
    comments: 2,
    droppedColumns: 0,
    groups: [{ name: 'Child', count: 1 }],
    problems: [
      problem(2),
      problem(4, 'the same as in row 2.'),
      problem(4, 'the same as in row 12.'),
    ],
    problemCounts: { same_answers: 3 },
    counts: [
      {
        key: 'safe',
        text: 'Safe?',
        kind: 'single',
        columns: ['A'],
        answered: 2,
        missing: { no_reply: 1 },
      },
      {
        key: 'why',
        text: 'Why?',
        kind: 'open',
        columns: ['B'],
        answered: 2,
        missing: { no_reply: 1 },
      },
    ],
  };
  const left = reportWithout(report, {
    sourceRow: 2,
    comments: 1,
    group: 'Child',
    answers: new Map([['Safe?', 'no_reply']]),
    commented: new Set(['Why?']),
  });
  expect(left).toMatchObject({
    responses: 2,
    comments: 1,
    groups: [],
    excluded: [{ reason: 'Erased since', count: 1 }],
    problems: [{ message: 'the same as in row 12.' }],
    problemCounts: { same_answers: 1 },
    counts: [
      { answered: 2, missing: { no_reply: 0 } },
      { answered: 1, missing: { no_reply: 1 } },
    ],
  });
});
