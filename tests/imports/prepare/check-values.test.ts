import { describe, expect, test } from '@jest/globals';
import { surveyTable } from '../survey-table.js';
import { asRoles, found, prepare, type Table } from './checked-table.js';

describe('dates', () => {
  const dates = (...cells: string[]) =>
    surveyTable(
      ['Date'],
      cells.map((cell) => [cell]),
    );
  const problemsOf = (table: Table, ...kinds: string[]) =>
    found(prepare(table, asRoles(table, ['date']), Date.UTC(2013, 5, 1)), ...kinds);

  test('after the file was received or before 1990 are pointed out', () => {
    const table = dates('2013-05-31', '2013-07-01', '1913-05-01', '31/02/2013');
    expect(problemsOf(table, 'late_date', 'early_date', 'invalid_date')).toEqual([
      ['invalid_date', 5, 'A', '31/02/2013'],
      ['late_date', 3, 'A', '2013-07-01'],
      ['early_date', 4, 'A', '1913-05-01'],
    ]);
  });

  test('that could be read either way are said to be read day first', () => {
    const kinds = ['ambiguous_dates', 'month_first'];
    expect(problemsOf(dates('01/05/2013', '02/05/2013'), ...kinds)).toEqual([
      ['ambiguous_dates', 0, 'A', ''],
    ]);
    expect(problemsOf(dates('01/05/2013', '13/05/2013'), ...kinds)).toEqual([]);
    expect(problemsOf(dates('05/01/2013', '05/13/2013'), ...kinds)).toEqual([
      ['month_first', 0, 'A', ''],
    ]);
  });
});

describe('numbers', () => {
  const numbers = (...cells: string[]) =>
    surveyTable(
      ['How many nights?'],
      cells.map((cell) => [cell]),
    );
  const read = (table: Table) => prepare(table, asRoles(table, ['number']));

  test('that are dates or errors of the spreadsheet are told from others', () => {
    const prepared = read(numbers('3', '2013-05-04', '#N/A', 'many', '5'));
    expect(found(prepared, 'date_for_number', 'spreadsheet_error', 'invalid_number')).toEqual([
      ['date_for_number', 3, 'A', '2013-05-04'],
      ['spreadsheet_error', 4, 'A', '#N/A'],
      ['invalid_number', 5, 'A', 'many'],
    ]);
  });

  test('of -1 and -8 are no answers where nothing else is negative', () => {
    const { counts } = read(numbers('3', '-1', '-8', '12'));
    expect(counts[0]).toMatchObject({
      answered: 2,
      missing: { not_applicable: 1, dont_know: 1 },
    });
    expect(read(numbers('3', '-1', '-4', '12')).counts[0]).toMatchObject({ answered: 4 });
  });

  test('of 99 far beyond all others may be a code', () => {
    const kinds = ['missing_code'];
    expect(found(read(numbers('3', '99', '12')), ...kinds)).toEqual([
      ['missing_code', 3, 'A', '99'],
    ]);
    expect(found(read(numbers('93', '99', '12')), ...kinds)).toEqual([]);
  });
});

describe('comments', () => {
  const kindsOf = (comment: string) =>
    prepare(
      surveyTable(
        ['What could be better?', 'Name'],
        [
          [comment, 'x'],
          ['nothing', 'y'],
        ],
      ),
      {
        ...asRoles(surveyTable(['What could be better?', 'Name'], [[comment, 'x']]), [
          'open',
          'personal',
        ]),
      },
    ).problems.filter(({ column }) => column === 'A');

  test.each([
    ['My name is Kayleigh and I want a lock', 'a name'],
    ['Ring me on 01632 960188', 'a telephone number'],
    ['kay@example.org', 'an e-mail address'],
    ['I live at LS6 1AN', 'a postcode'],
  ])('“%s” seem to hold %s, which is never shown', (comment, what) => {
    expect(kindsOf(comment)).toMatchObject([
      { kind: 'personal_detail', value: '', message: `The comment seems to hold ${what}.` },
    ]);
  });

  test.each([
    ['garbled', 'Iâ€™m happy'],
    ['garbled', 'cafÃ© trips'],
    ['garbled', 'caf\ufffd trips'],
    ['spreadsheet_error', '#REF!'],
    ['cut_comment', `${'word '.repeat(50)}and m`],
    ['cut_comment', 'x'.repeat(32767)],
  ])('may be %s', (kind, comment) => {
    expect(kindsOf(comment).map((problem) => problem.kind)).toEqual([kind]);
  });

  test('of that length that end in a full stop are whole', () => {
    expect(kindsOf(`${'word '.repeat(50)}end!.`)).toEqual([]);
  });

  test('in good French are not garbled', () => {
    expect(kindsOf('Le café était très bien, élève à São Paulo, 5 °C, £5')).toEqual([]);
  });
});
