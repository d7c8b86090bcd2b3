import { AttributeCursor } from './attribute-cursor.js';
import type { CellKind, CellType, CellValues } from './cell-values.js';
import { wholeNumber } from './plain-number.js';
import type { RowCells } from './row-cells.js';
import { XmlScanner, type TextKind } from './xml-scanner.js';
import { xmlText } from './xml-text.js';

const letter = {
  b: 98,
  c: 99,
  d: 100,
  e: 101,
  h: 104,
  i: 105,
  o: 111,
  r: 114,
  s: 115,
  t: 116,
  v: 118,
};

/** Reads the rows of one worksheet (ECMA-376 part 1, 18.3.1.80 sheetData) as its XML comes in. */
export class SheetScanner extends XmlScanner {
  private readonly cursor = new AttributeCursor();
  private readonly kind: CellKind = { type: 'n', style: 0 };
  private inRows = false;
  private inPhonetic = false;
  /** What the text to come is: of a v element, of a t element, or nothing that is read. */
  private reading: 'value' | 'words' | undefined;
  /** The cell holds its text itself. */
  private inline = false;
  private hasValue = false;
  private value: string | undefined;
  /** Of a value that CDATA or a comment has split. */
  private pieces: string | undefined;

  constructor(
    fileName: string,
    private readonly rows: RowCells,
    private readonly values: CellValues,
  ) {
    super(fileName);
  }

  protected override open(bytes: Buffer, start: number, nameEnd: number, end: number) {
    const length = nameEnd - start;
    if (!this.inRows) this.inRows = isSheetData(bytes, start, nameEnd);
    else if (length === 1) return this.openShort(bytes, start, end);
    else if (length === 2 && bytes[start] === letter.i) this.openInline();
    else if (length === 3 && bytes[start] === letter.r) {
      if (bytes[start + 1] === letter.o) this.openRow(bytes, nameEnd, end);
      else if (bytes[start + 2] === letter.h) this.inPhonetic = true;
    }
    return undefined;
  }

  private openShort(bytes: Buffer, start: number, end: number): number | undefined {
    const name = bytes[start];
    if (name === letter.c) {
      this.openCell(bytes, start + 1, end);
      return this.readUsualCell(bytes, end + 1);
    }
    if (name === letter.v && !this.inline) this.reading = 'value';
    else if (name === letter.t && !this.inPhonetic) this.reading = 'words';
    return undefined;
  }

  /** Some programs write a v element too, as what the text would be if it were a number. */
  private openInline() {
    this.inline = true;
    this.hasValue = false;
    this.value = undefined;
  }

  /** Nine cells in ten go on "<v>12</v></c>", which is read at one go where the chunk holds all of it. */
  private readUsualCell(bytes: Buffer, at: number): number | undefined {
    if (bytes[at] !== less || bytes[at + 1] !== letter.v || bytes[at + 2] !== greater)
      return undefined;
    const start = at + 3;
    let stop = start;
    while (stop < start + usualLength && bytes[stop] !== less) stop += 1;
    if (stop === start || !endsCell(bytes, stop)) return undefined;
    this.rows.put(this.values.read(bytes, start, stop, this.kind));
    return stop + usualEnd.length;
  }

  private openRow(bytes: Buffer, from: number, end: number) {
    const { cursor, rows } = this;
    rows.nextRow();
    cursor.start(from);
    while (cursor.next(bytes, end)) {
      const isNumber =
        cursor.nameEnd - cursor.nameStart === 1 && bytes[cursor.nameStart] === letter.r;
      if (isNumber) rows.placeRow(bytes, cursor.valueStart, cursor.valueEnd);
    }
  }

  private openCell(bytes: Buffer, from: number, end: number) {
    const { cursor, kind, rows } = this;
    this.inline = false;
    this.hasValue = false;
    this.value = undefined;
    kind.type = 'n';
    kind.style = 0;
    rows.nextCell();
    cursor.start(from);
    while (cursor.next(bytes, end)) {
      if (cursor.nameEnd - cursor.nameStart !== 1) continue;
      const { valueStart, valueEnd } = cursor;
      const name = bytes[cursor.nameStart];
      if (name === letter.r) rows.placeCell(bytes, valueStart, valueEnd);
      else if (name === letter.s) kind.style = wholeNumber(bytes, valueStart, valueEnd);
      else if (name === letter.t) kind.type = typeOf(bytes, valueStart, valueEnd);
    }
  }

  protected override close(bytes: Buffer, start: number, nameEnd: number) {
    if (!this.inRows) return;
    const length = nameEnd - start;
    if (length === 1) this.closeShort(bytes[start] ?? 0);
    else if (length === 3 && bytes[start] === letter.r) {
      if (bytes[start + 1] === letter.o) this.rows.flush();
      else if (bytes[start + 2] === letter.h) this.inPhonetic = false;
    } else if (isSheetData(bytes, start, nameEnd)) {
      this.rows.flush();
      this.inRows = false;
    }
  }

  private closeShort(name: number) {
    if (name === letter.c) {
      if (this.hasValue) this.rows.put(this.value);
    } else if (name === letter.v || name === letter.t) {
      if (this.pieces !== undefined) this.givePieces(this.pieces);
      this.pieces = undefined;
      this.reading = undefined;
    }
  }

  protected override text(bytes: Buffer, start: number, end: number, kind: TextKind) {
    if (this.reading === undefined) return;
    if (kind !== 'whole' || this.pieces !== undefined) {
      this.pieces = (this.pieces ?? '') + xmlText(bytes, start, end, kind === 'literal');
    } else if (this.reading === 'value') {
      this.give(this.values.read(bytes, start, end, this.kind));
    } else {
      this.give(this.values.inline(bytes, start, end));
    }
  }

  private givePieces(pieces: string) {
    this.give(this.reading === 'words' ? pieces : this.values.fromText(pieces, this.kind));
  }

  /** Runs of rich text add up. */
  private give(text: string | undefined) {
    this.value = this.reading === 'words' ? (this.value ?? '') + (text ?? '') : text;
    this.hasValue = true;
  }
}

const less = 60;
const greater = 62;
/** Of a number with 15 digits, a point and an exponent, about. */
const usualLength = 24;
const usualEnd = Buffer.from('</v></c>');

function endsCell(bytes: Buffer, at: number): boolean {
  for (let place = 0; place < usualEnd.length; place += 1) {
    if (bytes[at + place] !== usualEnd[place]) return false;
  }
  return true;
}

const isSheetData = (bytes: Buffer, start: number, end: number) =>
  end - start === 9 && bytes.toString('latin1', start, end) === 'sheetData';

const types: Record<number, CellType> = {
  [letter.s]: 's',
  [letter.b]: 'b',
  [letter.e]: 'e',
  [letter.d]: 'd',
  [letter.i]: 'inlineStr',
};

/** Told by its first letter, and "str" from "s" by its length. */
function typeOf(bytes: Buffer, start: number, end: number): CellType {
  const type = types[bytes[start] ?? 0];
  if (start >= end || type === undefined) return 'n';
  return type === 's' && end - start > 1 ? 'str' : type;
}
