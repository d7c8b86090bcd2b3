import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import type { QuestionRates } from '../../src/statistics/wave-rates.js';
import { expectedCounts } from './expected-counts.js';
import { projectPath } from '../../src/paths.js';
import {
  countsOf,
  missingOf,
  startTestServices,
  type TestServices,
} from '../support/test-services.js';

/** Counts of its README, and others counted with Python's csv module and openpyxl. */
const folder = projectPath('../shared/data/exports');
const present = existsSync(folder);
const describeCorpus = present ? describe : describe.skip;
const reason = present ? '' : ' (not run: ../shared/data/exports is not here)';

let services: TestServices;
const imported = new Map<string, Promise<Map<string, QuestionRates<number>>>>();

/** Imports a file once, with every guess taken as it is, and returns its rates. */
function ratesOf(file: string): Promise<Map<string, QuestionRates<number>>> {
  const known = imported.get(file);
  if (known) return known;
  const rates = services
    .importFile(`${folder}/${file}`, { survey: file })
    .then(() => services.rates(file));
  imported.set(file, rates);
  return rates;
}

/** The question whose wording holds all of these words. */
async function question(file: string, ...words: string[]): Promise<QuestionRates<number>> {
  const rates = await ratesOf(file);
  const found = [...rates].find(([text]) => words.every((word) => text.includes(word)))?.[1];
  if (!found) throw new Error(`${file} has no question “${words.join(' … ')}”`);
  return found;
}

const report = async (file: string) => {
  await ratesOf(file);
  const { report: text } = await services.db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .innerJoin('survey', 'survey.id', 'wave.surveyId')
    .select('report')
    .where('survey.name', '=', file)
    .executeTakeFirstOrThrow();
  return JSON.parse(text ?? '{}') as Record<string, unknown> & { problems: { message: string }[] };
};

beforeAll(async () => (services = await startTestServices()));
afterAll(() => services.stop());

