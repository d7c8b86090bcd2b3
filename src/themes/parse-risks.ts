import { z } from 'zod';
import { riskKindKeys } from './risk-rules.js';
import type { Risk } from './risk-finder.js';

const risksSchema: z.ZodType<Risk[]> = z.array(
  z.object({
    kind: z.enum(riskKindKeys),
    why: z.string(),
    evidence: z.array(z.object({ start: z.number(), end: z.number() })),
    words: z.array(z.string()),
  }),
);

/** What was found of risk, as it is stored. */
export const parseRisks = (json: string): Risk[] => risksSchema.parse(JSON.parse(json));
