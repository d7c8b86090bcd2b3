import type { FieldFault } from '../errors.js';
import { foldLine, parseText } from '../http/parse.js';
import { parsePattern, PatternFault } from '../text/parse-pattern.js';

/** The lines of a field that say anything. */
export const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).map(foldLine).filter(Boolean);

/** A field of several lines as it is shown again. */
export const textOf = (fields: Record<string, unknown>, name: string): string =>
  parseText(fields[name]).replace(/\r\n?/g, '\n');

/** The first thing that is wrong with the patterns of a field, one a line. */
export function patternFaults(field: string, lines: string): FieldFault[] {
  for (const line of linesOf(lines)) {
    try {
      parsePattern(line);
    } catch (error) {
      if (!(error instanceof PatternFault)) throw error;
      return [{ field, message: error.message }];
    }
  }
  return [];
}
