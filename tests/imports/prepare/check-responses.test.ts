import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildQuestions } from '../../../src/imports/columns/build-questions.js';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import type { Mapping } from '../../../src/imports/import-types.js';
import { surveyTable, times } from '../survey-table.js';
import { asRoles, found, prepare, type Table } from './checked-table.js';

describe('answers that the confirmed options do not hold', () => {
  const confirmed = guessMapping(
    surveyTable(['Staff listen to me'], [['Strongly agree'], ['Agree'], ['Disagree'], ['Yes']]),
  );

  test('say which option they look like, at every row', () => {
    const rows = [['Strongly Agre'], ['Agree'], ['Strongly Agre'], ['dissagree']];
    const prepared = prepare(surveyTable(['Staff listen to me'], rows), confirmed);
    expect(found(prepared, 'near_answer')).toEqual([
      ['near_answer', 2, 'A', 'Strongly Agre'],
      ['near_answer', 4, 'A', 'Strongly Agre'],
      ['near_answer', 5, 'A', 'dissagree'],
    ]);
    expect(prepared.problems[0]?.message).toMatch(/it looks like “Strongly agree”\.$/);
  });

  test('are no slips where they say the opposite, or are short', () => {
    const rows = [['Strongly disagree'], ['Yep'], ['No']];
    const prepared = prepare(surveyTable(['Staff listen to me'], rows), confirmed);
    expect(found(prepared, 'near_answer')).toEqual([]);
    expect(found(prepared, 'new_answer')).toHaveLength(3);
  });
});

describe('responses', () => {
  test('with the same answers and comments are both kept, and pointed out', () => {
    const row = ['Yes', 'No', 'I would like more trips to the sea'];
    const others = [
      ['No', 'No', 'Nothing I can think of today'],
      ['Yes', 'No', 'ok'],
      ['Yes', 'No', 'ok'],
    ];
    const prepared = prepare(
      surveyTable(['Safe?', 'Bullied?', 'What could be better?'], [row, ...others, [...row]]),
    );
    expect(found(prepared, 'same_answers')).toEqual([['same_answers', 6, '', '']]);
    expect(prepared.problems.map(({ message }) => message)).toContain(
      'Every answer and comment is the same as in row 2.',
    );
    expect(prepared.responses).toHaveLength(5);
  });

  const headers = Array.from({ length: 10 }, (_, at) => `Agree? | Row ${at}`);
  const scale = ['Agree', 'Neutral', 'Disagree'];
  const varied = Array.from({ length: 10 }, (_, row) =>
    headers.map((_, at) => scale[(row + at * (row + 1)) % 3] ?? ''),
  ).filter((row) => new Set(row).size > 1);

  test('with one answer all the way down a long list are noted', () => {
    const same = headers.map(() => 'Agree');
    const prepared = prepare(surveyTable(headers, [...varied, same]));
    expect(found(prepared, 'straight_line')).toEqual([
      ['straight_line', varied.length + 2, '', ''],
    ]);
  });

  test('given faster than a question a second are noted', () => {
    const timed = (start: string, end: string, row: string[]) => [start, end, ...row];
    const [first = [], second = [], third = []] = varied;
    const rows = [
      timed('14/01/2013 17:02:27', '14/01/2013 17:02:32', first),
      timed('14/01/2013 17:02:27', '14/01/2013 17:05:32', second),
      timed('14/01/2013 17:02', '14/01/2013 17:02', third),
    ];
    const prepared = prepare(surveyTable(['Started', 'Ended', ...headers], rows));
    expect(found(prepared, 'too_fast')).toEqual([['too_fast', 2, '', '']]);
  });

  test('that answered what they were not asked are pointed out, and counted', () => {
    const rows = [
      ...times(48, 'Yes', 'No', 'Yes'),
      ...times(50, 'No', '', 'Yes'),
      ['No', 'Yes', 'Yes'],
    ];
    const prepared = prepare(surveyTable(['Complained?', 'Fair?', 'Safe?'], rows));
    expect(found(prepared, 'stray_answer')).toEqual([['stray_answer', 100, 'B', 'Yes']]);
    expect(prepared.counts.find(({ text }) => text === 'Fair?')).toMatchObject({
      answered: 49,
      missing: { not_asked: 50 },
    });
  });
});

test('columns without an answer, of mixed values and of errors are told', () => {
  const rows = Array.from({ length: 12 }, (_, at) => [
    '',
    at % 2 === 0 ? `${at % 4}` : 'some',
    at === 3 ? '#N/A' : 'Yes',
  ]);
  const table = surveyTable(['Empty?', 'How many?', 'Safe?'], rows);
  const prepared = prepare(table, asRoles(table, ['closed', 'closed', 'closed']));
  expect(found(prepared, 'no_answers', 'mixed_types', 'spreadsheet_error')).toEqual([
    ['spreadsheet_error', 5, 'C', '#N/A'],
    ['no_answers', 0, 'A', ''],
    ['mixed_types', 0, 'B', ''],
  ]);
});

test('of a kind with very many places all are counted and the first 5,000 kept', () => {
  const rows = Array.from({ length: 6001 }, () => ['Ring me on 01632 960188 please']);
  const table = surveyTable(['What could be better?'], rows);
  const prepared = prepare(table, asRoles(table, ['open']));
  expect(prepared.problemCounts.personal_detail).toBe(6001);
  expect(found(prepared, 'personal_detail')).toHaveLength(5000);
});

test('rows, and the answers to every question, always add up', () => {
  const cell = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('', 'Yes', 'No', "Don't know", 'N/A', '-', '3', '-1') },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  const headers = ['ID', 'Date', 'Safe?', 'Bullied?', 'Which? | a', 'Which? | b', 'Better?', 'Age'];
  const roles = [
    'response_id',
    'date',
    'closed',
    'closed',
    'multiple_part',
    'multiple_part',
    'open',
    'number',
  ] as const;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(...headers.map(() => cell)), { minLength: 1, maxLength: 30 }),
      (cells) => {
        const rows = cells.map((row) => row.map((text) => text.trim()));
        const table = surveyTable(headers, rows, { notAskedTexts: ['-'] });
        const prepared = prepare(table, {
          ...asRoles(table, [...roles]),
          ...prepareQuestions(table, [...roles]),
        });
        const left = prepared.excluded.reduce((sum, { count }) => sum + count, 0);
        expect(prepared.responses.length + left).toBe(rows.length);
        for (const { answered, missing } of prepared.counts) {
          const none = Object.values(missing).reduce((sum, count) => sum + count, 0);
          expect(answered + none).toBe(prepared.responses.length);
        }
        expect(prepared.counts.map(({ text }) => text)).toContain('Better?');
      },
    ),
    { numRuns: 200 },
  );
});

/** The questions of a table whose columns have these roles. */
function prepareQuestions(table: Table, roles: Mapping['columns'][number]['role'][]) {
  const { columns } = asRoles(table, roles);
  return { questions: buildQuestions(table, columns) };
}
