import { z } from 'zod';
import type { FieldFault } from '../errors.js';
import { parseOptionalId, parseText } from '../http/parse.js';

/** The fields of a form or of a JSON body. */
export const parseFields = (body: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).catch({}).parse(body);

const longestTitle = 120;

/** A report's title on one line, or the fault that says what to enter. */
export function parseTitle(value: unknown): { title: string; faults: FieldFault[] } {
  const title = parseText(value).normalize('NFC').replace(/\s+/g, ' ');
  const message =
    title === ''
      ? 'Enter a title for the report'
      : `The title must be ${longestTitle} characters or fewer`;
  const faulty = title === '' || title.length > longestTitle;
  return { title, faults: faulty ? [{ field: 'title', message }] : [] };
}

/** The ids of the boxes ticked, or of a JSON list; what is no id is left out. */
export const parseIds = (value: unknown): number[] => [
  ...new Set([value].flat().flatMap((one) => parseOptionalId(one) ?? [])),
];
