import { decodeWindows1252 } from './single-byte-encoding.js';

/** What the bytes contradict: they were cut or are no SPSS file. Caught by `readSpss`, never shown. */
export class SpssDamage extends Error {}

/** Reads an SPSS file's integers, numbers and bytes one after another, in the byte order it was written in. */
export class SpssBytes {
  at = 0;

  constructor(
    readonly bytes: Buffer,
    readonly bigEndian: boolean,
  ) {}

  get left() {
    return this.bytes.length - this.at;
  }

  /** @throws SpssDamage where fewer are left. */
  take(count: number): Buffer {
    if (count < 0 || count > this.left) throw new SpssDamage(`${count} bytes at ${this.at}`);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  int32(): number {
    const four = this.take(4);
    return this.bigEndian ? four.readInt32BE() : four.readInt32LE();
  }

  /** @throws SpssDamage where the integer is no place or size in a file. */
  int64(): number {
    const eight = this.take(8);
    const value = Number(this.bigEndian ? eight.readBigInt64BE() : eight.readBigInt64LE());
    if (!Number.isSafeInteger(value)) throw new SpssDamage(`${value}`);
    return value;
  }

  double(): number {
    const eight = this.take(8);
    return this.bigEndian ? eight.readDoubleBE() : eight.readDoubleLE();
  }

  /** As many bytes as the integer before them says. */
  counted(): Buffer {
    return this.take(this.int32());
  }
}

export type DecodeText = (bytes: Buffer) => string;

/** Code pages that SPSS names by number (Machine Integer Info Record, character_code). */
const codePages = new Map([
  [65_001, 'utf-8'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10_000, 'macintosh'],
  [20_866, 'koi8-r'],
]);

const ownNames: readonly [RegExp, string][] = [
  [/^(?:cp|ibm-?|windows-?|ansi_?)(\d+)$/i, 'windows-'],
  [/^(?:iso_?-?)?8859[-_](\d+)$/i, 'iso-8859-'],
];

function decoderOf(name: string): TextDecoder | undefined {
  try {
    return new TextDecoder(name, { ignoreBOM: true });
  } catch {
    return undefined;
  }
}

/**
 * The decoder for a file's texts: by the name that its character encoding record gives, else by the
 * number of the code page, else Windows-1252, which SPSS wrote before it could say.
 */
export function spssDecoder(
  name: string,
  codePage: number,
): { encoding: string; decode: DecodeText } {
  const alias = ownNames.flatMap(([form, prefix]) => {
    const number = form.exec(name)?.[1];
    return number === undefined ? [] : [`${prefix}${number}`];
  });
  const numbered = [
    codePages.get(codePage),
    `windows-${codePage}`,
    `iso-8859-${codePage - 28_590}`,
  ].flatMap((label) => label ?? []);
  for (const label of [name, ...alias, ...(name === '' ? numbered : [])]) {
    const decoder = label === '' ? undefined : decoderOf(label);
    if (decoder && decoder.encoding !== 'windows-1252') {
      return { encoding: decoder.encoding.toUpperCase(), decode: (bytes) => decoder.decode(bytes) };
    }
  }
  return { encoding: 'Windows-1252', decode: decodeWindows1252 };
}
