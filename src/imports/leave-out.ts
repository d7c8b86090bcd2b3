import { ViewfinderError } from '../errors.js';
import { rowDoubts, type RowDoubt } from './import-types.js';

/**
 * The rows to leave out as a shell or a program names them: "test,partial", or "none".
 * @throws ViewfinderError `invalid` for any other word.
 */
export function parseLeaveOut(text: string): RowDoubt[] {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.join() === 'none') return [];
  const unknown = words.find((word) => !rowDoubts.some((doubt) => doubt === word));
  if (unknown !== undefined || words.length === 0) {
    const message = `“${unknown ?? ''}” names no rows to leave out. Use ${rowDoubts.join(', ')} with commas between them, or none.`;
    throw new ViewfinderError('invalid', message);
  }
  return rowDoubts.filter((doubt) => words.includes(doubt));
}
