import { findRespondentGroup } from '../../src/surveys/respondent-groups.js';
import { readSample, type SampleFile } from '../samples/read-sample.js';

/** A comment as a person reads it off a sample file, without the product's readers or import. */
export interface SampleComment {
  file: SampleFile;
  survey: string;
  wave: string;
  group: string;
  question: string;
  region: string;
  text: string;
}

const sources = [
  {
    file: 'secure-childrens-homes-2011-12.ods',
    survey: "Secure children's homes survey",
    wave: '2011-12',
  },
  {
    file: 'secure-childrens-homes-2012-13.csv',
    survey: "Secure children's homes survey",
    wave: '2012-13',
  },
  { file: 'childrens-homes-2012-13.xlsx', survey: "Children's homes survey", wave: '2012-13' },
  { file: 'fostering-2012-13.csv', survey: 'Fostering survey', wave: '2012-13' },
  { file: 'adoption-2012-13.xlsx', survey: 'Adoption survey', wave: '2012-13' },
] as const;

const groupTitles =
  /^(Who is answering this survey\?|Which of these (are you|best describes you)\?)$/;
const openTitles =
  /^(What (is good|was good|could|would you change|does the)|Is there anything else)/;

/**
 * Every non-empty cell under an open question. Qualtrics' own previews are no responses, and
 * SmartSurvey writes - for a question not asked.
 */
export const sampleComments: SampleComment[] = sources.flatMap(({ file, survey, wave }) => {
  const { header, rows } = readSample(file);
  const titles = header[file.startsWith('fostering') ? 1 : 0] ?? [];
  const groupAt = titles.findIndex((title) => groupTitles.test(title));
  const regionAt = titles.findIndex((title) => title === 'Region');
  const open = titles.flatMap((title, at) => (openTitles.test(title) ? [at] : []));
  return rows
    .filter((row) => !row.includes('Survey Preview'))
    .flatMap((row) => {
      const group = findRespondentGroup(row[groupAt] ?? '')?.key ?? 'child';
      return open.map((at) => ({
        file,
        survey,
        wave,
        group,
        question: (titles[at] ?? '').replace(/\?\d$/, '?'),
        region: row[regionAt] ?? '',
        text: (row[at] ?? '').trim(),
      }));
    })
    .filter(({ text }) => text !== '' && !(text === '-' && file.startsWith('secure')));
});

/** The texts that hold a word beginning so, whatever its case: a plain search over the files. */
export const holding = (word: RegExp) => sampleComments.filter(({ text }) => word.test(text));
