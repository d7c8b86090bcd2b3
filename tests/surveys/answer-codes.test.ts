import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  blankCells,
  missingCode,
  missingKindOf,
  optionsPerByte,
  packCells,
  unpackCells,
  type AnswerCells,
  type Encoding,
} from '../../src/surveys/answer-codes.js';
import { missingKinds } from '../../src/surveys/words.js';

const encodings: Encoding[] = ['u8', 'u16', 'f64'];
const missingKind = fc.constantFrom(...missingKinds);

/** Anything that a survey stores: an option's code, or a number or date. */
const answers: Record<Encoding, fc.Arbitrary<number>> = {
  u8: fc.nat(optionsPerByte - 1),
  u16: fc.nat(65_499),
  f64: fc.double({ min: -1e15, max: 1e15, noNaN: true }),
};

function filled(encoding: Encoding, values: readonly number[]): AnswerCells {
  const cells = blankCells(values.length, encoding);
  values.forEach((value, at) => (cells[at] = value));
  return cells;
}

describe.each(encodings)('%s cells', (encoding) => {
  const cell = fc.oneof(
    answers[encoding],
    missingKind.map((kind) => missingCode(kind, encoding)),
  );

  test('come back from their bytes, wherever those lie in memory', () => {
    fc.assert(
      fc.property(fc.array(cell), fc.nat(7), (values, offset) => {
        const bytes = packCells(filled(encoding, values));
        const elsewhere = new Uint8Array(bytes.length + offset);
        elsewhere.set(bytes, offset);
        const back = unpackCells(elsewhere.subarray(offset), encoding);
        expect(Array.from(back)).toEqual(Array.from(filled(encoding, values)));
      }),
    );
  });

  test('of an answer are no missing kind', () => {
    fc.assert(
      fc.property(answers[encoding], (value) => {
        expect(missingKindOf(value, encoding)).toBeUndefined();
      }),
    );
  });

  test.each(missingKinds)('tell “%s” from every other kind, after storing too', (kind) => {
    const stored = unpackCells(
      packCells(filled(encoding, [missingCode(kind, encoding)])),
      encoding,
    );
    expect(missingKindOf(stored[0] ?? 0, encoding)).toBe(kind);
  });

  test('are “no reply” until they are filled', () => {
    expect(Array.from(blankCells(3, encoding), (blank) => missingKindOf(blank, encoding))).toEqual([
      'no_reply',
      'no_reply',
      'no_reply',
    ]);
  });
});

test('are little-endian, so that a database may move to another machine', () => {
  expect(Array.from(packCells(new Uint16Array([258])))).toEqual([2, 1]);
});
