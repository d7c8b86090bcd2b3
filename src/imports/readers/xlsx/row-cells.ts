import { cellAddress } from '../cell-address.js';
import type { SheetMeter } from '../read-limits.js';
import { wholeNumber } from './plain-number.js';

/** Takes a row that has cells: its 1-based number, and its texts from column A to the last cell. */
export type TakeRow = (row: number, cells: string[]) => void;

/** Puts the cells of a sheet where they say that they are, within the limits, a row at a time. */
export class RowCells {
  /** Values that could not be known and were read as blank: the first address, and how many. */
  readonly unknown = { first: '', count: 0 };
  private row = 0;
  private column = -1;
  /** Written over row after row, so that each row given away is one array of its own length. */
  private readonly cells: string[] = [];
  private filled = 0;

  constructor(
    private readonly meter: SheetMeter,
    private readonly takeRow: TakeRow,
  ) {}

  /** Rows without a number follow the one before, and cells without an address likewise. */
  nextRow() {
    this.flush();
    this.row += 1;
    this.column = -1;
  }

  /** The number that the row gives itself; beyond nine digits it is beyond every limit. */
  placeRow(bytes: Buffer, start: number, end: number) {
    const given = wholeNumber(bytes, start, end);
    this.row = given > 0 ? given : end - start > 9 ? Infinity : this.row;
    this.meter.row(this.row, 0);
  }

  nextCell() {
    this.meter.passCell();
    this.column += 1;
  }

  /** The column of an address such as "AB12"; the row's own number counts for the row. */
  placeCell(bytes: Buffer, start: number, end: number) {
    let column = 0;
    for (let at = start; at < end; at += 1) {
      const place = ((bytes[at] ?? 0) & ~lowerCase) - beforeA;
      if (place < 1 || place > 26) break;
      column = column * 26 + place;
    }
    if (column > 0) this.column = column - 1;
  }

  put(text: string | undefined) {
    const { cells, column, meter } = this;
    if (text === undefined) this.miss();
    else if (meter.isTooLong(text)) meter.cell(text, () => `cell ${this.address()}`);
    meter.width(this.row, column + 1);
    while (this.filled < column) {
      cells[this.filled] = '';
      this.filled += 1;
    }
    cells[column] = text ?? '';
    if (column === this.filled) this.filled += 1;
  }

  flush() {
    if (this.filled === 0) return;
    this.meter.row(this.row, this.filled);
    this.takeRow(this.row, this.cells.slice(0, this.filled));
    this.filled = 0;
  }

  private miss() {
    const { unknown } = this;
    unknown.count += 1;
    if (unknown.count === 1) unknown.first = this.address();
  }

  private address() {
    return cellAddress(this.row - 1, this.column);
  }
}

const lowerCase = 32;
const beforeA = 64;
