import { isUtf8 } from 'node:buffer';
import { unreadable } from './read-limits.js';
import { decodeWindows1252, singleByteEncoding } from './single-byte-encoding.js';

export interface DecodedText {
  /** The text as UTF-8, without a byte order mark. */
  utf8: Buffer;
  /** As the officer reads it: "Windows-1252". */
  encoding: string;
  notes: string[];
}

interface Encoding {
  name: string;
  decode(bytes: Buffer): Buffer;
}

const textDecoder =
  (label: string) =>
  (bytes: Buffer): Buffer =>
    Buffer.from(new TextDecoder(label, { ignoreBOM: true }).decode(bytes), 'utf8');

const encodings = {
  utf8: { name: 'UTF-8', decode: (bytes: Buffer) => bytes },
  utf16le: { name: 'UTF-16', decode: textDecoder('utf-16le') },
  utf16be: { name: 'UTF-16 (big-endian)', decode: textDecoder('utf-16be') },
  utf32le: { name: 'UTF-32', decode: decodeUtf32('readUInt32LE') },
  utf32be: { name: 'UTF-32 (big-endian)', decode: decodeUtf32('readUInt32BE') },
  windows1252: {
    name: 'Windows-1252',
    decode: (bytes: Buffer) => Buffer.from(decodeWindows1252(bytes), 'utf8'),
  },
  macintosh: { name: 'Mac Roman', decode: textDecoder('macintosh') },
} satisfies Record<string, Encoding>;

/** Byte order marks, longest first: that of UTF-32 begins with that of UTF-16. */
const marks: { bytes: number[]; encoding: Encoding }[] = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: encodings.utf32le },
  { bytes: [0, 0, 0xfe, 0xff], encoding: encodings.utf32be },
  { bytes: [0xef, 0xbb, 0xbf], encoding: encodings.utf8 },
  { bytes: [0xff, 0xfe], encoding: encodings.utf16le },
  { bytes: [0xfe, 0xff], encoding: encodings.utf16be },
];

const sampleBytes = 65_536;

/**
 * Decodes a text file of unknown encoding: by its byte order mark, then by where zero bytes fall
 * (UTF-16), by validity (UTF-8), and last by which single-byte reading makes likelier words.
 * Throws `invalid` where the bytes are no text.
 */
export function decodeText(bytes: Buffer, name: string): DecodedText {
  const mark = marks.find((one) => one.bytes.every((byte, place) => bytes[place] === byte));
  if (mark && (mark.encoding !== encodings.utf8 || isUtf8(bytes))) {
    return decodeAs(mark.encoding, bytes.subarray(mark.bytes.length), []);
  }
  const cleaned = withoutStrayZeros(bytes);
  if (cleaned) return withNote(decodeText(cleaned.bytes, name), cleaned.note);
  const sample = bytes.subarray(0, sampleBytes);
  if (sample.includes(0)) return decodeAs(wideEncoding(sample, name), bytes, []);
  refuseBinary(sample, name);
  if (isUtf8(bytes)) return decodeAs(encodings.utf8, bytes, []);
  const repaired = mostlyUtf8(mark ? bytes.subarray(3) : bytes);
  if (repaired) return repaired;
  return decodeAs(encodings[singleByteEncoding(bytes)], bytes, []);
}

const withNote = (decoded: DecodedText, note: string): DecodedText => ({
  ...decoded,
  notes: [...decoded.notes, note],
});

/** In UTF-16 nearly every other byte is zero where letters are Latin, and every separator has one. */
const strayShare = 0.02;

/** The bytes without their zeros, where they are UTF-8 but for a few; undefined for anything else. */
function withoutStrayZeros(bytes: Buffer): { bytes: Buffer; note: string } | undefined {
  if (!bytes.includes(0)) return undefined;
  const kept = bytes.filter((byte) => byte !== 0);
  const zeros = bytes.length - kept.length;
  if (zeros > Math.max(1, bytes.length * strayShare) || !isUtf8(kept)) return undefined;
  return {
    bytes: Buffer.from(kept),
    note: `${zeros === 1 ? '1 zero byte was' : `${zeros} zero bytes were`} left out.`,
  };
}

const decodeAs = (encoding: Encoding, bytes: Buffer, notes: string[]): DecodedText => ({
  utf8: encoding.decode(bytes),
  encoding: encoding.name,
  notes,
});

/** Which of every four bytes are mostly zero in text of Latin letters: 1 where they are. */
const zeroPatterns: { pattern: string; encoding: Encoding }[] = [
  { pattern: '0111', encoding: encodings.utf32le },
  { pattern: '1110', encoding: encodings.utf32be },
];

function wideEncoding(sample: Buffer, name: string): Encoding {
  const zeros = new Uint32Array(4);
  sample.forEach((byte, place) => {
    if (byte === 0) zeros[place % 4] = (zeros[place % 4] ?? 0) + 1;
  });
  const pattern = Array.from(zeros, (count) => (count > sample.length / 8 ? '1' : '0')).join('');
  const found = zeroPatterns.find((one) => one.pattern === pattern);
  if (found) return found.encoding;
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  if (second + fourth > (first + third) * 4) return encodings.utf16le;
  if (first + third > (second + fourth) * 4) return encodings.utf16be;
  throw notText(name);
}

const notText = (name: string) =>
  unreadable(
    name,
    'is neither a spreadsheet nor a text file; export the responses as .xlsx or .csv',
  );

/** Text has tabs and line ends, but hardly another control character. */
function refuseBinary(sample: Buffer, name: string) {
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 28)) controls += 1;
  if (controls > sample.length / 100) throw notText(name);
}

/** UTF-8 with a few broken bytes, as joined or cut files have; undefined where it is something else. */
function mostlyUtf8(bytes: Buffer): DecodedText | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  let [broken, sound] = [0, 0];
  for (const [run] of text.matchAll(/[\u{80}-\u{10ffff}]/gu)) {
    if (run === '\ufffd') broken += 1;
    else sound += 1;
  }
  if (sound < broken * 10) return undefined;
  const characters = broken === 1 ? '1 character' : `${broken} characters`;
  return decodeAs(encodings.utf8, Buffer.from(text, 'utf8'), [
    `${characters} could not be read and stand as “\ufffd”.`,
  ]);
}

function decodeUtf32(read: 'readUInt32LE' | 'readUInt32BE') {
  return (bytes: Buffer): Buffer => {
    const pieces: string[] = [];
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const point = bytes[read](at);
      pieces.push(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point));
    }
    return Buffer.from(pieces.join(''), 'utf8');
  };
}
