/** What kinds of details can tell who somebody is. */
export const findingKinds = [
  'name',
  'place',
  'school',
  'setting',
  'date',
  'age',
  'background',
  'condition',
  'relation',
  'job',
  'contact',
  'case_number',
  'court',
  'combination',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A detail that could tell who somebody is, at `start` to `end` of the text in UTF-16 units. */
export interface Finding {
  kind: FindingKind;
  start: number;
  end: number;
  /** The words there. */
  detail: string;
  /** One sentence: why it could tell. */
  why: string;
  /** What to put in its place, one of the redactions: "[name]". */
  redaction: string;
}

/** A detail before its reason is written. */
export interface Detail {
  kind: FindingKind;
  start: number;
  end: number;
  /** Where the kind has several: "ethnicity". */
  redaction?: string;
}

/** What is known of whoever wrote a text. */
export interface WriterContext {
  /** The key of the respondent group. */
  group?: string | null;
  /** Homes, providers, areas and the like that the survey's own answers name. */
  names?: readonly string[];
}
