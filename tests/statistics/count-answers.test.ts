import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addCounts, countByGroup, noCounts } from '../../src/statistics/count-answers.js';
import { missingCode } from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';

const answer = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom(...missingKinds.map((kind) => missingCode(kind, 'u8'))),
);
const rows = fc.array(fc.tuple(answer, fc.integer({ min: 0, max: 4 })), { maxLength: 300 });

describe('counting answers', () => {
  it('counts each answer once, in its own group, as counting one by one does', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const cells = Uint8Array.from(pairs.map(([cell]) => cell));
        const groups = Uint8Array.from(pairs.map(([, group]) => group));
        const counts = countByGroup(cells, 'u8', groups);
        for (const group of [0, 1, 2, 3, 4]) {
          for (const [cell] of pairs) {
            const one = pairs.filter((pair) => pair[0] === cell && pair[1] === group).length;
            expect(counts.get(group)?.[cell] ?? 0).toBe(one);
          }
        }
      }),
    );
  });

  it('tells answers from every reason for no answer, and loses none', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const cells = Uint8Array.from(pairs.map(([cell]) => cell));
        const counts = noCounts();
        for (const raw of countByGroup(cells, 'u8', undefined).values()) {
          addCounts(counts, raw, 'u8');
        }
        const answers = [...counts.options.values()].reduce((sum, count) => sum + count, 0);
        const missing = Object.values(counts.missing).reduce((sum, count) => sum + count, 0);
        expect(answers).toBe(pairs.filter(([cell]) => cell < 10).length);
        expect(answers + missing).toBe(pairs.length);
      }),
    );
  });
});
