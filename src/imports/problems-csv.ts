import { writeCsv } from '../http/csv.js';
import type { Problem } from './import-types.js';

const heading = ['File', 'Sheet', 'Row', 'Column', 'Heading', 'Value', 'Problem', 'What was done'];

/** Everything that the checks found, one row a problem, for a spreadsheet. */
export const problemsCsv = (fileName: string, problems: readonly Problem[]): string =>
  writeCsv([
    heading,
    ...problems.map((problem) => [
      fileName,
      problem.sheet,
      problem.row || '',
      problem.column,
      problem.header,
      problem.value,
      problem.message,
      problem.action,
    ]),
  ]);
