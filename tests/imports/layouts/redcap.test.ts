import { describe, expect, test } from '@jest/globals';
import { recogniseLayout } from '../../../src/imports/layouts/recognise-layout.js';

const tableOf = (rows: string[][]) =>
  recogniseLayout({ format: 'csv', sheets: [{ name: 'records', rows }], notes: [] }, 'records.csv');

describe('REDCap', () => {
  test('an export with labels names the option in brackets', () => {
    const labelled = [
      [
        'Record ID',
        'What do you like? (choice=Art)',
        'What do you like? (choice=Sport)',
        'Complete?',
      ],
      ['1', 'Checked', 'Unchecked', 'Complete'],
    ];
    expect(tableOf(labelled).layout).toBe('redcap');
    const { columns } = tableOf(labelled);
    expect(columns.map(({ header, subheader }) => [header, subheader])).toEqual([
      ['Record ID', ''],
      ['What do you like?', 'Art'],
      ['What do you like?', 'Sport'],
      ['Complete?', ''],
    ]);
    expect(columns[3]?.known).toBe('technical');
  });

  test('the list of fields is refused: it holds no responses', () => {
    const dictionary = [
      ['Variable / Field Name', 'Form Name', 'Field Type'],
      ['record_id', 'form_1', 'text'],
    ];
    expect(() => tableOf(dictionary)).toThrow(/not its responses; export the records/);
  });
});
