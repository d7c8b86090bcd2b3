import { parsePattern, type Pattern } from '../text/parse-pattern.js';
import type { ThemeRules } from '../text/theme-index.js';
import { readShipped } from './shipped-rules.js';

/** Kinds of risk as the program names them, the worst first. */
export const riskKinds = {
  self_harm: 'Self-harm or suicide',
  abuse: 'Abuse, threats or fear of somebody',
  restraint_injury: 'Hurt in being restrained',
  exploitation: 'Exploitation',
  harm: 'Somebody is hurt, or in danger',
  neglect: 'Neglect',
  missing: 'Running away or going missing',
  allegation: 'An allegation against staff or a carer',
} as const;
export type RiskKind = keyof typeof riskKinds;
export const riskKindKeys = Object.keys(riskKinds) as RiskKind[];

/** One rule: what it says somebody may be at risk of, and why, in words for the person who decides. */
export interface RiskRule {
  kind: RiskKind;
  why: string;
}

/** A rule with its patterns as they are written. */
export interface RiskRuleText extends RiskRule {
  say: string[];
  unless: string[];
  whenAsked: string[];
}

export interface LoadedRiskRules {
  /** In the order of `compiled`. */
  rules: RiskRule[];
  /** Each rule as a theme of its own, so that what was met is known. */
  compiled: ThemeRules[];
  /** Every whole word that a rule looks for. */
  vocabulary: string[];
}

/** Makes rules ready for use. @throws PatternFault for one that cannot be used. */
export function compileRiskRules(all: readonly RiskRuleText[]): LoadedRiskRules {
  const compile = (sources: readonly string[]): Pattern[] => sources.map(parsePattern);
  const said = all.flatMap(({ say }) => say).join(' ');
  return {
    rules: all.map(({ kind, why }) => ({ kind, why })),
    compiled: all.map(({ say, unless, whenAsked }, at) => ({
      key: String(at),
      rules: [{ patterns: compile(say), unless: compile(unless), whenAsked: compile(whenAsked) }],
      askedAbout: [],
    })),
    vocabulary: [...new Set(said.split(/[^\p{L}]+/u))].filter(Boolean),
  };
}

/** The rules that come with the program. */
export const shippedRiskRules = (): LoadedRiskRules =>
  compileRiskRules(readShipped<RiskRuleText[]>('risk-rules'));
