/** What went wrong, in the terms of the person who asked; `http/` alone maps a kind to a status. */
export type ErrorKind =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'signed_out'
  | 'forbidden'
  | 'unavailable';

/** A fault of one form field: `field` is the input's name, `message` one sentence saying what to do. */
export interface FieldFault {
  field: string;
  message: string;
}

export interface ErrorDetails {
  faults?: FieldFault[];
  /** A page that helps, for example the import that already holds this file. */
  link?: { href: string; text: string };
  /** After how long it is worth asking again. */
  retrySeconds?: number;
  cause?: unknown;
}

/**
 * The one error type whose message may be shown to a user: a plain sentence that names the file,
 * sheet, row or column where there is one and says what to do. Any other error is a fault of ours
 * and shows only a request id.
 */
export class ViewfinderError extends Error {
  readonly kind: ErrorKind;
  readonly faults: FieldFault[];
  readonly link: { href: string; text: string } | undefined;
  readonly retrySeconds: number | undefined;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ViewfinderError';
    this.kind = kind;
    this.faults = details.faults ?? [];
    this.link = details.link;
    this.retrySeconds = details.retrySeconds;
  }
}

export const notFound = (what: string) =>
  new ViewfinderError('not_found', `There is no such ${what}. It may have been removed.`);
