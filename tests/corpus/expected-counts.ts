type Counts = Record<string, number>;

/**
 * File, words of a question's wording, how often some of its answers were given, and every missing kind
 * that occurs. From the README of ../shared/data, or counted with Python's csv module and openpyxl.
 */
export const expectedCounts: [file: string, words: string[], counts: Counts, missing: Counts][] = [
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
  ['spss/basic__sample.sav', ['labeled'], { Male: 3, Female: 2 }, {}],
  ['spss/basic__sample.sav', ['ordinal'], { low: 3, medium: 1, high: 1 }, {}],
  ['spss/umlauts.sav', ['umlaut'], { 'the ä umlaut': 2, 'the ö umlaut': 1 }, {}],
  ['spss/labelled-num-na.sav', ['Only one value'], { 'This is one': 1 }, { no_reply: 1 }],
  [
    'spss/multiple_response__simple_alltypes.sav',
    ['value labels'],
    { red: 1, green: 1, blue: 1, 4: 1, 9: 1 },
    { no_reply: 1 },
  ],
  [
    'spss/multiple_response__simple_alltypes.sav',
    ['My multiple response set'],
    { 'Response #1': 3, 'Response #2': 4, 'Response #3': 0 },
    {},
  ],
];
