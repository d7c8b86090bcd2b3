import { z } from 'zod';
import { conditionSchema, type Condition } from './conditions.js';

/** Of whom a question's figures are, where somebody chose it. */
export type BaseRule = 'everyone' | Condition;

export const baseRuleSchema: z.ZodType<BaseRule> = z.union([
  z.literal('everyone'),
  conditionSchema,
]);

export interface BaseCondition {
  condition: Condition;
  /** False where it is the routing: those who do not meet it were not asked. */
  chosen: boolean;
}

interface Ruled {
  baseRule?: BaseRule | null;
  baseQuestionId: number | null;
  baseCodes: number[];
}

/** Those who were asked, as the import found or was told; null where everybody was. */
export const routingOf = ({ baseQuestionId, baseCodes }: Ruled): Condition | null =>
  baseQuestionId === null
    ? null
    : { kind: 'answer', questionId: baseQuestionId, codes: baseCodes, missing: [] };

/** Who is in the base of a question, before it is asked who answered; null for everybody. */
export function baseConditionOf(question: Ruled): BaseCondition | null {
  const { baseRule = null } = question;
  if (baseRule === 'everyone') return null;
  if (baseRule !== null) return { condition: baseRule, chosen: true };
  const routing = routingOf(question);
  return routing && { condition: routing, chosen: false };
}