describeCorpus(`every export of ../shared/data/exports from file to rates${reason}`, () => {
  test.each([
    ['surveymonkey/StarWars.csv', 1186],
    ['surveymonkey/SOUTH.csv', 2528],
    ['surveymonkey/sleeping-alone-data.csv', 1093],
    ['surveymonkey/steak-risk-survey.csv', 550],
    ['surveymonkey/CNCF_TOC_Survey_2020_H1.csv', 28],
    ['google-forms/learning-r-2019.csv', 1838],
    ['google-forms/learning-r-2019.xlsx', 1838],
    ['google-forms/autistica.csv', 42],
    ['limesurvey/sbl.csv', 55],
    ['kobo/household.xlsx', 632],
    ['alchemer/notebook-ux.csv', 1706],
    ['qualtrics/three-header-rows.csv', 1],
    ['qualtrics/two-header-rows.csv', 1],
    ['typeform/stacks.csv', 69],
    ['typeform/stacks.xlsx', 69],
    ['redcap/checkboxes-1__data.csv', 4],
    ['redcap/survey__data.csv', 2],
    ['spss/basic__sample.sav', 5],
    ['spss/multiple_response__simple_alltypes.sav', 6],
    ['spss/umlauts.sav', 4],
    ['spss/datetime.sav', 2],
    ['spss/labelled-num-na.sav', 2],
    ['spss/basic__ordered_category.sav', 4],
  ])('%s has %i responses, none left out', async (file, responses) => {
    expect(await report(file)).toMatchObject({ rowsRead: responses, responses, excluded: [] });
  });

  test('alchemer/notebook-ux.csv has 779 complete responses beside 927 partial ones', async () => {
    const place = { survey: 'complete alone', leaveOut: ['test', 'partial'] as const };
    const done = await services.importFile(`${folder}/alchemer/notebook-ux.csv`, place);
    expect(done.report).toMatchObject({
      rowsRead: 1706,
      responses: 779,
      excluded: [{ reason: 'Partial return', count: 927 }],
    });
  });

  test.each(expectedCounts)('%s: “%s”', async (file, words, counts, missing) => {
    const found = await question(file, ...words);
    expect(countsOf(found)).toMatchObject(counts);
    expect(missingOf(found)).toEqual(missing);
  });

  test('StarWars.csv asks of those who had seen a film, and 306 of 712 are unfavourable to Jar Jar', async () => {
    const file = 'surveymonkey/StarWars.csv';
    expect(countsOf(await question(file, 'seen any'))).toEqual({ Yes: 936, No: 250 });
    const jarJar = await question(file, 'Jar Jar Binks');
    expect(countsOf(jarJar)).toEqual({
      'Very favorably': 112,
      'Somewhat favorably': 130,
      'Neither favorably nor unfavorably (neutral)': 164,
      'Somewhat unfavorably': 102,
      'Very unfavorably': 204,
    });
    expect(missingOf(jarJar)).toEqual({ not_asked: 250, no_reply: 115, not_applicable: 109 });
    expect(jarJar.negative).toMatchObject({ numerator: 306, base: 712, percentage: 43 });
    expect(jarJar.baseWords).toContain('of the 936 who said “Yes” to “Have you seen any');
    const films = await question(file, 'films have you seen?');
    expect(films.options.map(({ count }) => count)).toEqual([673, 571, 550, 607, 758, 738]);
    expect([films.base, films.missing.not_asked]).toEqual([835, 250]);
  });

  test('CNCF: disagreeing with “acts transparently” is negative, agreeing with “too slow” is', async () => {
    const file = 'surveymonkey/CNCF_TOC_Survey_2020_H1.csv';
    const transparent = await question(file, 'acts transparently');
    expect(transparent.options.map(({ count }) => count)).toEqual([2, 14, 1, 5, 5]);
    expect(transparent.negative).toMatchObject({ numerator: 10, base: 27, percentage: 37 });
    const slow = await question(file, 'too slow');
    expect(slow.negative).toMatchObject({ numerator: 14, base: 24 });
    expect(countsOf(slow)).toMatchObject({ 'Strongly Agree': 7, Agree: 7 });
  });

  test('learning-r-2019 gathers what 47 wrote in beside the ways of learning offered', async () => {
    const learned = await question('google-forms/learning-r-2019.csv', 'How did you learn R?');
    expect(learned.options.map(({ count }) => count)).toEqual([867, 340, 287, 250, 3, 47]);
    expect(learned.base).toBe(1794);
  });

  test('the middle of a five-point grid stays the middle where nobody chose the end', async () => {
    const row = await question('limesurvey/sbl.csv', 'NOTATION01: SQ007');
    expect(row.options.map(({ polarity, count }) => [polarity, count])).toEqual([
      ['negative', 9],
      ['negative', 26],
      ['neutral', 11],
      ['positive', 9],
      ['positive', 0],
    ]);
  });

  test('notebook-ux.csv notes its 927 partial returns and counts them as received', async () => {
    const { problems } = await report('alchemer/notebook-ux.csv');
    expect(
      problems.filter(({ message }) => message === 'The return was not finished.'),
    ).toHaveLength(927);
  });

  test.each([
    ['google-forms/learning-r-2019.csv', 'google-forms/learning-r-2019.xlsx'],
    ['typeform/stacks.csv', 'typeform/stacks.xlsx'],
  ])('%s and its workbook have the same rates', async (text, workbook) => {
    const figures = (rates: Map<string, QuestionRates<number>>) =>
      [...rates.values()].map(({ id, ...rate }) => rate);
    expect(figures(await ratesOf(text))).toEqual(figures(await ratesOf(workbook)));
  });

  test.each([
    ['summary-tables/published-tables.ods', /holds totals, not responses/],
    ['summary-tables/surveymonkey-summary.xlsx', /holds totals, not responses/],
  ])('%s is refused in one sentence and leaves nothing', async (file, sentence) => {
    await expect(ratesOf(file)).rejects.toThrow(sentence);
    expect(await services.uploads()).toEqual([]);
    await expect(services.rates(file)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
