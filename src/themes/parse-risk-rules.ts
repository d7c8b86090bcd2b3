import { parse } from 'yaml';
import { z } from 'zod';
import { riskKindKeys, type RiskRuleText } from './risk-rules.js';

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

/** Reads rules written as in risk-rules.yaml, each pattern with its lists written out. @throws ZodError or RangeError. */
export function parseRiskRules(source: string): RiskRuleText[] {
  const { lists, kinds } = fileSchema.parse(parse(source));
  const written = (pattern: string) =>
    pattern.replace(/@([a-z]+)/gu, (_name, list: string) => {
      const words = lists[list];
      if (words === undefined) throw new RangeError(`There is no list @${list}: ${pattern}`);
      return words;
    });
  return kinds.flatMap(({ key, rules }) =>
    rules.map(({ why, say, unless, whenAsked }) => ({
      kind: key,
      why,
      say: say.map(written),
      unless: unless.map(written),
      whenAsked: whenAsked.map(written),
    })),
  );
}
