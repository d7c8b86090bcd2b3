import type { FieldFault } from '../errors.js';
import { foldLine, parseText } from '../http/parse.js';

const longestTitle = 120;

/** A report's title on one line, or the fault that says what to enter. */
export function parseTitle(value: unknown): { title: string; faults: FieldFault[] } {
  const title = foldLine(parseText(value));
  const message =
    title === ''
      ? 'Enter a title for the report'
      : `The title must be ${longestTitle} characters or fewer`;
  const faulty = title === '' || title.length > longestTitle;
  return { title, faults: faulty ? [{ field: 'title', message }] : [] };
}
