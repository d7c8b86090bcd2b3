import { bytesPerCell, type Encoding } from '../surveys/answer-codes.js';

/** Stored cells without the one at a position; those behind it move up. */
export function cutCell(cells: Uint8Array, encoding: Encoding, position: number): Uint8Array {
  const width = bytesPerCell[encoding];
  const kept = new Uint8Array(Math.max(0, cells.length - width));
  kept.set(cells.subarray(0, position * width));
  kept.set(cells.subarray((position + 1) * width), position * width);
  return kept;
}
