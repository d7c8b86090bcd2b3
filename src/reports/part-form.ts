import { z } from 'zod';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { foldLine, parseFields, parseOptionalId, parseText } from '../http/parse.js';
import type { Destination } from './arrange.js';

const longest = { section: 150, text: 20_000 } as const;
const empty = { section: 'Enter a heading', text: 'Enter the text' } as const;
export type WrittenKind = keyof typeof longest;

export const parseWrittenKind = (value: unknown): WrittenKind =>
  value === 'section' ? 'section' : 'text';

/** A heading or a text as it is typed. */
export interface WrittenForm {
  body: string;
  /** What it was changed from; '' of a new one. */
  base: string;
  /** The part's when the form was opened; 0 of a new one. */
  revision: number;
  /** The part that a new one goes after; null for the end. */
  after: number | null;
  wantsPreview: boolean;
}

const written = (kind: WrittenKind, value: unknown) =>
  kind === 'section'
    ? foldLine(parseText(value))
    : parseText(value).normalize('NFC').replace(/\r\n?/g, '\n');

export const parseAfter = (value: unknown): number | null => parseOptionalId(value) ?? null;

export function parseWritten(
  kind: WrittenKind,
  body: unknown,
): { form: WrittenForm; faults: FieldFault[] } {
  const fields = parseFields(body);
  const form = {
    body: written(kind, fields['body']),
    base: written(kind, fields['base']),
    revision: parseOptionalId(fields['revision']) ?? 0,
    after: parseAfter(fields['after']),
    wantsPreview: fields['do'] === 'preview',
  };
  const { length } = form.body;
  const message =
    length === 0
      ? empty[kind]
      : `It must be ${longest[kind]} characters or fewer; it has ${length}`;
  const isFaulty = length === 0 || length > longest[kind];
  return { form, faults: isFaulty ? [{ field: 'body', message }] : [] };
}

/**
 * The revision that a form was made from. @throws ViewfinderError `invalid` where there is none: without
 * it a change could undo somebody else's unseen.
 */
export function parseRevision(body: unknown): number {
  const revision = parseOptionalId(parseFields(body)['revision']);
  if (revision === undefined) {
    throw new ViewfinderError('invalid', 'Send the revision that you have seen, as “revision”.');
  }
  return revision;
}

const destination = z
  .string()
  .regex(/^(before|after)-\d{1,15}$/)
  .transform((text): Destination => {
    const [side, id] = text.split('-');
    return { side: side === 'before' ? 'before' : 'after', neighbourId: Number(id) };
  });

/** Where a part is to go: "before-12" or "after-12", by the id of its neighbour. @throws ViewfinderError `invalid`. */
export function parseDestination(body: unknown): Destination {
  const parsed = destination.safeParse(parseFields(body)['to']);
  if (!parsed.success) {
    throw new ViewfinderError('invalid', 'Choose the part that it is to stand before or after.');
  }
  return parsed.data;
}
