import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';
import { projectPath } from '../../src/paths.js';

const folder = projectPath('../shared/data/exports/spss');
const describeCorpus = existsSync(folder) ? describe : describe.skip;

async function sheetOf(file: string) {
  const sheet = (await readWorkbook(readFileSync(`${folder}/${file}`), file)).sheets[0];
  if (!sheet?.declared) throw new Error(`${file} declares no columns`);
  const { declared, rows } = sheet;
  return { declared, rows, codes: declared.map(({ code }) => code) };
}

/** Names and cells of a csv that pyreadstat wrote beside a .sav, in the forms that Viewfinder uses. */
function csvTruth(file: string, labels: Record<string, Record<string, string>>) {
  const [names = [], ...rows] = readFileSync(`${folder}/${file}`, 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const cell = (text: string, name: string) => {
    if (text === '#NULL!') return '';
    const plain = /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text;
    const whole = plain
      .replace(/\.0{6}$/, '')
      .replace(/^\d:/, '0$&')
      .replace(/T00:00:00$/, '');
    return labels[name]?.[whole] ?? whole;
  };
  return { names, rows: rows.map((cells) => cells.map((text, at) => cell(text, names[at] ?? ''))) };
}

/** The value labels in the bytes of basic__sample.sav. */
const sampleLabels = {
  mylabl: { 1: 'Male', 2: 'Female' },
  myord: { 1: 'low', 2: 'medium', 3: 'high' },
};

/** Expected values without a csv were read from the bytes by hand, with the format's documentation. */
describeCorpus('the SPSS files of ../shared/data/exports', () => {
  test('basic__sample.sav is what the csv beside it says, with labels for codes', async () => {
    const { codes, rows, declared } = await sheetOf('basic__sample.sav');
    const truth = csvTruth('basic__sample.csv', sampleLabels);
    expect(codes).toEqual(truth.names);
    expect(rows).toEqual(truth.rows);
    expect(declared.map(({ header }) => header)).toEqual(
      'character numeric date datetime labeled ordinal time'.split(' '),
    );
    // The file with user-missing values has two cases more; its first five are these.
    const more = csvTruth('basic__sample_missing_user.csv', sampleLabels);
    expect(rows).toEqual(more.rows.slice(0, 5));
  });

  test('basic__ordered_category.sav', async () => {
    const { codes, rows, declared } = await sheetOf('basic__ordered_category.sav');
    expect([codes, rows.flat()]).toEqual([['Col1'], ['high', 'low', 'medium', 'low']]);
    expect(declared[0]?.offered).toEqual(['high', 'low', 'medium']);
  });

  test('datetime.sav keeps hundredths of a second, and a moment of the year 201417 as its number', async () => {
    const { codes, rows } = await sheetOf('datetime.sav');
    expect(codes).toEqual(['date', 'date.posix', 'time']);
    expect(rows).toEqual([
      ['2014-09-22', '6306150067200', '12:11:10.09'],
      ['2014-09-23', '2014-09-23T15:59:20', '15:59:20.01'],
    ]);
  });

  test('labelled-num-na.sav has 9 as user-missing', async () => {
    const { rows, declared } = await sheetOf('labelled-num-na.sav');
    expect(rows.flat()).toEqual(['This is one', '9']);
    expect(declared[0]).toMatchObject({
      code: 'VAR00002',
      missing: ['9'],
      offered: ['This is one'],
    });
  });

  test('umlauts.sav', async () => {
    const { rows, declared } = await sheetOf('umlauts.sav');
    expect(declared[0]?.header).toBe('This is an ä-umlaut');
    expect(rows.flat()).toEqual(['the ä umlaut', 'the ü umlaut', 'the ä umlaut', 'the ö umlaut']);
  });

  test('multiple_response__simple_alltypes.sav has both kinds of set, ranges and dates', async () => {
    const { rows, declared } = await sheetOf('multiple_response__simple_alltypes.sav');
    const column = (header: string, subheader = '') => {
      const at = declared.findIndex((one) => one.header === header && one.subheader === subheader);
      return rows.map((cells) => cells[at]);
    };
    expect(column('Numeric variable with value labels')).toEqual([
      'red',
      'green',
      'blue',
      '4',
      '8',
      '9',
    ]);
    expect(declared[0]?.missing).toEqual(['7', '8', '99']);
    const y = ['2000-01-01', '2000-01-02', '1950-12-24', '1776-07-04', '', ''];
    expect(column('Date variable')).toEqual(y);
    const z = ['-9', '', '1.234', 'skipped', '3.14159', ''];
    expect(column('Numberic variable with missing value range')).toEqual(z);
    expect(declared[2]?.missing).toEqual(['skipped', '-9']);
    const set = 'My multiple response set';
    expect(column(set, 'Response #1')).toEqual(['1', '1', '0', '0', '', '1']);
    expect(column(set, 'Response #2')).toEqual(['1', '0', '1', '0', '1', '1']);
    expect(column(set, 'Response #3')).toEqual(['0', '0', '0', '0', '0', '0']);
    expect(column('categorical_array', 'a')).toEqual(['1', '1', '0', '0', '1', '0']);
    expect(column('categorical_array', 'b')).toEqual(['1', '1', '1', '1', '1', '1']);
    expect(column('categorical_array', 'c')).toEqual(['0', '1', '1', '0', '0', '1']);
    expect(column('categorical_array', 'd')).toEqual(['0', '0', '1', '0', '1', '1']);
    expect(column('date').slice(2, 4)).toEqual(['2014-12-15', '2014-12-15']);
  });
});
