/** Arrays of ever wider codes; a column is widened when a code no longer fits. */
type Codes = Uint8Array | Uint16Array | Uint32Array;

function arrayFor(highest: number, length: number): Codes {
  if (highest < 256) return new Uint8Array(length);
  return highest < 65_536 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Room for some more, so that not every import copies all of it. */
const spare = 1.1;

/**
 * One facet of every comment, by the comment's id: a code for each distinct list of values, since a
 * comment may have several themes. Code 0 is a comment that is not there.
 */
export class CodeColumn {
  codes: Codes = new Uint8Array(0);
  /** The values behind each code. */
  readonly values: string[][] = [[]];
  /** How many comments have each code. */
  readonly counts: number[] = [0];
  private readonly codeOf = new Map<string, number>();

  /** Makes room for ids up to this one. */
  reserve(id: number): void {
    if (id < this.codes.length) return;
    const longer = arrayFor(this.values.length - 1, Math.ceil((id + 1) * spare));
    longer.set(this.codes);
    this.codes = longer;
  }

  /** What a comment that is not there has from now on; `reserve` first. */
  set(id: number, values: string[]): void {
    const key = values.join('\n');
    let code = this.codeOf.get(key);
    if (code === undefined) {
      code = this.values.push(values) - 1;
      this.codeOf.set(key, code);
      this.counts.push(0);
      if (code === 256 || code === 65_536) {
        const wider = arrayFor(code, this.codes.length);
        wider.set(this.codes);
        this.codes = wider;
      }
    }
    this.codes[id] = code;
    this.counts[code] = (this.counts[code] ?? 0) + 1;
  }

  /** Takes a comment out that is there. */
  remove(id: number): void {
    const code = this.codes[id] ?? 0;
    this.counts[code] = (this.counts[code] ?? 0) - 1;
    this.codes[id] = 0;
  }

  /** 1 for each code whose values will do. */
  accepting(accepts: (values: readonly string[]) => boolean): Uint8Array {
    return Uint8Array.from(this.values, (values) => (accepts(values) ? 1 : 0));
  }
}
