import type { FieldFault } from '../errors.js';
import { foldLine, parseText } from '../http/parse.js';

const longest = 300;

/** What is wrong with words on one line; `missing` says what to enter where they must be there. */
export function lineFaults(text: string, field: string, missing: string | null): FieldFault[] {
  if (text === '') return missing === null ? [] : [{ field, message: missing }];
  return text.length > longest ? [{ field, message: `Use ${longest} characters or fewer` }] : [];
}

/** Words on one line, or the fault that says what to enter. */
export function parseLine(
  value: unknown,
  field: string,
  missing: string,
): { text: string; faults: FieldFault[] } {
  const text = foldLine(parseText(value));
  return { text, faults: lineFaults(text, field, missing) };
}
