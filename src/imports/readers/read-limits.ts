import { ViewfinderError } from '../../errors.js';

/** How much of a file may be read before it is refused as too large. */
export interface ReadLimits {
  /** Of the file as uploaded. */
  bytes: number;
  /** Of the parts of a zipped workbook that are read, once inflated. */
  expandedBytes: number;
  /** Inflated by packed bytes of one part. */
  ratio: number;
  /** Files inside a zipped workbook. */
  entries: number;
  /** Of all sheets together, blank cells inside rows included. */
  cells: number;
  columns: number;
  rows: number;
  /** Characters of one cell. */
  cellLength: number;
}

const million = 1_000_000;

/**
 * Three times an export of 100,000 responses by 30 columns (44 MB as .xlsx, 178 MB inflated, 105 MB as
 * .csv, 3 million cells). Columns, rows and cell length are Excel's own limits. A sheet of a survey
 * unpacks to 5 to 50 times its size; deflate cannot do more than 1,032.
 */
export const defaultReadLimits: ReadLimits = {
  bytes: 200 * million,
  expandedBytes: 1200 * million,
  ratio: 200,
  entries: 10_000,
  cells: 10 * million,
  columns: 16_384,
  rows: 1_048_576,
  cellLength: 32_767,
};

/** A file that cannot be read; `sentence` follows the file's name: "is empty; export it again". */
export const unreadable = (name: string, sentence: string, cause?: unknown) =>
  new ViewfinderError('invalid', `“${name}” ${sentence}.`, { cause });

export const damaged = (name: string, cause?: unknown) =>
  unreadable(name, 'is damaged or was only partly saved; export it again', cause);

/** A document type can define entities that unfold without end, or that name other files. */
export const definesEntities = (name: string) =>
  unreadable(
    name,
    'defines XML entities, which no spreadsheet program writes, so it is not safe to read; open it in a spreadsheet program and save it again as .xlsx',
  );

/** A file over a limit; `sentence` follows the file's name. */
export const tooLarge = (name: string, sentence: string) =>
  new ViewfinderError('too_large', `“${name}” ${sentence}.`);

/** "16,384" */
export const inThousands = (count: number) => count.toLocaleString('en-GB');

/** Refuses a file that grows over its limits: call with the size of each row as it is read. */
export class SheetMeter {
  private cells = 0;
  private passed = 0;
  private place = '';

  constructor(
    private readonly name: string,
    private readonly limits: ReadLimits,
  ) {}

  /** What follows is of this sheet, named in sentences. */
  enter(sheet: string) {
    this.place = ` (sheet “${sheet}”)`;
  }

  /** `row` is 1-based, `width` the cells of that row. */
  row(row: number, width: number) {
    const { limits } = this;
    this.cells += width;
    if (row > limits.rows) this.refuse(`has more than ${inThousands(limits.rows)} rows`);
    this.width(row, width);
    if (this.cells > limits.cells) this.refuseCells();
  }

  /** Cells without a value cost time too. */
  passCell() {
    this.passed += 1;
    if (this.passed > this.limits.cells) this.refuseCells();
  }

  width(row: number, width: number) {
    if (width > this.limits.columns) {
      this.refuse(`has more than ${inThousands(this.limits.columns)} columns in row ${row}`);
    }
  }

  /** `address` says where the cell is: "cell C5". */
  cell(text: string, address: () => string) {
    if (this.isTooLong(text)) {
      this.refuse(
        `holds more than ${inThousands(this.limits.cellLength)} characters in ${address()}; shorten it`,
      );
    }
  }

  isTooLong(text: string): boolean {
    return text.length > this.limits.cellLength;
  }

  private refuseCells(): never {
    const most = inThousands(this.limits.cells);
    return this.refuse(`has more than ${most} cells; split it into smaller files`);
  }

  private refuse(sentence: string): never {
    throw tooLarge(this.name, `${sentence}${this.place}`);
  }
}
