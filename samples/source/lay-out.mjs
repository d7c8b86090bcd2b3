// Writes the five sample exports from the answers in this folder: node samples/source/lay-out.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import * as XLSX from 'xlsx';
import { dealAnswers, seededRandom, shuffled } from './deal-answers.mjs';
import { layouts } from './layouts.mjs';
import { readSurvey } from './read-survey.mjs';

const surveys = [
  'secure-childrens-homes-2012-13',
  'childrens-homes-2012-13',
  'fostering-2012-13',
  'adoption-2012-13',
  'secure-childrens-homes-2011-12',
];
const day = 864e5;

/** Returns come in by day over seven weeks; addresses are of the blocks kept for documentation. */
function stamp(people, firstDay, random) {
  const gap = (49 * day) / people.length;
  people.forEach((person, i) => {
    const arrived = new Date(Number(firstDay) + i * gap);
    arrived.setUTCHours(9 + Math.floor(random() * 11), Math.floor(random() * 60));
    person.started = new Date(Math.floor(arrived / 1000) * 1000);
    person.ended = new Date(Number(person.started) + 1000 * (150 + Math.floor(random() * 900)));
    person.code = Array.from({ length: 15 }, () => Math.floor(random() * 36).toString(36)).join('');
    person.address = `203.0.113.${1 + Math.floor(random() * 254)}`;
  });
  people.sort((a, b) => a.started - b.started);
}

const csvCell = (value) =>
  /[",\n\r]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
const csv = (rows) => rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('');

function workbook(rows, sheetName, bookType) {
  const dateNF = bookType === 'ods' ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm:ss';
  const cells = rows.map((row) => row.map((value) => (value === '' ? null : value)));
  const sheet = XLSX.utils.aoa_to_sheet(cells, { UTC: true, dateNF });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, sheetName);
  return XLSX.write(book, { type: 'buffer', bookType, bookSST: true, compression: true });
}

const writers = {
  smartsurvey: csv,
  qualtrics: (rows) => `\ufeff${csv(rows)}`,
  'microsoft-forms': (rows) => workbook(rows, 'Form1', 'xlsx'),
  surveymonkey: (rows) => workbook(rows, 'Sheet', 'xlsx'),
  plain: (rows) => workbook(rows, 'Responses', 'ods'),
};

for (const name of surveys) {
  const survey = readSurvey(`${name}.yaml`);
  const random = seededRandom(survey.seed);
  dealAnswers(survey, random);
  survey.people = shuffled([...survey.people, ...survey.asWritten], random);
  stamp(survey.people, new Date(survey.firstDay), random);
  const bytes = writers[survey.layout](layouts[survey.layout](survey));
  const target = new URL(`../${survey.file}`, import.meta.url);
  const unchanged = Buffer.from(bytes).equals(readIfThere(target));
  writeFileSync(target, bytes);
  console.log(`${survey.file}: ${survey.people.length} responses${unchanged ? ', unchanged' : ''}`);
}

function readIfThere(url) {
  try {
    return readFileSync(url);
  } catch {
    return Buffer.alloc(0);
  }
}
