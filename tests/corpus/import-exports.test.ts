import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import type { QuestionRates } from '../../src/statistics/wave-rates.js';
import { projectPath } from '../../src/paths.js';
import {
  countsOf,
  missingOf,
  startTestServices,
  type TestServices,
} from '../support/test-services.js';

/** Counts of its README, and others counted with Python's csv module and openpyxl. */
const folder = projectPath('../shared/data/exports');
const describeCorpus = existsSync(folder) ? describe : describe.skip;

let services: TestServices;
const imported = new Map<string, Promise<Map<string, QuestionRates>>>();

/** Imports a file once, with every guess taken as it is, and returns its rates. */
function ratesOf(file: string): Promise<Map<string, QuestionRates>> {
  const known = imported.get(file);
  if (known) return known;
  const rates = services
    .importFile(`${folder}/${file}`, { survey: file })
    .then(() => services.rates(file));
  imported.set(file, rates);
  return rates;
}

/** The question whose wording holds all of these words. */
async function question(file: string, ...words: string[]): Promise<QuestionRates> {
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

describeCorpus('every export of ../shared/data/exports from file to rates', () => {
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
  ])('%s has %i responses, none left out', async (file, responses) => {
    expect(await report(file)).toMatchObject({ rowsRead: responses, responses, excluded: [] });
  });

  test.each([
    [
      'surveymonkey/SOUTH.csv',
      ['identify as a Southerner'],
      { 'A lot': 579, Some: 556, 'Not much': 457, 'Not at all': 936 },
      {},
    ],
    [
      'surveymonkey/SOUTH.csv',
      ['consider part of the South'],
      { Arkansas: 1389, Louisiana: 2115, Oklahoma: 477 },
      {},
    ],
    ['surveymonkey/sleeping-alone-data.csv', ['relationship status'], { Married: 884 }, {}],
    [
      'surveymonkey/sleeping-alone-data.csv',
      ['reasons that you sleep in separate beds'],
      { 'One of us snores': 220, 'Not enough space': 25, 'Other (please specify)': 108 },
      { not_asked: 600, no_reply: 11 },
    ],
    [
      'surveymonkey/sleeping-alone-data.csv',
      ['where do you typically sleep?'],
      { 'Separate bedroom': 185, 'Other (please specify)': 27 },
      { not_asked: 600, no_reply: 11 },
    ],
    [
      'surveymonkey/steak-risk-survey.csv',
      ['Do you eat steak?'],
      { Yes: 430, No: 109 },
      { no_reply: 11 },
    ],
    [
      'surveymonkey/steak-risk-survey.csv',
      ['steak prepared'],
      { 'Medium rare': 166, Rare: 23 },
      { not_asked: 118 },
    ],
    [
      'surveymonkey/CNCF_TOC_Survey_2020_H1.csv',
      ['currently interact'],
      { 'Other (please specify)': 5, "I'm listed as a CNCF Contributor": 5 },
      {},
    ],
    [
      'google-forms/learning-r-2019.xlsx',
      ['level of experience using R'],
      { Intermediate: 1037, Expert: 529, Beginner: 233, None: 8 },
      { no_reply: 31 },
    ],
    [
      'google-forms/learning-r-2019.xlsx',
      ['Which tools do you use with your R'],
      {
        'RStudio Desktop (IDE)': 1541,
        'R Command Line (i.e., the native R terminal interface)': 508,
      },
      { not_asked: 39, no_reply: 16 },
    ],
    [
      'google-forms/learning-r-2019.xlsx',
      ['When you have problems in R'],
      { 'Social media such as blogs, R-bloggers, Twitter, Slack, or GitHub contacts': 738 },
      { not_asked: 39, no_reply: 4 },
    ],
    [
      'google-forms/learning-r-2019.xlsx',
      ['How often do you currently use Shiny'],
      {
        "Rarely -- I know how to use Shiny, but it's not part of my regular work": 527,
        "I don't know what Shiny is.": 104,
      },
      { no_reply: 33 },
    ],
    ['google-forms/autistica.csv', ['Q3'], { Yes: 42 }, {}],
    ['limesurvey/sbl.csv', ['PARTICIPANTTYPE'], { SQ001: 42, SQ002: 35, SQ003: 20, other: 10 }, {}],
    ['kobo/household.xlsx', ['gender_hoh'], { male: 594, female: 38 }, {}],
    [
      'kobo/household.xlsx',
      ['water_sources'],
      { piped: 566, borehole: 73, trucking: 105, other: 0 },
      {},
    ],
    ['kobo/household.xlsx', ['type_employment'], { day_labour: 200 }, { not_asked: 245 }],
    [
      'alchemer/notebook-ux.csv',
      ['words that best describe'],
      { convenient: 562, comfortable: 401, uncomfortable: 29 },
      { no_reply: 958 },
    ],
    [
      'typeform/stacks.csv',
      ['identify as a member'],
      { 'Yes!': 49, 'No!': 2 },
      { dont_know: 11, no_reply: 7 },
    ],
    ['typeform/stacks.xlsx', ['Which roles in'], { Developer: 26 }, { no_reply: 3 }],
  ])('%s: “%s”', async (file, words, counts, missing) => {
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
    expect(jarJar.baseWords).toContain('of those who said “Yes” to “Have you seen any');
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
    const figures = (rates: Map<string, QuestionRates>) =>
      [...rates.values()].map(({ id, ...rate }) => rate);
    expect(figures(await ratesOf(text))).toEqual(figures(await ratesOf(workbook)));
  });

  test.each([
    ['summary-tables/published-tables.ods', /holds totals, not responses/],
    ['summary-tables/surveymonkey-summary.xlsx', /holds totals, not responses/],
    ['spss/basic__sample.sav', /is an SPSS file/],
  ])('%s is refused in one sentence and leaves nothing', async (file, sentence) => {
    await expect(ratesOf(file)).rejects.toThrow(sentence);
    expect(await services.uploads()).toEqual([]);
    await expect(services.rates(file)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
