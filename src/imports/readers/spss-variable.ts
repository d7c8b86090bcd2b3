import type { DecodeText } from './spss-bytes.js';

/**
 * What an SPSS system file (.sav, .zsav) says of itself before its cases. The format is after GNU PSPP's
 * developer's guide, chapter "System File Format" (gnu.org/software/pspp/pspp-dev); the names in
 * brackets, here and in the files beside this one, are its sections.
 */
export interface SpssVariable {
  /** Of 8 bytes, in capitals; the records refer to it. */
  shortName: string;
  name: string;
  label: string;
  /** Bytes of a string; 0 for a number. */
  width: number;
  /** Type of the print format [Variable Record]: 5 is a plain number, 20 a date. */
  format: number;
  /** Elements of 8 bytes of each segment, one after another. */
  segments: { elements: number }[];
  missing: SpssMissing;
  /** By text of a string, or by number. */
  labels: Map<string | number, string>;
  measure: 'nominal' | 'ordinal' | 'scale' | undefined;
}

export interface SpssMissing {
  values: Set<string | number>;
  /** Both ends included. */
  range: [low: number, high: number] | undefined;
}

export interface SpssResponseSet {
  /** Wording, or the name without its "$". */
  label: string;
  /** The value that means "chosen" in a variable of its own for each option; undefined for categories. */
  counted: string | undefined;
  /** Options are named by the counted value's label and not by the variable's. */
  namedByValue: boolean;
  variables: SpssVariable[];
}

export interface SpssDictionary {
  variables: SpssVariable[];
  sets: SpssResponseSet[];
  weight: SpssVariable | undefined;
  encoding: string;
  decode: DecodeText;
  compression: 'none' | 'bytes' | 'zlib';
  bias: number;
  /** Undefined where the writer did not know. */
  cases: number | undefined;
}

/** A text padded with spaces or zero bytes. */
export const trimmed = (text: string) => text.replace(/[\s\0]+$/, '');
