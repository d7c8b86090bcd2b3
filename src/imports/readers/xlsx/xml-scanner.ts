import { damaged, definesEntities, tooLarge } from '../read-limits.js';

const less = 60;
const greater = 62;
const slash = 47;
const colon = 58;
const quote = 34;
const apostrophe = 39;
const exclamation = 33;
const question = 63;

/** Shorter texts end sooner in a loop than in a call of memchr. */
const shortText = 24;
/** Of a tag or text in bytes: thirty times the longest cell, which character references may blow up. */
const longestToken = 1_000_000;

/** Of one part: five for each of ten million cells, a second's work. */
const mostElements = 50_000_000;
const seamLength = 4096;

const nothing: Buffer = Buffer.alloc(0);

/**
 * Takes UTF-8 XML in chunks that may end anywhere and calls back for each tag and text, by place in a
 * buffer that is only good during the call; no document and no part as a whole is ever held. Names
 * come without their prefix. Throws `invalid` where the XML breaks off or declares a document type.
 */
export abstract class XmlScanner {
  private rest = nothing;
  private depth = 0;
  private elements = 0;
  private nameStart = 0;
  private nameEnd = 0;

  constructor(protected readonly fileName: string) {}

  /**
   * The name is at `start` to `nameEnd`, attributes at `nameEnd` to `end`.
   * @returns where the element ends if it was read to its end, else nothing
   */
  protected abstract open(
    bytes: Buffer,
    start: number,
    nameEnd: number,
    end: number,
  ): number | undefined;
  protected abstract close(bytes: Buffer, start: number, nameEnd: number): void;
  /** `whole` where a closing tag follows. `literal` in CDATA, where & is only a character. */
  protected abstract text(bytes: Buffer, start: number, end: number, kind: TextKind): void;

  push(chunk: Buffer) {
    if (this.rest.length === 0) return this.leave(chunk, this.scan(chunk, 0));
    // What the last chunk left over is joined to a little of this one, not to a copy of it all.
    const seam = Buffer.concat([this.rest, chunk.subarray(0, seamLength)]);
    const done = this.scan(seam, 0);
    if (done >= this.rest.length) {
      return this.leave(chunk, this.scan(chunk, done - this.rest.length));
    }
    const joined = Buffer.concat([seam.subarray(done), chunk.subarray(seamLength)]);
    this.leave(joined, this.scan(joined, 0));
  }

  private leave(bytes: Buffer, from: number) {
    this.rest = bytes.subarray(from);
    if (this.rest.length > longestToken) {
      throw tooLarge(this.fileName, 'holds a cell of more than a million characters; shorten it');
    }
  }

  end() {
    const broken = this.rest.includes(less) || this.depth !== 0 || this.elements === 0;
    if (broken) throw damaged(this.fileName);
  }

  /** Where the first tag or text that is not complete begins. */
  private scan(bytes: Buffer, from: number): number {
    let at = from;
    while (at < bytes.length) {
      const next = bytes[at] === less ? this.markup(bytes, at) : this.run(bytes, at);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  private run(bytes: Buffer, at: number): number {
    let stop = at;
    const soon = Math.min(at + shortText, bytes.length);
    while (stop < soon && bytes[stop] !== less) stop += 1;
    if (stop === soon) stop = bytes.indexOf(less, stop);
    if (stop < 0 || stop + 1 >= bytes.length) return -1;
    this.text(bytes, at, stop, bytes[stop + 1] === slash ? 'whole' : 'piece');
    return stop;
  }

  private markup(bytes: Buffer, at: number): number {
    const first = bytes[at + 1];
    if (first === exclamation || first === question) return this.special(bytes, at);
    this.readName(bytes, first === slash ? at + 2 : at + 1);
    const end = tagEnd(bytes, this.nameEnd);
    if (end < 0) return -1;
    if (first !== slash) return this.element(bytes, end);
    this.depth -= 1;
    this.close(bytes, this.nameStart, this.nameEnd);
    return end + 1;
  }

  /** The name without its prefix. */
  private readName(bytes: Buffer, from: number) {
    let start = from;
    let end = from;
    for (let byte = bytes[end] ?? 0; isNameByte(byte); byte = bytes[end] ?? 0) {
      end += 1;
      if (byte === colon) start = end;
    }
    this.nameStart = start;
    this.nameEnd = end;
  }

  private element(bytes: Buffer, end: number): number {
    const { nameStart, nameEnd } = this;
    this.elements += 1;
    if (this.elements > mostElements) {
      throw tooLarge(this.fileName, 'holds more than any survey does; save its responses as .csv');
    }
    const elementEnd = this.open(bytes, nameStart, nameEnd, end);
    if (elementEnd !== undefined) return elementEnd;
    if (bytes[end - 1] === slash) this.close(bytes, nameStart, nameEnd);
    else this.depth += 1;
    return end + 1;
  }

  /** Comments and processing instructions are passed over. */
  private special(bytes: Buffer, at: number): number {
    const opening = bytes.toString('latin1', at, at + 9);
    const found = specials.find(
      (one) => one.opens.startsWith(opening) || opening.startsWith(one.opens),
    );
    if (found === undefined) throw damaged(this.fileName);
    if (opening.length < found.opens.length) return -1;
    if (found.opens === '<!DOCTYPE') throw definesEntities(this.fileName);
    const stop = bytes.indexOf(found.ends, at + found.opens.length);
    if (stop < 0) return -1;
    if (found.opens === '<![CDATA[') this.text(bytes, at + 9, stop, 'literal');
    return stop + found.ends.length;
  }
}

export type TextKind = 'whole' | 'piece' | 'literal';

const specials = [
  { opens: '<?', ends: '?>' },
  { opens: '<!--', ends: '-->' },
  { opens: '<![CDATA[', ends: ']]>' },
  { opens: '<!DOCTYPE', ends: '>' },
];

/** The bracket that ends a tag; -1 where it has not come yet. Attributes may hold brackets. */
function tagEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === greater) return at;
    if (byte !== quote && byte !== apostrophe) continue;
    do at += 1;
    while (at < bytes.length && bytes[at] !== byte);
  }
  return -1;
}

/** 0 stands for the end of the bytes. */
const isNameByte = (byte: number) => byte > 32 && byte !== greater && byte !== slash;
