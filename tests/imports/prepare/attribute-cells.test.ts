import { describe, expect, test } from '@jest/globals';
import { numberCells } from '../../../src/imports/prepare/attribute-cells.js';
import { missingKindOf } from '../../../src/surveys/answer-codes.js';
import { surveyTable } from '../survey-table.js';

function read(role: 'date' | 'number', texts: string[]) {
  const table = surveyTable(
    ['When'],
    texts.map((text) => [text]),
  );
  const column = { position: 0, role, question: 'When', reason: '', confidence: 'high' } as const;
  const { question, invalid } = numberCells(table, column, table.rows);
  const values = Array.from(question.columns[0]?.cells ?? [], (cell) => {
    const missing = missingKindOf(cell, 'f64');
    return missing ?? (role === 'date' ? new Date(cell).toISOString().slice(0, 10) : cell);
  });
  return { values, invalid };
}

describe('dates', () => {
  test('are read year first with a time behind, as Google Forms writes its csv', () => {
    expect(
      read('date', ['2013/05/01 3:04:11 PM GMT+1', '2013/5/9 11:00:02 AM GMT', '2013/13/01']),
    ).toEqual({ values: ['2013-05-01', '2013-05-09', 'invalid'], invalid: [2] });
  });

  test('are day first, as in the United Kingdom', () => {
    expect(
      read('date', [
        '01/02/2013',
        '3/2/2013',
        '04.02.13',
        '2013-02-05',
        '2013-02-06T23:59:00',
        '7.2.1998',
        '08-02-98',
      ]).values,
    ).toEqual([
      '2013-02-01',
      '2013-02-03',
      '2013-02-04',
      '2013-02-05',
      '2013-02-06',
      '1998-02-07',
      '1998-02-08',
    ]);
  });

  test('are month first where one of them can only be', () => {
    expect(read('date', ['12/13/2019 9:50:30', '12/01/2019 8:00:00']).values).toEqual([
      '2019-12-13',
      '2019-12-01',
    ]);
  });

  test('are month first where two days of fieldwork would else lie a month apart', () => {
    expect(read('date', ['7/9/14 18:37', '7/10/14 13:47']).values).toEqual([
      '2014-07-09',
      '2014-07-10',
    ]);
    expect(read('date', ['9/7/14 18:37', '10/7/14 13:47']).values).toEqual([
      '2014-07-09',
      '2014-07-10',
    ]);
  });

  test('that cannot be are invalid, blanks are no reply', () => {
    expect(
      read('date', ['31/02/2013', 'yesterday', '', '28/02/2013', '2013-02-30', '1/13/2013']),
    ).toEqual({
      values: ['invalid', 'invalid', 'no_reply', '2013-02-28', 'invalid', 'invalid'],
      invalid: [0, 1, 4, 5],
    });
  });
});

test('numbers keep their fractions and thousands; words are invalid, “don’t know” is a missing kind', () => {
  expect(read('number', ['12', '-3.5', '1,200', 'many', "Don't know", '', 'Infinity'])).toEqual({
    values: [12, -3.5, 1200, 'invalid', 'dont_know', 'no_reply', 'invalid'],
    invalid: [3, 6],
  });
});
