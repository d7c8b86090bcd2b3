import { matchThemes, readQuestion } from '../text/match-themes.js';
import type { ReadText } from '../text/read-text.js';
import type { Span } from '../text/sentiment-labels.js';
import { rememberLast } from '../text/remember-last.js';
import { createRespell } from '../text/respell.js';
import { indexThemes } from '../text/theme-index.js';
import { shippedRiskRules, type RiskKind } from './risk-rules.js';
import { isKnownWord } from './theme-matcher.js';

/** Something that says that somebody may be at risk: of what, by which rule, in which words. */
export interface Risk {
  kind: RiskKind;
  why: string;
  evidence: Span[];
  /** The words of the evidence: a decision holds for them and no others. */
  words: string[];
}

type RiskFinder = (read: ReadText, question: string) => Risk[];

function createRiskFinder(): RiskFinder {
  const { rules, compiled, vocabulary } = shippedRiskRules();
  const respell = createRespell(vocabulary, isKnownWord);
  const index = indexThemes(compiled, respell);
  const asked = rememberLast(500, (question: string) => readQuestion(question, index));
  return (read, question) =>
    matchThemes(read, asked(question), index).flatMap(({ key, evidence }) => {
      const rule = rules[Number(key)];
      if (!rule) return [];
      const words = evidence.map(({ start, end }) => read.text.slice(start, end));
      return [{ kind: rule.kind, why: rule.why, evidence, words }];
    });
}

let shipped: RiskFinder | undefined;

/** Finds what tells of risk in a text by the rules that come with the program, the worst kind first. The question may be ''. */
export const findRisks: RiskFinder = (read, question) =>
  (shipped ??= createRiskFinder())(read, question);
