import { isoText, numberText, timeText, type TimeKind } from '../cell-text.js';
import { isPlainNumber, wholeNumber } from './plain-number.js';
import { TextPool } from './text-pool.js';
import { xmlText } from './xml-text.js';

/** What the values of one workbook are read with. */
export interface WorkbookWords {
  sharedStrings: readonly string[];
  /** By the place of a cell's style in the workbook's cellXfs. */
  timeKinds: readonly (TimeKind | undefined)[];
  date1904: boolean;
}

/** The attributes of a cell that say what its value is (ECMA-376 part 1, 18.3.1.4). */
export interface CellKind {
  type: CellType;
  style: number;
}

export type CellType = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd';

/** Turns the value of a cell into text. */
export class CellValues {
  private readonly pool = new TextPool();

  constructor(private readonly words: WorkbookWords) {}

  /** Undefined where the value cannot be known: an error, or a shared string that is not there. */
  read(bytes: Buffer, start: number, end: number, cell: CellKind): string | undefined {
    if (cell.type === 's') return this.words.sharedStrings[wholeNumber(bytes, start, end)];
    const isPlain =
      cell.type === 'n'
        ? this.words.timeKinds[cell.style] === undefined && isPlainNumber(bytes, start, end)
        : cell.type === 'str';
    if (isPlain) return this.pool.take(bytes, start, end);
    return this.fromText(xmlText(bytes, start, end), cell);
  }

  /** The same for a value that came in pieces. */
  fromText(written: string, { type, style }: CellKind): string | undefined {
    if (type === 's') return this.words.sharedStrings[Number(written)];
    if (type === 'str' || type === 'inlineStr') return written;
    const value = written.trim();
    if (type === 'n') return this.fromNumber(value, this.words.timeKinds[style]);
    if (type === 'd') return isoText(value) ?? value;
    return type === 'b' ? (booleans.get(value.toLowerCase()) ?? value) : undefined;
  }

  /** What people wrote in the cell itself. */
  inline(bytes: Buffer, start: number, end: number): string {
    return this.pool.take(bytes, start, end);
  }

  /** Text in a cell that claims to be a number is kept as it is. */
  private fromNumber(written: string, kind: TimeKind | undefined): string {
    const value = writtenNumber.test(written) ? Number(written) : NaN;
    if (!Number.isFinite(value)) return written;
    const time = kind && timeText(value, kind, this.words.date1904);
    return time ?? numberText(value);
  }
}

const writtenNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const booleans = new Map([
  ['1', 'TRUE'],
  ['true', 'TRUE'],
  ['0', 'FALSE'],
  ['false', 'FALSE'],
]);
