import { z } from 'zod';

/** A question and some of its answers by code. */
export interface NamedAnswers {
  questionId: number;
  codes: number[];
}

const namedSchema = z.object({
  kind: z.literal('answer'),
  questionId: z.number(),
  codes: z.array(z.number()),
});

/** Every answer that a stored condition asks of, however its parts are nested. */
export function namedAnswers(condition: unknown): NamedAnswers[] {
  const named = namedSchema.safeParse(condition);
  if (named.success) return [{ questionId: named.data.questionId, codes: named.data.codes }];
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.values(condition).flatMap(namedAnswers);
}
