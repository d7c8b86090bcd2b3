import { foldLabel, type MissingKind } from '../../surveys/words.js';
import type { SurveyTable } from '../import-types.js';

const none: ReadonlyMap<string, MissingKind> = new Map();

/** Folded texts of a column that the file itself declares to be no answer, with why there is none. */
export function declaredMissing(
  table: SurveyTable,
  position: number,
): ReadonlyMap<string, MissingKind> {
  const missing = table.columns[position]?.missing;
  return missing ? new Map(missing.map(({ text, kind }) => [foldLabel(text), kind])) : none;
}
