const equals = 61;
const quote = 34;
const apostrophe = 39;
const colon = 58;
const slash = 47;

/** Walks over the attributes of a tag by place, making no strings. */
export class AttributeCursor {
  /** Of the name, its prefix left out. */
  nameStart = 0;
  nameEnd = 0;
  valueStart = 0;
  valueEnd = 0;
  private at = 0;

  start(from: number) {
    this.at = from;
  }

  /** False where no further attribute begins before `end`. */
  next(bytes: Buffer, end: number): boolean {
    this.at = this.readName(bytes, this.at, end);
    return this.readValue(bytes, this.at, end);
  }

  private readName(bytes: Buffer, from: number, end: number): number {
    let at = from;
    while (at < end && isBetween(bytes[at] ?? 0)) at += 1;
    this.nameStart = at;
    while (at < end && bytes[at] !== equals && !isBetween(bytes[at] ?? 0)) {
      at += 1;
      if (bytes[at - 1] === colon) this.nameStart = at;
    }
    this.nameEnd = at;
    return at;
  }

  private readValue(bytes: Buffer, from: number, end: number): boolean {
    let at = from;
    while (at < end && bytes[at] !== quote && bytes[at] !== apostrophe) at += 1;
    const mark = bytes[at];
    this.valueStart = at + 1;
    do at += 1;
    while (at < end && bytes[at] !== mark);
    this.valueEnd = at;
    this.at = at + 1;
    return at < end;
  }
}

const isBetween = (byte: number) => byte <= 32 || byte === slash;
