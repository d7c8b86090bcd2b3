import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutCell } from '../../src/records/cut-cells.js';
import { packCells, unpackCells, type Encoding } from '../../src/surveys/answer-codes.js';

const cellsOf: Record<Encoding, (values: number[]) => Uint8Array> = {
  u8: (values) => packCells(Uint8Array.from(values)),
  u16: (values) => packCells(Uint16Array.from(values)),
  f64: (values) => packCells(Float64Array.from(values)),
};

test('a cell is cut out of its column, and every other keeps its value and order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Encoding>('u8', 'u16', 'f64'),
      fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 40 }),
      fc.nat(),
      (encoding, values, place) => {
        const position = place % values.length;
        const cut = cutCell(cellsOf[encoding](values), encoding, position);
        expect([...unpackCells(cut, encoding)]).toEqual(values.toSpliced(position, 1));
      },
    ),
  );
});
