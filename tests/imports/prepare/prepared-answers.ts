import { guessMapping } from '../../../src/imports/columns/guess-mapping.js';
import type { Mapping, PreparedImport, SurveyTable } from '../../../src/imports/import-types.js';
import { prepareImport } from '../../../src/imports/prepare/prepare-import.js';
import { missingKindOf } from '../../../src/surveys/answer-codes.js';

export const prepare = (
  table: SurveyTable,
  mapping: Mapping = guessMapping(table),
  groupKey: string | null = null,
) => prepareImport(table, mapping, { fileName: 'a.csv', groupKey });

/** The answers of a question's column in words, row by row. */
export function answersOf(
  { questions }: PreparedImport,
  text: string,
  option = 0,
): (string | number)[] {
  const question = questions.find((candidate) => candidate.text === text);
  const cells = question?.columns.find((column) => column.option === option)?.cells ?? [];
  return Array.from(cells, (cell) => {
    const missing = question && missingKindOf(cell, question.encoding);
    if (missing) return missing;
    return question?.kind === 'multiple' || question?.encoding === 'f64'
      ? cell
      : (question?.options[cell]?.label ?? cell);
  });
}
