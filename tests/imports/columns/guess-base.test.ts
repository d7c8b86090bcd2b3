import { describe, expect, test } from '@jest/globals';
import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import { questionOf, surveyTable, times } from '../survey-table.js';

const headers = ['Did you complain?', 'Was it dealt with fairly?', 'Are you safe?'];
const baseOf = (rows: string[][], own = headers, text = 'Was it dealt with fairly?') =>
  questionOf(guessMapping(surveyTable(own, rows)), text).base;

describe('a question blank for all who gave another answer', () => {
  test('was asked of those who gave that answer, with the evidence', () => {
    const base = baseOf([
      ...times(20, 'Yes', 'No', 'Yes'),
      ...times(3, 'Yes', '', 'Yes'),
      ...times(30, 'No', '', 'Yes'),
    ]);
    expect(base).toEqual({
      questionKey: 'did you complain',
      labels: ['Yes'],
      reason:
        'Blank for all 30 who gave another answer than “Yes” to “Did you complain?”, and answered by 20 of the 23 who gave it.',
      confidence: 'high',
    });
  });

  test('was asked of everybody when a few of the others answered', () => {
    expect(
      baseOf([
        ...times(20, 'Yes', 'No', 'Yes'),
        ...times(28, 'No', '', 'Yes'),
        ...times(2, 'No', 'No', ''),
      ]),
    ).toBeNull();
  });

  test('was asked of everybody when most of those asked left it out', () => {
    expect(
      baseOf([
        ...times(20, 'Yes', 'No', 'Yes'),
        ...times(30, 'Yes', '', 'Yes'),
        ...times(30, 'No', '', 'Yes'),
      ]),
    ).toBeNull();
  });

  test('may be answered by one in fifty who left the parent out', () => {
    const rows = [...times(50, 'Yes', 'No', 'Yes'), ...times(30, 'No', '', 'Yes')];
    expect(baseOf([...rows, ['', 'No', 'Yes']])?.labels).toEqual(['Yes']);
    expect(baseOf([...rows, ...times(9, '', 'No', 'Yes')])).toBeNull();
  });

  test('is no routing where the others only gave up', () => {
    const gaveUp = [...times(300, 'Yes', 'No', 'Yes'), ...times(8, 'No', '', '')];
    const wentOn = [...times(300, 'Yes', 'No', 'Yes'), ...times(8, 'No', '', 'Yes')];
    expect(baseOf(gaveUp)).toBeNull();
    expect(baseOf(wentOn)?.labels).toEqual(['Yes']);
  });

  test('was asked of them though a few others answered, and that is less sure', () => {
    const rows = [...times(48, 'Yes', 'No', 'Yes'), ...times(3, 'Yes', '', 'Yes')];
    const strays = [...times(50, 'No', '', 'Yes'), ...times(2, 'No', 'Yes', 'Yes')];
    expect(baseOf([...rows, ...strays])).toEqual({
      questionKey: 'did you complain',
      labels: ['Yes'],
      reason:
        'Blank for 50 of the 52 who gave another answer than “Yes” to “Did you complain?”, and answered by 48 of the 51 who gave it.',
      confidence: 'low',
    });
  });

  test('is no routing where so few blanks may have fallen so by chance', () => {
    const rows = [...times(6, 'Yes', 'No', 'Yes'), ...times(4, 'Yes', '', 'Yes')];
    // Five of nine blanks among fifteen: 9/15 × 8/14 × 7/13 × 6/12 × 5/11 = 4.2%; six of ten: 2.6%.
    expect(baseOf([...rows, ...times(5, 'No', '', 'Yes')])?.confidence).toBe('low');
    const more = ['One?', 'Two?', 'Three?', ...headers];
    const beside = (row: string[]) => ['Yes', 'No', 'Yes', ...row];
    const own = [...rows, ...times(5, 'No', '', 'Yes')].map(beside);
    expect(baseOf(own, more)).toBeNull();
  });

  test('needs five others at least', () => {
    expect(baseOf([...times(20, 'Yes', 'No', 'Yes'), ...times(4, 'No', '', 'Yes')])).toBeNull();
  });
});

test('the nearest of two parents that fit as well decides', () => {
  const own = ['Ever here?', 'Did you complain?', 'Was it dealt with fairly?'];
  const rows = [
    ...times(20, 'Yes', 'Yes', 'No'),
    ...times(15, 'Yes', 'No', ''),
    ...times(15, 'No', '', ''),
  ];
  expect(baseOf(rows, own)?.questionKey).toBe('did you complain');
  expect(baseOf(rows, own, 'Did you complain?')?.questionKey).toBe('ever here');
});

test('a question of one group alone is asked of that group', () => {
  const own = ['Who are you?', 'Do you like school?'];
  const base = baseOf(
    [
      ...times(12, 'Child', 'Yes'),
      ...times(9, 'Foster carer', ''),
      ...times(9, 'Social worker', ''),
    ],
    own,
    'Do you like school?',
  );
  expect(base).toMatchObject({ questionKey: 'respondent_group', labels: ['Child'] });
});

test('one option of a multiple choice leads to a question', () => {
  const own = ['Water? | piped', 'Water? | well', 'Is the pipe good?'];
  const rows = [
    ...times(12, '1', '0', 'Yes'),
    ...times(9, '1', '1', 'No'),
    ...times(15, '0', '1', ''),
  ];
  expect(baseOf(rows, own, 'Is the pipe good?')).toEqual({
    questionKey: 'water',
    labels: ['piped'],
    reason:
      'Blank for all 15 who did not choose “piped” in “Water?”, and answered by all 21 who chose it.',
    confidence: 'high',
  });
});
