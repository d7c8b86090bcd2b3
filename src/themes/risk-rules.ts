import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectPath } from '../paths.js';
import { parsePattern, type Pattern } from '../text/parse-pattern.js';
import type { ThemeRules } from '../text/theme-index.js';

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

/** Lists of exceptions are named once in the file and stand within others. */
const patterns = z
  .union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))])
  .default([])
  .transform((lists) => [lists].flat(2));
const ruleSchema = z.strictObject({
  why: z.string().min(1),
  say: patterns,
  unless: patterns,
  whenAsked: patterns,
});
const fileSchema = z.strictObject({
  lists: z.record(z.string(), z.string()),
  exceptions: z.record(z.string(), z.array(z.string())),
  kinds: z.array(z.strictObject({ key: z.enum(riskKindKeys), rules: z.array(ruleSchema).min(1) })),
});

/** One rule: what it says somebody may be at risk of, and why, in words for the person who decides. */
export interface RiskRule {
  kind: RiskKind;
  why: string;
}

export interface LoadedRiskRules {
  /** In the order of `compiled`. */
  rules: RiskRule[];
  /** Each rule as a theme of its own, so that what was met is known. */
  compiled: ThemeRules[];
  /** Every whole word that a rule looks for. */
  vocabulary: string[];
}

/** Reads rules written as in risk-rules.yaml. @throws ZodError or PatternFault for what cannot be used. */
export function parseRiskRules(source: string): LoadedRiskRules {
  const { lists, kinds } = fileSchema.parse(parse(source));
  const written = (pattern: string) =>
    pattern.replace(/@([a-z]+)/gu, (_name, list: string) => {
      const words = lists[list];
      if (words === undefined) throw new RangeError(`There is no list @${list}: ${pattern}`);
      return words;
    });
  const compile = (sources: readonly string[]): Pattern[] =>
    sources.map((pattern) => parsePattern(written(pattern)));
  const all = kinds.flatMap(({ key, rules }) => rules.map((rule) => ({ kind: key, ...rule })));
  const said = all.flatMap(({ say }) => say.map(written)).join(' ');
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

let loaded: LoadedRiskRules | undefined;

/** The rules that come with the program, read once. */
export const loadRiskRules = (): LoadedRiskRules =>
  (loaded ??= parseRiskRules(readFileSync(projectPath('src/themes/risk-rules.yaml'), 'utf8')));
