import type { Polarity, QuestionKind, QuestionRole } from '../surveys/words.js';
import type { BaseRule } from './base-rule.js';

/** A closed question or attribute as it is counted. */
export interface AskedQuestion {
  id: number;
  text: string;
  kind: QuestionKind;
  role: QuestionRole | null;
  baseQuestionId: number | null;
  baseCodes: number[];
  /** As somebody chose it; absent or null where the routing says who is in the base. */
  baseRule?: BaseRule | null;
  /** The base in words as edited; absent or null where the program writes them. */
  baseWords?: string | null;
  dontKnowInBase: boolean;
  options: { code: number; label: string; polarity: Polarity }[];
}

/** False for numbers and dates: there are no options to count. */
export const hasOptions = ({ kind, role }: AskedQuestion): boolean =>
  kind !== 'number' && kind !== 'date' && role !== 'date';
