import { missingKinds, type MissingKind } from './words.js';

/**
 * Those who gave one of some answers to a question: `codes` are option codes, of a multiple choice the
 * options of which one was ticked; `missing` are reasons for no answer that will do too.
 */
export interface AnswerChoice {
  questionId: number;
  codes: number[];
  missing: MissingKind[];
}

/** More than any page links to; each value is looked for in every comment of a selection. */
const mostValues = 100;

const isMissingKind = (text: string): text is MissingKind =>
  (missingKinds as readonly string[]).includes(text);

/** Reads "7:0,2,no_reply", as it stands in an address; undefined for anything else. */
export function parseAnswerChoice(text: string): AnswerChoice | undefined {
  const found = /^([1-9]\d{0,14}):([a-z0-9_,]{1,1500})$/.exec(text);
  if (!found) return undefined;
  const values = [...new Set(found[2]?.split(','))];
  const codes = values.filter((value) => /^(0|[1-9]\d{0,4})$/.test(value)).map(Number);
  const missing = values.filter(isMissingKind);
  if (codes.length + missing.length < values.length || values.length > mostValues) return undefined;
  return { questionId: Number(found[1]), codes, missing };
}

/** As `parseAnswerChoice` reads it. */
export const answerChoiceText = ({ questionId, codes, missing }: AnswerChoice): string =>
  `${questionId}:${[...codes, ...missing].join(',')}`;
