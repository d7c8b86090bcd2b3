import { z } from 'zod';
import { notFound } from '../errors.js';

const idSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/**
 * The row id in a path such as /waves/:waveId.
 * @throws ViewfinderError `not_found`, naming `what`, for anything but a positive whole number.
 */
export function parseId(value: unknown, what: string): number {
  const parsed = idSchema.safeParse(value);
  if (!parsed.success) throw notFound(what);
  return parsed.data;
}

/** The row id in a query or form, or undefined where it is blank or no id. */
export const parseOptionalId = (value: unknown): number | undefined =>
  idSchema.safeParse(value).data;

/** The ids of the boxes ticked, or of a JSON list; what is no id is left out. */
export const parseIds = (value: unknown): number[] => [
  ...new Set([value].flat().flatMap((one) => parseOptionalId(one) ?? [])),
];

/** One value, or several under one name, of a form or query, as a list of texts. */
export const parseTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (part): part is string => typeof part === 'string',
  );

/** A form or query value as trimmed text; '' where there is none. */
export const parseText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : '';

/** The fields of a form or of a JSON body; none where it is anything else. */
export const parseFields = (body: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).catch({}).parse(body);

/** A name or sentence as it is kept: composed characters, on one line, runs of white space one space. */
export const foldLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
