import { z } from 'zod';
import { missingCode, missingKindOf } from '../surveys/answer-codes.js';
import { missingKinds } from '../surveys/words.js';
import type { StoredColumn } from './stored-column.js';

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

/** 1 at every code that meets the condition, in a column of options or in that of one option. */
function codesMet(
  { codes, missing }: Condition & { kind: 'answer' },
  { optionCode, encoding }: StoredColumn,
): Uint8Array {
  const met = new Uint8Array(encoding === 'u8' ? 256 : 65536);
  const wanted = optionCode < 0 ? codes : codes.includes(optionCode) ? [1] : [];
  for (const code of wanted) if (!missingKindOf(code, encoding)) met[code] = 1;
  for (const kind of missing) met[missingCode(kind, encoding)] = 1;
  return met;
}

function answerMask(
  condition: Condition & { kind: 'answer' },
  columns: readonly StoredColumn[],
  mask: Uint8Array,
): void {
  for (const column of columns) {
    const { cells } = column;
    if (cells instanceof Float64Array) {
      const wanted = condition.missing.map((kind) => missingCode(kind, 'f64'));
      cells.forEach((cell, row) => wanted.includes(cell) && (mask[row] = 1));
      continue;
    }
    const met = codesMet(condition, column);
    for (let row = 0; row < mask.length; row += 1) {
      mask[row] = (mask[row] ?? 0) | (met[cells[row] ?? 0] ?? 0);
    }
  }
}

/** 1 for each response of an import that meets the condition, by its columns; 0 for the others. */
export function conditionMask(
  condition: Condition,
  columns: readonly StoredColumn[],
  responses: number,
): Uint8Array {
  if (condition.kind === 'answer') {
    const mask = new Uint8Array(responses);
    const own = columns.filter(({ questionId }) => questionId === condition.questionId);
    answerMask(condition, own, mask);
    return mask;
  }
  if (condition.kind === 'not') {
    const mask = conditionMask(condition.of, columns, responses);
    for (let row = 0; row < responses; row += 1) mask[row] = 1 - (mask[row] ?? 0);
    return mask;
  }
  // One part that is met decides an "or", one that is not an "and".
  const deciding = condition.kind === 'or' ? 1 : 0;
  const mask = new Uint8Array(responses).fill(1 - deciding);
  for (const part of condition.of) {
    const met = conditionMask(part, columns, responses);
    for (let row = 0; row < responses; row += 1) if (met[row] === deciding) mask[row] = deciding;
  }
  return mask;
}
