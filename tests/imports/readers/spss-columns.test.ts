import { describe, expect, test } from '@jest/globals';
import { readVariable, readWritten } from './spss-file.js';

describe('the columns of an SPSS file', () => {
  test('has value labels for codes, and lists them all in the order of their values', async () => {
    const { cells, offered, header, code } = await readVariable({
      name: 'Q1',
      label: 'Do you feel safe?',
      labels: [
        [2, 'No'],
        [1, 'Yes'],
        [3, 'Sometimes'],
      ],
      values: [1, 2, 1, null, 4],
    });
    expect(cells).toEqual(['Yes', 'No', 'Yes', '', '4']);
    expect(offered).toEqual(['Yes', 'No', 'Sometimes']);
    expect([header, code]).toEqual(['Do you feel safe?', 'Q1']);
  });

  test('keeps the points of a scale of which only the ends are named', async () => {
    const labels: [number, string][] = [
      [1, 'Not at all'],
      [5, 'Completely'],
    ];
    const { cells } = await readVariable({ name: 'Q1', labels, values: [1, 3, 5] });
    expect(cells).toEqual(['1 - Not at all', '3', '5 - Completely']);
  });

  test('leaves amounts as numbers where one of them has a name', async () => {
    const ages = Array.from({ length: 30 }, (_, at) => at + 10);
    const labels: [number, string][] = [
      [10, 'ten or younger'],
      [99, 'Refused'],
    ];
    const { cells, missing } = await readVariable({
      name: 'AGE',
      labels,
      missing: [99],
      values: [...ages, 99],
    });
    expect(cells).toEqual([...ages.map(String), 'Refused']);
    expect(missing).toEqual(['Refused']);
  });

  test('tells two values of one label apart', async () => {
    const labels: [number, string][] = [
      [1, 'Other'],
      [2, 'Other'],
    ];
    expect((await readVariable({ name: 'Q', labels, values: [1, 2] })).cells).toEqual([
      'Other (1)',
      'Other (2)',
    ]);
  });

  test.each([
    ['values', { missing: [8, 9] }, ['8', "Don't know"]],
    ['a range', { missingRange: [8, 20] as [number, number] }, ["Don't know", '8']],
    [
      'a range and a value',
      { missingRange: [8, 9] as [number, number], missing: [1] },
      ['1', "Don't know", '8'],
    ],
  ])('says which texts are user-missing: %s', async (_, declared, missing) => {
    const labels: [number, string][] = [[9, "Don't know"]];
    const found = await readVariable({ name: 'Q', labels, ...declared, values: [1, 8, 9] });
    expect(found.cells).toEqual(['1', '8', "Don't know"]);
    expect(found.missing?.sort()).toEqual([...missing].sort());
  });

  test('knows the user-missing values of strings, short and long', async () => {
    const short = await readVariable({
      name: 'S',
      width: 4,
      missing: ['NA'],
      values: ['NA', 'ab'],
    });
    expect(short.missing).toEqual(['NA']);
    // Length of the name and the name, one value, of 8 bytes.
    const record = Buffer.from('\x05\0\0\0WORDS\x01\x08\0\0\0REFUSED ', 'latin1');
    const long = await readVariable(
      { name: 'WORDS', width: 40, values: ['REFUSED', 'I like it here'] },
      { extensions: [[22, record]] },
    );
    expect(long.missing).toEqual(['REFUSED']);
  });

  test('reads the value labels of long strings and the long names of variables', async () => {
    const sized = (words: string) => {
      const four = Buffer.alloc(4);
      four.writeInt32LE(words.length);
      return Buffer.concat([four, Buffer.from(words)]);
    };
    const one = Buffer.from([1, 0, 0, 0]);
    const labels = [sized('Name_of_the_region'), sized('').fill(12, 0, 1), one];
    const value = [sized('north       '), sized('The North')];
    const { cells, code } = await readVariable(
      { name: 'REGION', width: 12, values: ['north', 'south'] },
      {
        extensions: [
          [13, 'REGION=Name_of_the_region'],
          [21, Buffer.concat([...labels, ...value])],
        ],
      },
    );
    expect([cells, code]).toEqual([['The North', 'south'], 'Name_of_the_region']);
  });

  test('makes a column of ticks for each option of a multiple response set', async () => {
    const yes: [number, string][] = [
      [1, 'Yes'],
      [9, 'Refused'],
    ];
    const member = (name: string, label: string, values: (number | null)[]) => ({
      name,
      label,
      labels: yes,
      missing: [9],
      values,
    });
    const { rows, declared } = await readWritten({
      variables: [
        member('NEWS1', 'Newspapers', [1, 0, null, 9]),
        { name: 'AGE', values: [12, 13, 14, 15] },
        member('NEWS2', 'Radio', [0, 1, null, 9]),
      ],
      extensions: [[7, '$news=D1 1 22 Where do you get news? news1 news2\n']],
    });
    expect(declared.map(({ header, subheader }) => [header, subheader])).toEqual([
      ['Where do you get news?', 'Newspapers'],
      ['Where do you get news?', 'Radio'],
      ['AGE', ''],
    ]);
    expect(rows).toEqual([
      ['1', '0', '12'],
      ['0', '1', '13'],
      ['', '', '14'],
      ['Refused', 'Refused', '15'],
    ]);
    expect(declared[0]?.missing).toEqual(['Refused']);
  });

  test('names the options by the counted value’s label where the set says so', async () => {
    const { declared, rows } = await readWritten({
      variables: [
        { name: 'A', labels: [[1, 'A friend']], values: [1, 0] },
        { name: 'B', labels: [[1, 'A teacher']], values: [0, 1] },
      ],
      extensions: [[19, '$who=E 11 1 1 0  a b\n']],
    });
    expect(declared.map(({ header, subheader }) => [header, subheader])).toEqual([
      ['who', 'A friend'],
      ['who', 'A teacher'],
    ]);
    expect(rows).toEqual([
      ['1', '0'],
      ['0', '1'],
    ]);
  });

  test('turns a multiple category set round into its categories', async () => {
    const labels: [number, string][] = [
      [1, 'Bus'],
      [2, 'Walk'],
      [3, 'Taxi'],
    ];
    const { declared, rows } = await readWritten({
      variables: [
        { name: 'T1', labels, values: [1, 3, null] },
        { name: 'T2', labels, values: [2, null, null] },
      ],
      extensions: [[7, '$travel=C 18 How do you travel? t1 t2\n']],
    });
    expect(declared.map(({ subheader }) => subheader)).toEqual(['Bus', 'Walk', 'Taxi']);
    expect(declared[0]?.header).toBe('How do you travel?');
    expect(rows).toEqual([
      ['1', '1', '0'],
      ['0', '0', '1'],
      ['', '', ''],
    ]);
  });
});
