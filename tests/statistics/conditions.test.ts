import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  conditionMask,
  conditionSchema,
  questionsOf,
  type Condition,
} from '../../src/statistics/conditions.js';
import type { StoredColumn } from '../../src/statistics/stored-column.js';
import { missingCode, missingKindOf } from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';
import { anyCondition } from './any-condition.js';

const noReply = missingCode('no_reply', 'u8');
const column = (questionId: number, cells: number[], optionCode = -1): StoredColumn => ({
  importId: 1,
  questionId,
  optionCode,
  encoding: 'u8',
  cells: Uint8Array.from(cells),
});
const said = (questionId: number, ...codes: number[]): Condition => ({
  kind: 'answer',
  questionId,
  codes,
  missing: [],
});
const maskOf = (condition: Condition, columns: StoredColumn[], rows: number) => [
  ...conditionMask(condition, columns, rows),
];

/** Whether one response meets a condition, read straight from what a condition means. */
function meets(condition: Condition, row: number, columns: readonly StoredColumn[]): boolean {
  if (condition.kind === 'not') return !meets(condition.of, row, columns);
  if (condition.kind !== 'answer') {
    const parts = condition.of.map((part) => meets(part, row, columns));
    return condition.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
  }
  const cell = columns.find(({ questionId }) => questionId === condition.questionId)?.cells[row];
  if (cell === undefined) return false;
  const kind = missingKindOf(cell, 'u8');
  return kind ? condition.missing.includes(kind) : condition.codes.includes(cell);
}

const conditions = anyCondition({ questions: 3, codes: 3, depth: 3 });

describe('a condition', () => {
  it('is met by those who gave one of the answers, or one of the reasons for none', () => {
    const cells = [0, 1, 2, noReply];
    expect(maskOf(said(1, 0, 2), [column(1, cells)], 4)).toEqual([1, 0, 1, 0]);
    const silent: Condition = {
      kind: 'answer',
      questionId: 1,
      codes: [1],
      missing: ['no_reply'],
    };
    expect(maskOf(silent, [column(1, cells)], 4)).toEqual([0, 1, 0, 1]);
  });

  it('is met by those who ticked one of the options of a multiple choice', () => {
    const columns = [column(1, [1, 0, 1, noReply], 0), column(1, [0, 1, 1, noReply], 1)];
    expect(maskOf(said(1, 1), columns, 4)).toEqual([0, 1, 1, 0]);
    expect(maskOf(said(1, 0, 1), columns, 4)).toEqual([1, 1, 1, 0]);
  });

  it('is met by nobody of a file that lacks the question', () => {
    expect(maskOf(said(9, 0), [column(1, [0, 0])], 2)).toEqual([0, 0]);
  });

  it('means the same for a whole column as for one response after the other', () => {
    const cell = fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...missingKinds.map((kind) => missingCode(kind, 'u8'))),
    );
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(conditions, rows, (condition, answers) => {
        const columns = [0, 1].map((at) =>
          column(
            at + 1,
            answers.map((own) => own[at] ?? 0),
          ),
        );
        const mask = maskOf(condition, columns, answers.length);
        expect(mask).toEqual(answers.map((_, row) => (meets(condition, row, columns) ? 1 : 0)));
      }),
    );
  });

  it('is stored and read as it was, and names each question once', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(conditionSchema.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      }),
    );
    const twice: Condition = { kind: 'or', of: [said(1, 0), { kind: 'not', of: said(1, 1) }] };
    expect(questionsOf(twice)).toEqual([1]);
  });
});
