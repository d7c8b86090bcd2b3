import type { Mapping, QuestionMapping, SurveyTable } from '../../src/imports/import-types.js';
import { guessMapping } from '../../src/imports/columns/guess-mapping.js';
import { columnLetter } from '../../src/imports/readers/cell-address.js';

/** A recognised table: a header is "Question" or "Question | what stands under it". */
export function surveyTable(
  headers: string[],
  rows: string[][],
  more: Partial<SurveyTable> = {},
): SurveyTable {
  return {
    layout: 'plain',
    layoutName: 'Plain table',
    evidence: [],
    sheet: 'Sheet1',
    columns: headers.map((heading, position) => {
      const [header = '', subheader = ''] = heading.split(' | ');
      return { position, letter: columnLetter(position), header, subheader, code: '' };
    }),
    rows,
    sourceRows: rows.map((_, at) => at + 2),
    notAskedTexts: [],
    multipleSeparator: '',
    notes: [],
    ...more,
  };
}

/** The same cells for several rows. */
export const times = (count: number, ...cells: string[]): string[][] =>
  Array.from({ length: count }, () => [...cells]);

/** One column of cells under a heading, each with how often it stands. */
export const columnTable = (
  heading: string,
  cells: Record<string, number>,
  more: Partial<SurveyTable> = {},
) =>
  surveyTable(
    [heading],
    Object.entries(cells).flatMap(([cell, count]) => times(count, cell)),
    more,
  );

export function questionOf(mapping: Mapping, text: string): QuestionMapping {
  const found = mapping.questions.find((question) => question.text === text);
  if (!found) throw new Error(`there is no question “${text}”`);
  return found;
}

/** Role and kind guessed for a lone column. */
export function guessColumn(
  heading: string,
  cells: Record<string, number>,
  more: Partial<SurveyTable> = {},
): string {
  const { role, kind } = guessMapping(columnTable(heading, cells, more)).columns[0] ?? {};
  return kind ? `${role} ${kind}` : String(role);
}
