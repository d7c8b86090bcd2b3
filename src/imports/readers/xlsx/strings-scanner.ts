import { inThousands, tooLarge, type ReadLimits } from '../read-limits.js';
import { XmlScanner, type TextKind } from './xml-scanner.js';
import { xmlText } from './xml-text.js';

/** Ten million take 2.8 GB elsewhere; no survey of the size allowed needs a fifth of it. */
const mostSharedStrings = 2_000_000;

const letter = { h: 104, i: 105, r: 114, s: 115, t: 116 };

/** Reads the table of shared strings (ECMA-376 part 1, 18.4.9 sst); reading aids (rPh) are left out. */
export class StringsScanner extends XmlScanner {
  readonly strings: string[] = [];
  private current = '';
  private inPhonetic = false;
  private inText = false;

  constructor(
    fileName: string,
    private readonly limits: ReadLimits,
  ) {
    super(fileName);
  }

  protected override open(bytes: Buffer, start: number, nameEnd: number) {
    const length = nameEnd - start;
    if (length === 1) this.inText = bytes[start] === letter.t && !this.inPhonetic;
    else if (isString(bytes, start, nameEnd)) this.current = '';
    else if (isPhonetic(bytes, start, nameEnd)) this.inPhonetic = true;
    return undefined;
  }

  protected override close(bytes: Buffer, start: number, nameEnd: number) {
    const length = nameEnd - start;
    if (length === 1) this.inText = false;
    else if (isString(bytes, start, nameEnd)) this.keep();
    else if (isPhonetic(bytes, start, nameEnd)) this.inPhonetic = false;
  }

  protected override text(bytes: Buffer, start: number, end: number, kind: TextKind) {
    if (!this.inText) return;
    this.current += xmlText(bytes, start, end, kind === 'literal');
    if (this.current.length <= this.limits.cellLength) return;
    throw tooLarge(
      this.fileName,
      `holds a cell of more than ${inThousands(this.limits.cellLength)} characters; shorten it`,
    );
  }

  private keep() {
    this.strings.push(this.current);
    if (this.strings.length <= mostSharedStrings) return;
    throw tooLarge(
      this.fileName,
      `holds more than ${inThousands(mostSharedStrings)} different texts; split it into smaller files`,
    );
  }
}

const isString = (bytes: Buffer, start: number, end: number) =>
  end - start === 2 && bytes[start] === letter.s && bytes[start + 1] === letter.i;

const isPhonetic = (bytes: Buffer, start: number, end: number) =>
  end - start === 3 && bytes[start] === letter.r && bytes[start + 2] === letter.h;
