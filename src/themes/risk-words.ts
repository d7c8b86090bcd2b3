import type { FlagReason } from '../comments/flag-words.js';
import { riskKinds, type RiskKind } from './risk-rules.js';

/** What came of looking into a comment that may tell of risk. A closed list: free words would repeat the comment. */
export const riskOutcomes = {
  passed_on: 'Passed on to those who must act on it',
  known: 'Known already, and being acted on',
  no_risk: 'Looked into: nobody is at risk',
  not_about_risk: 'It is not about risk at all',
} as const;
export type RiskOutcome = keyof typeof riskOutcomes;

const wordsIn = (words: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(words, key) ? (words[key] ?? '') : '';

/** As screens name a stored outcome or kind; '' for none of them. */
export const outcomeWords = (outcome: string): string => wordsIn(riskOutcomes, outcome);
export const kindWords = (kind: string): string => wordsIn(riskKinds, kind);

/** Why a comment is flagged that tells of this kind of risk. */
export const flagReasonOf: Readonly<Record<RiskKind, FlagReason>> = {
  self_harm: 'self_harm',
  abuse: 'abuse',
  restraint_injury: 'allegation',
  exploitation: 'missing',
  harm: 'harm',
  neglect: 'abuse',
  missing: 'missing',
  allegation: 'allegation',
};
