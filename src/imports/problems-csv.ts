import { writeCsv } from '../http/csv.js';
import type { Problem } from './import-types.js';
import { kindsOfProblems, severityWords } from './prepare/problem-kinds.js';

const heading = [
  'File',
  'Importance',
  'Kind',
  'Sheet',
  'Row',
  'Column',
  'Heading',
  'Value',
  'Problem',
  'What was done',
];

/** Earlier versions kept no kind. */
const titleOf = ({ kind }: Problem) =>
  (kindsOfProblems as Partial<typeof kindsOfProblems>)[kind]?.title ?? '';

/** Everything that the checks found, one row a problem, for a spreadsheet. */
export const problemsCsv = (fileName: string, problems: readonly Problem[]): string =>
  writeCsv([
    heading,
    ...problems.map((problem) => [
      fileName,
      severityWords[problem.severity],
      titleOf(problem),
      problem.sheet,
      problem.row || '',
      problem.column,
      problem.header,
      problem.value,
      problem.message,
      problem.action,
    ]),
  ]);
