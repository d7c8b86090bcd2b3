import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { SurveyTable } from '../../src/imports/import-types.js';
import { recogniseLayout } from '../../src/imports/layouts/recognise-layout.js';
import { readWorkbook } from '../../src/imports/readers/read-workbook.js';
import { projectPath } from '../../src/paths.js';

const folder = projectPath('../shared/data/exports');
const describeCorpus = existsSync(folder) ? describe : describe.skip;

async function tableOf(file: string): Promise<SurveyTable> {
  return recogniseLayout(await readWorkbook(readFileSync(`${folder}/${file}`), file), file);
}

/** How often each text stands in the column whose header or code begins so. */
function tally(table: SurveyTable, header: string, subheader = ''): Record<string, number> {
  const place = table.columns.findIndex(
    (column) =>
      (column.code === header || column.header.includes(header)) &&
      column.subheader.startsWith(subheader),
  );
  const counts = new Map<string, number>();
  for (const row of table.rows) {
    const text = row[place] ?? '';
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

describeCorpus('the exports of ../shared/data/exports', () => {
  test.each([
    ['surveymonkey/StarWars.csv', 'surveymonkey', 1186, 38],
    ['surveymonkey/SOUTH.csv', 'surveymonkey', 2528, 58],
    ['surveymonkey/sleeping-alone-data.csv', 'surveymonkey', 1093, 31],
    ['surveymonkey/steak-risk-survey.csv', 'surveymonkey', 550, 15],
    ['surveymonkey/CNCF_TOC_Survey_2020_H1.csv', 'surveymonkey', 28, 41],
    ['google-forms/learning-r-2019.csv', 'google-forms', 1838, 52],
    ['google-forms/learning-r-2019.xlsx', 'google-forms', 1838, 52],
    ['google-forms/autistica.csv', 'google-forms', 42, 5],
    ['limesurvey/sbl.csv', 'limesurvey', 55, 66],
    ['kobo/household.xlsx', 'kobo', 632, 348],
    ['alchemer/notebook-ux.csv', 'alchemer', 1706, 37],
    ['qualtrics/three-header-rows.csv', 'qualtrics', 1, 20],
    ['qualtrics/two-header-rows.csv', 'qualtrics', 1, 15],
    ['typeform/stacks.csv', 'typeform', 69, 53],
    ['typeform/stacks.xlsx', 'typeform', 69, 53],
    ['redcap/checkboxes-1__data.csv', 'redcap', 4, 13],
    ['redcap/survey__data.csv', 'redcap', 2, 33],
  ])('%s is %s with %i responses in %i columns', async (file, layout, responses, columns) => {
    const table = await tableOf(file);
    expect([table.layout, table.rows.length, table.columns.length]).toEqual([
      layout,
      responses,
      columns,
    ]);
    expect(table.rows.every((row) => row.length === columns)).toBe(true);
  });

  test.each([
    ['surveymonkey/StarWars.csv', 'Have you seen any', '', { Yes: 936, No: 250 }],
    ['surveymonkey/SOUTH.csv', 'personally identify as a Southerner', 'Some', { Some: 556 }],
    [
      'surveymonkey/SOUTH.csv',
      'personally identify as a Southerner',
      'Not at all',
      { 'Not at all': 936 },
    ],
    ['surveymonkey/steak-risk-survey.csv', 'Do you eat steak?', '', { Yes: 430, No: 109 }],
    ['google-forms/autistica.csv', 'Q3: ', '', { Yes: 42 }],
    ['limesurvey/sbl.csv', 'PARTICIPANTTYPE', 'SQ001', { Yes: 42, No: 13 }],
    ['alchemer/notebook-ux.csv', 'Status', '', { Partial: 927, Complete: 779 }],
    ['kobo/household.xlsx', 'gender_hoh', '', { male: 594, female: 38 }],
    [
      'typeform/stacks.csv',
      'identify as a member',
      '',
      { 'Yes!': 49, "I'm not sure": 11, No: 0, 'No!': 2 },
    ],
    [
      'google-forms/learning-r-2019.xlsx',
      'level of experience using R',
      '',
      { Intermediate: 1037, Expert: 529, Beginner: 233, None: 8 },
    ],
    [
      'surveymonkey/StarWars.csv',
      'view the following characters',
      'Jar Jar Binks',
      {
        'Very unfavorably': 204,
        'Somewhat unfavorably': 102,
        'Neither favorably nor unfavorably (neutral)': 164,
        'Somewhat favorably': 130,
        'Very favorably': 112,
        'Unfamiliar (N/A)': 109,
      },
    ],
  ])('%s counts “%s” %s as its README says', async (file, header, subheader, expected) => {
    const known = Object.entries(expected).filter(([, count]) => count > 0);
    expect(tally(await tableOf(file), header, subheader)).toEqual(Object.fromEntries(known));
  });

  test('the Jar Jar question keeps its wording apart from the character', async () => {
    const { columns } = await tableOf('surveymonkey/StarWars.csv');
    const column = columns.find(({ subheader }) => subheader === 'Jar Jar Binks');
    expect(column?.header).toMatch(/^Please state whether you view the following characters/);
    expect(column?.letter).toBe('AA');
  });

  /** A csv shows dates as the platform's country does: "12/13/2019 9:50:30". */
  function isoDate(cell: string): string {
    const [, date, hour = '', rest = ''] = /^(\d+\/\d+\/\d{4}) (\d+)(:\d\d:\d\d)$/.exec(cell) ?? [];
    if (date === undefined) return cell;
    const [month = '', day = '', year = ''] = date.split('/').map((part) => part.padStart(2, '0'));
    return `${year}-${month}-${day}T${hour.padStart(2, '0')}${rest}`;
  }

  test.each([
    ['google-forms/learning-r-2019.csv', 'google-forms/learning-r-2019.xlsx'],
    ['typeform/stacks.csv', 'typeform/stacks.xlsx'],
  ])('%s and %s are the same table', async (text, workbook) => {
    const [first, second] = [await tableOf(text), await tableOf(workbook)];
    expect(first.columns).toEqual(second.columns);
    expect(first.sourceRows).toEqual(second.sourceRows);
    expect(first.rows.map((row) => row.map(isoDate))).toEqual(second.rows);
  });

  test.each(['surveymonkey-summary.xlsx', 'published-tables.ods'])(
    '%s is refused because it holds totals',
    async (file) => {
      await expect(tableOf(`summary-tables/${file}`)).rejects.toThrow(
        /holds totals, not responses .*; export the individual responses/,
      );
    },
  );
});
