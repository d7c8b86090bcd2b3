import fc from 'fast-check';
import type { Condition } from '../../src/statistics/conditions.js';
import { missingKinds } from '../../src/surveys/words.js';

/** Conditions of any shape on questions 1 to `questions`, of answers 0 to `codes`. */
export function anyCondition(most: { questions: number; codes: number; depth: number }) {
  const leaf = fc.record({
    kind: fc.constant('answer' as const),
    questionId: fc.integer({ min: 1, max: most.questions }),
    codes: fc.array(fc.integer({ min: 0, max: most.codes }), { maxLength: 3 }),
    missing: fc.array(fc.constantFrom(...missingKinds), { maxLength: 2 }),
  });
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: most.depth },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    ),
  })).condition;
}
