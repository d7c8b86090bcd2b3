import { z } from 'zod';
import { missingKindOf } from '../surveys/answer-codes.js';
import { missingKinds } from '../surveys/words.js';
import type { StoredColumn } from './rates.js';

/**
 * Of whom a figure is: a condition on answers and attributes. `codes` are option codes, of a multiple
 * choice the options of which one was ticked; `missing` are reasons for no answer that meet it too.
 */
export type Condition =
  | {
      kind: 'answer';
      questionId: number;
      codes: number[];
      missing: (typeof missingKinds)[number][];
    }
  | { kind: 'and' | 'or'; of: Condition[] }
  | { kind: 'not'; of: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({
      kind: z.literal('answer'),
      questionId: z.int().positive(),
      codes: z.array(z.int().min(0)),
      missing: z.array(z.enum(missingKinds)),
    }),
    z.object({ kind: z.enum(['and', 'or']), of: z.array(conditionSchema).min(1) }),
    z.object({ kind: z.literal('not'), of: conditionSchema }),
  ]),
);

/** The questions that a condition asks of. */
export function questionsOf(condition: Condition): number[] {
  if (condition.kind === 'answer') return [condition.questionId];
  if (condition.kind === 'not') return questionsOf(condition.of);
  return [...new Set(condition.of.flatMap(questionsOf))];
}

function answerMask(
  { codes, missing }: Condition & { kind: 'answer' },
  columns: readonly StoredColumn[],
  mask: Uint8Array,
): void {
  for (const { cells, encoding, optionCode } of columns) {
    const wanted = new Set(optionCode < 0 ? codes : codes.includes(optionCode) ? [1] : []);
    for (let row = 0; row < mask.length; row += 1) {
      const cell = cells[row] ?? 0;
      const kind = missingKindOf(cell, encoding);
      if (kind ? missing.includes(kind) : wanted.has(cell)) mask[row] = 1;
    }
  }
}

/** 1 for each response of an import that meets the condition, by its columns; 0 for the others. */
export function conditionMask(
  condition: Condition,
  columns: readonly StoredColumn[],
  responses: number,
): Uint8Array {
  const mask = new Uint8Array(responses);
  if (condition.kind === 'answer') {
    const own = columns.filter(({ questionId }) => questionId === condition.questionId);
    answerMask(condition, own, mask);
    return mask;
  }
  if (condition.kind === 'not') {
    return conditionMask(condition.of, columns, responses).map((met) => 1 - met);
  }
  const parts = condition.of.map((part) => conditionMask(part, columns, responses));
  const all = condition.kind === 'and';
  return mask.map((_, row) =>
    (all ? parts.every((part) => part[row] === 1) : parts.some((part) => part[row] === 1)) ? 1 : 0,
  );
}
