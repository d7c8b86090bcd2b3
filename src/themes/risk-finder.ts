import { matchThemes, readQuestion } from '../text/match-themes.js';
import type { ReadText } from '../text/read-text.js';
import type { Span } from '../text/sentiment-labels.js';
import { rememberLast } from '../text/remember-last.js';
import { createRespell } from '../text/respell.js';
import { indexThemes } from '../text/theme-index.js';
import { loadRiskRules, type LoadedRiskRules, type RiskKind } from './risk-rules.js';

/** Something that says that somebody may be at risk: of what, by which rule, in which words. */
export interface Risk {
  kind: RiskKind;
  why: string;
  evidence: Span[];
  /** The words of the evidence: a decision holds for them and no others. */
  words: string[];
}

/** Finds what tells of risk in a text, the worst kind first. The question may be ''. */
export type RiskFinder = (read: ReadText, question: string) => Risk[];

export function createRiskFinder(
  isKnown: (form: string) => boolean,
  { rules, compiled, vocabulary }: LoadedRiskRules = loadRiskRules(),
): RiskFinder {
  const index = indexThemes(compiled);
  const respell = createRespell(vocabulary, isKnown);
  const asked = rememberLast(500, (question: string) => readQuestion(question, index));
  return (read, question) =>
    matchThemes(read, asked(question), index, respell).flatMap(({ key, evidence }) => {
      const rule = rules[Number(key)];
      if (!rule) return [];
      const words = evidence.map(({ start, end }) => read.text.slice(start, end));
      return [{ ...rule, evidence, words }];
    });
}
