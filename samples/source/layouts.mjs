import { isAsked } from './deal-answers.mjs';

const two = (number) => String(number).padStart(2, '0');
const isoTime = (date) => date.toISOString().slice(0, 19).replace('T', ' ');
const ukTime = (date) =>
  `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()} ${isoTime(date).slice(11)}`;

const hasTick = (person, question, label) =>
  (person.answers.get(question.key) ?? '').split(';').includes(label);
const cell = (person, question) => {
  const answer = person.answers.get(question.key) ?? '';
  return question.number && answer !== '' ? Number(answer) : answer;
};
const options = (question) => (question.ticks ? Object.keys(Object.values(question.ticks)[0]) : ['']);

/** One entry for each column: a multiple choice has one for every option. */
const spread = ({ questions }) =>
  questions.flatMap((question, place) =>
    options(question).map((option, part) => ({ question, option, place, part })),
  );
const spreadCells = (columns, person, notAsked) =>
  columns.map(({ question, option }) => {
    if (!isAsked(question, person)) return notAsked;
    if (option) return hasTick(person, question, option) ? option : '';
    return cell(person, question);
  });

/** Questions are over their first column only; two more header rows hold options, then nothing. */
function smartSurvey(survey) {
  const columns = spread(survey);
  const fixed = ['UserID', 'UserNo', 'Name', 'Email', 'IP Address', 'Unique ID', 'Started', 'Ended'];
  const blank = fixed.map(() => '');
  const rows = survey.people.map((person, i) => [
    String(88412006 + i * 37),
    String(i + 1),
    ...['', '', person.address, ''],
    ukTime(person.started),
    ukTime(person.ended),
    ...spreadCells(columns, person, '-'),
  ]);
  return [
    [...fixed, ...columns.map(({ question, part }) => (part ? '' : question.text))],
    [...blank, ...columns.map(({ option }) => option)],
    [...blank, ...columns.map(() => '')],
    ...rows,
  ];
}

/** Several answers in one cell end in a semicolon; a title used before gets a number. */
function microsoftForms(survey) {
  const seen = new Map();
  const titles = survey.questions.map(({ text }) => {
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return seen.get(text) > 1 ? `${text}${seen.get(text)}` : text;
  });
  const answer = (person, question) => {
    const value = cell(person, question);
    return question.ticks && value ? `${value};` : value;
  };
  const rows = survey.people.map((person, i) => [
    ...[i + 1, person.started, person.ended, 'anonymous', ''],
    ...survey.questions.map((question) => answer(person, question)),
  ]);
  return [['ID', 'Start time', 'Completion time', 'Email', 'Name', ...titles], ...rows];
}

const qualtricsColumns = [
  ['StartDate', 'Start Date', 'startDate'],
  ['EndDate', 'End Date', 'endDate'],
  ['Status', 'Response Type', 'status'],
  ['IPAddress', 'IP Address', 'ipAddress'],
  ['Progress', 'Progress', 'progress'],
  ['Duration (in seconds)', 'Duration (in seconds)', 'duration'],
  ['Finished', 'Finished', 'finished'],
  ['RecordedDate', 'Recorded Date', 'recordedDate'],
  ['ResponseId', 'Response ID', '_recordId'],
  ['RecipientLastName', 'Recipient Last Name', 'recipientLastName'],
  ['RecipientFirstName', 'Recipient First Name', 'recipientFirstName'],
  ['RecipientEmail', 'Recipient Email', 'recipientEmail'],
  ['ExternalReference', 'External Data Reference', 'externalDataReference'],
  ['LocationLatitude', 'Location Latitude', 'locationLatitude'],
  ['LocationLongitude', 'Location Longitude', 'locationLongitude'],
  ['DistributionChannel', 'Distribution Channel', 'distributionChannel'],
  ['UserLanguage', 'User Language', 'userLanguage'],
];

