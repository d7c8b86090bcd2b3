import { ViewfinderError } from '../../errors.js';

/** How much of a file may be read before it is refused as too large. */
export interface ReadLimits {
  /** Of the file as uploaded. */
  bytes: number;
  /** Of the parts of a zipped workbook that are read, once inflated. */
  expandedBytes: number;
  /** Files inside a zipped workbook. */
  entries: number;
  /** Of one sheet or text file, blank cells inside rows included. */
  cells: number;
  columns: number;
  rows: number;
  /** Characters of one cell. */
  cellLength: number;
}

const million = 1_000_000;

/**
 * Twice and more an export of 100,000 responses by 30 columns (44 MB as .xlsx, 178 MB inflated, 105 MB
 * as .csv, 3 million cells), inside what SheetJS can hold. Columns, rows and cell length are Excel's own limits.
 */
export const defaultReadLimits: ReadLimits = {
  bytes: 250 * million,
  expandedBytes: 400 * million,
  entries: 10_000,
  cells: 10 * million,
  columns: 16_384,
  rows: 1_048_576,
  cellLength: 32_767,
};

/** A file that cannot be read; `sentence` follows the file's name: "is empty; export it again". */
export const unreadable = (name: string, sentence: string, cause?: unknown) =>
  new ViewfinderError('invalid', `“${name}” ${sentence}.`, { cause });

/** A file over a limit; `sentence` follows the file's name. */
export const tooLarge = (name: string, sentence: string) =>
  new ViewfinderError('too_large', `“${name}” ${sentence}.`);

/** "16,384" */
export const inThousands = (count: number) => count.toLocaleString('en-GB');

/** Refuses a sheet that grows over its limits: call with the size of each row as it is read. */
export class SheetMeter {
  private cells = 0;

  constructor(
    private readonly name: string,
    private readonly place: string,
    private readonly limits: ReadLimits,
  ) {}

  /** `row` is 1-based, `width` the cells of that row. */
  row(row: number, width: number) {
    const { limits } = this;
    this.cells += width;
    if (row > limits.rows) this.refuse(`has more than ${inThousands(limits.rows)} rows`);
    if (width > limits.columns) {
      this.refuse(`has more than ${inThousands(limits.columns)} columns in row ${row}`);
    }
    if (this.cells > limits.cells) {
      this.refuse(`has more than ${inThousands(limits.cells)} cells; split it into smaller files`);
    }
  }

  /** `address` says where the cell is: "cell C5". */
  cell(text: string, address: () => string) {
    if (text.length > this.limits.cellLength) {
      this.refuse(
        `holds more than ${inThousands(this.limits.cellLength)} characters in ${address()}; shorten it`,
      );
    }
  }

  private refuse(sentence: string): never {
    throw tooLarge(this.name, `${sentence}${this.place}`);
  }
}
