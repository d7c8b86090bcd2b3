import { describe, expect, test } from '@jest/globals';
import { readSample, sampleBytes, tally } from './read-sample.js';

describe('the secure homes export, as SmartSurvey writes csv', () => {
  const { header, rows, answers } = readSample('secure-childrens-homes-2012-13.csv');

  test('has one header row of titles and two sub-header rows that belong to nobody', () => {
    expect(header[0]?.slice(0, 8).join()).toBe(
      'UserID,UserNo,Name,Email,IP Address,Unique ID,Started,Ended',
    );
    expect(header[1]?.filter(Boolean)).toContain('An advocate');
    expect(header[2]?.filter(Boolean)).toEqual([]);
    expect(rows).toHaveLength(104);
  });

  test('asks about restraint everybody, and about afterwards only the 51 who said yes', () => {
    expect(tally(answers('Have you been physically restrained here?'))).toEqual({
      Yes: 51,
      No: 47,
      "Don't know": 2,
      '': 4,
    });
    expect(tally(answers('Could you see a nurse or doctor afterwards?'))).toEqual({
      '-': 53,
      Yes: 36,
      No: 12,
      '': 3,
    });
    const talked = answers('Did staff talk with you about the reasons for the restraint?');
    expect(tally(talked)).toEqual({ '-': 53, Yes: 41, No: 9, '': 1 });
    const restrained = answers('Have you been physically restrained here?');
    expect(restrained.every((cell, i) => (cell === 'Yes') === (talked[i] !== '-'))).toBe(true);
  });

  test('asks whether a complaint was fair only of those who made one', () => {
    const complained = answers('Have you made a complaint here?');
    const fair = answers('Was your complaint dealt with fairly?');
    expect(complained.every((cell, i) => (cell === 'Yes') === (fair[i] !== '-'))).toBe(true);
  });
});

test('last year’s secure homes export has 90 responses and a different restraint figure', () => {
  const lastYear = readSample('secure-childrens-homes-2011-12.ods');
  expect(lastYear.rows).toHaveLength(90);
  const restrained = lastYear.answers('Have you been physically restrained here?');
  expect(tally(restrained)).toEqual({ Yes: 47, No: 37, "Don't know": 2, '': 4 });
  const thisYear = readSample('secure-childrens-homes-2012-13.csv').header[0] ?? [];
  expect(lastYear.header[0]?.slice(2).filter((title) => !thisYear.includes(title))).toEqual([]);
  expect(lastYear.answers('Date completed').every((date) => /^2012-0[1-3]-/.test(date))).toBe(true);
});

test('the children’s homes export is as Microsoft Forms writes xlsx', () => {
  const { header, rows, answers } = readSample('childrens-homes-2012-13.xlsx');
  expect(header[0]?.slice(0, 5).join()).toBe('ID,Start time,Completion time,Email,Name');
  expect(header[0]).toContain('What could be better?2');
  expect(rows.every((row) => /^2013-0[23]-\d\dT/.test(row[1] ?? ''))).toBe(true);
  const ticked = answers('What do you do in your free time? (tick all that apply)', ['child']);
  expect(ticked.filter((cell) => cell && !cell.endsWith(';'))).toEqual([]);
  expect(tally(answers('Who is answering this survey?'))).toEqual({
    'Child or young person': 80,
    'Birth parent': 30,
  });
});

test('the fostering export is as Qualtrics writes csv, with test rows and partial returns', () => {
  const bytes = sampleBytes('fostering-2012-13.csv');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const { header, rows, answers } = readSample('fostering-2012-13.csv');
  expect(header[0]?.slice(0, 3)).toEqual(['StartDate', 'EndDate', 'Status']);
  for (const cell of header[2] ?? []) expect(JSON.parse(cell)).toHaveProperty('ImportId');
  expect(tally(answers('Status'))).toEqual({ 'IP Address': 152, 'Survey Preview': 2 });
  expect(tally(answers('Finished'))).toEqual({ True: 152, False: 2 });
  const real = rows.filter((row) => row[2] === 'IP Address' && row[6] === 'True');
  expect(tally(real.map((row) => row[17] ?? ''))).toEqual({
    'Child or young person': 70,
    'Foster carer': 50,
    'Social worker': 30,
  });
});

test('the adoption export is as SurveyMonkey writes xlsx, with a grid and a reversed statement', () => {
  const { header, answers } = readSample('adoption-2012-13.xlsx');
  const [top, below] = header;
  expect(top?.slice(0, 9).join()).toBe(
    'Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1',
  );
  expect(below).toEqual(expect.arrayContaining(['Response', 'Open-Ended Response']));
  const grid = top?.indexOf('How much do you agree with these statements?') ?? -1;
  expect(top?.slice(grid + 1, grid + 4)).toEqual(['', '', '']);
  expect(below?.slice(grid, grid + 4)).toContain('The process took too long');
  expect(tally(answers('Which of these best describes you?'))).toEqual({
    Child: 30,
    Adopter: 62,
    'Independent reviewing officer': 30,
    'Partner agency': 40,
    'Foster carer': 22,
  });
});
