/** Characters `start` up to `end` of a text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A text as extracts are compared with it: each run of white space one space, every other character
 * as it stands.
 */
export interface FoldedText {
  text: string;
  /** Where each character of `text` stands in the original. */
  offsets: number[];
  /** 1 where a cut before that character would part a word or a grapheme. */
  inside: Uint8Array;
  /** How many words, and marks outside words, begin before that character. */
  begun: Uint32Array;
}

/**
 * A word with what joins its parts: "can" must not be cut from "can't", nor "existent" from
 * "non-existent", nor "5" from "9.5", nor anything where only a character that nobody sees stands.
 */
const words =
  /[\p{L}\p{N}\p{M}_]+(?:(?:['’‘ʼ`´\-‐‑]|\p{Cf}+|(?<=\p{N})[.,:](?=\p{N}))[\p{L}\p{N}\p{M}_]+)*/gu;

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** White space as it is seen: JavaScript counts U+FEFF, which has no width, as a space too. */
const seenSpace = '(?:(?!\\uFEFF)\\s)+';
const spaces = new RegExp(seenSpace, 'g');
const runsOfText = new RegExp(`${seenSpace}|[\\S\\uFEFF]+`, 'g');

/** White space folded, without marking words: enough for an extract. */
export const foldSpaces = (text: string): string => text.replace(spaces, ' ').replace(/^ | $/g, '');

function foldWithOffsets(original: string): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  const runs: string[] = [];
  for (const { 0: run, index } of original.matchAll(runsOfText)) {
    const kept = /^(?!\uFEFF)\s/.test(run) ? ' ' : run;
    for (let place = 0; place < kept.length; place += 1) offsets.push(index + place);
    runs.push(kept);
  }
  return { text: runs.join(''), offsets };
}

function uncuttable(text: string): Uint8Array {
  const inside = new Uint8Array(text.length + 1);
  for (const { 0: word, index } of text.matchAll(words)) {
    inside.fill(1, index + 1, index + word.length);
  }
  // Most comments; a grapheme of several characters needs a mark, a joiner or an emoji, and finding it is slow.
  if (/^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*$/.test(text)) return inside;
  for (const { segment, index } of graphemes.segment(text)) {
    inside.fill(1, index + 1, index + segment.length);
  }
  return inside;
}

/** Folds a comment and marks its words; time and memory grow with its length alone. */
export function foldText(original: string): FoldedText {
  const { text, offsets } = foldWithOffsets(original);
  const inside = uncuttable(text);
  const begun = new Uint32Array(text.length + 1);
  for (let place = 0; place < text.length; place += 1) {
    const begins = text[place] !== ' ' && inside[place] === 0;
    begun[place + 1] = (begun[place] ?? 0) + (begins ? 1 : 0);
  }
  return { text, offsets, inside, begun };
}

/** Words and marks that lie between two cuts. */
export const leftOutBetween = ({ begun }: FoldedText, from: number, to: number): number =>
  (begun[to] ?? 0) - (begun[from] ?? 0);

const isWhole = ({ inside }: FoldedText, start: number, end: number): boolean =>
  inside[start] === 0 && inside[end] === 0;

/** The first place at or after `from` where `piece` stands without parting a word; -1 for none. */
export function findWhole(comment: FoldedText, piece: string, from: number): number {
  let start = comment.text.indexOf(piece, from);
  while (start !== -1 && !isWhole(comment, start, start + piece.length)) {
    start = comment.text.indexOf(piece, start + 1);
  }
  return start;
}

/** What can be kept or left out of the text by itself, in order: words, and signs outside words. */
export function unitsOf({ text, inside }: FoldedText): Span[] {
  const units: Span[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (inside[end] === 1) end += 1;
    if (text[start] !== ' ') units.push({ start, end });
    start = end;
  }
  return units;
}