/** A column's short name, wording and id: a grid's rows and a multiple choice's options share a number. */
function qualtricsHeader({ question, option, part }, blocks, row) {
  const id = blocks.indexOf(question.grid ?? question.key) + 1;
  const name = `Q${id}_${option ? part + 1 : row}`;
  if (option) {
    const imported = { ImportId: `QID${id}`, choiceId: String(part + 1) };
    return { name, text: `${question.text} - ${option}`, imported };
  }
  if (question.grid) {
    const text = `${question.grid} - ${question.text}`;
    return { name, text, imported: { ImportId: `QID${id}_${row}` } };
  }
  const imported = { ImportId: question.open ? `QID${id}_TEXT` : `QID${id}` };
  return { name: `Q${id}`, text: question.text, imported };
}

/** Three header rows: short names, wordings, and the ids of questions as JSON. */
function qualtrics(survey) {
  const { questions } = survey;
  const blocks = [...new Set(questions.map(({ grid, key }) => grid ?? key))];
  const columns = spread(survey).map((column) => {
    const rows = questions.filter(({ grid }) => grid && grid === column.question.grid);
    return { ...column, ...qualtricsHeader(column, blocks, rows.indexOf(column.question) + 1) };
  });
  const fixedIds = qualtricsColumns.map(([, , id]) => ({
    ImportId: id,
    ...(id.endsWith('Date') ? { timeZone: 'Europe/London' } : {}),
  }));
  const rows = survey.people.map((person) => {
    const progress = person.answers.get('progress') ?? '100';
    const status = person.answers.get('status') ?? 'IP Address';
    const seconds = String((person.ended - person.started) / 1000);
    return [
      ...[isoTime(person.started), isoTime(person.ended), status, person.address, progress, seconds],
      ...[progress === '100' ? 'True' : 'False', isoTime(person.ended)],
      `R_${person.code}`,
      ...['', '', '', '', '', '', status === 'Survey Preview' ? 'preview' : 'anonymous', 'EN-GB'],
      ...spreadCells(columns, person, ''),
    ];
  });
  return [
    [...qualtricsColumns.map(([name]) => name), ...columns.map(({ name }) => name)],
    [...qualtricsColumns.map(([, text]) => text), ...columns.map(({ text }) => text)],
    [...fixedIds, ...columns.map(({ imported }) => imported)].map((id) => JSON.stringify(id)),
    ...rows,
  ];
}

/** The second header row says what a column holds; titles are not repeated; the newest return is first. */
function surveyMonkey(survey) {
  const fixed = ['Respondent ID', 'Collector ID', 'Start Date', 'End Date', 'IP Address'];
  fixed.push('Email Address', 'First Name', 'Last Name', 'Custom Data 1');
  const columns = spread(survey);
  const top = columns.map(({ question, part, place }) => {
    const repeats = question.grid && survey.questions[place - 1]?.grid === question.grid;
    return part || repeats ? '' : (question.grid ?? question.text);
  });
  const below = columns.map(({ question, option }) => {
    if (question.grid) return question.text;
    return option || (question.open ? 'Open-Ended Response' : 'Response');
  });
  const rows = survey.people.map((person, i) => [
    ...[2398114507 + i * 7919, 40771385, person.started, person.ended, person.address],
    ...['', '', '', ''],
    ...spreadCells(columns, person, ''),
  ]);
  return [[...fixed, ...top], [...fixed.map(() => ''), ...below], ...rows.reverse()];
}

const plain = (survey) => [
  ['Response', 'Date completed', ...survey.questions.map(({ text }) => text)],
  ...survey.people.map((person, i) => [
    ...[i + 1, new Date(Math.floor(person.ended / 864e5) * 864e5)],
    ...survey.questions.map((question) => cell(person, question)),
  ]),
];

export const layouts = {
  smartsurvey: smartSurvey,
  'microsoft-forms': microsoftForms,
  qualtrics,
  surveymonkey: surveyMonkey,
  plain,
};
