import {
  findWhole,
  foldSpaces,
  foldText,
  leftOutBetween,
  type FoldedText,
  type Span,
} from './folded-text.js';
import { extractFault, sicFault } from './extract-faults.js';
import {
  marksIn,
  inOnePiece,
  readExtract,
  sicsFollowWords,
  type Piece,
  type ReadExtract,
} from './read-extract.js';

/** A part of the stored comment that is left out, with the marks that stand for it, "…" and "[name]". */
export interface LeftOut extends Span {
  marks: string[];
}

export type CheckedExtract =
  | {
      ok: true;
      /** As it is kept: white space folded, and three dots as "…" where they stand for words left out. */
      extract: string;
      /** The parts of the stored comment that are quoted, in order. */
      segments: Span[];
      /** What is left out of it before the first segment, between each two, and after the last. */
      gaps: LeftOut[];
      /** Where words of the comment end that "(sic)" follows. */
      sics: number[];
    }
  | { ok: false; fault: string };

/** Punctuation alone is no quotation. */
const substance = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** The first place at or after `from` with something left out before it for each mark; -1 for none. */
function findPiece(comment: FoldedText, piece: Piece, from: number): number {
  let start = findWhole(comment, piece.text, from);
  while (start !== -1 && leftOutBetween(comment, from, start) < piece.marksBefore) {
    start = findWhole(comment, piece.text, start + 1);
  }
  return start;
}

/**
 * Where every piece stands, each taken at its first place after the one before. That decides it: an
 * earlier end leaves every later piece at least the places that a later end would leave.
 */
function placePieces(comment: FoldedText, { pieces, marksAtEnd }: ReadExtract): Span[] | string {
  const places: Span[] = [];
  let end = 0;
  for (const piece of pieces) {
    const start = findPiece(comment, piece, end);
    if (start === -1) return extractFault(comment, piece.text, places.at(-1));
    end = start + piece.text.length;
    places.push({ start, end });
  }
  if (leftOutBetween(comment, end, comment.text.length) >= marksAtEnd) return places;
  return 'Nothing is left out at the end of the comment, so take away the mark at the end of the extract.';
}

/** What stands in the extract between two pieces. */
interface Gap {
  text: string;
  /** Between the pieces' places in the comment. */
  place: Span;
  /** The comment has the same there: it is words like any. */
  own: boolean;
}

/** At either end the comment goes on, so only as much of it as was typed can be the same. */
function placeOfGap(before: Span | undefined, after: Span | undefined, width: number): Span {
  const end = after?.start ?? 0;
  if (!before) return { start: Math.max(0, end - width), end };
  return { start: before.end, end: after ? end : before.end + width };
}

/** The extract cut at its pieces: what stands before the first, between each two, and after the last. */
function between({ extract, pieces }: ReadExtract): string[] {
  const ends = [0, ...pieces.map(({ end }) => end)];
  const starts = [...pieces.map(({ start }) => start), extract.length];
  return ends.map((end, i) => extract.slice(end, starts[i]));
}

const gapsOf = (read: ReadExtract, comment: FoldedText, places: readonly Span[]): Gap[] =>
  between(read).map((typed, i) => {
    const place = placeOfGap(places[i - 1], places[i], typed.length);
    const own = typed === comment.text.slice(place.start, place.end);
    return { place, own, text: own ? typed : typed.replace(/\.{3,}/g, '…') };
  });

/** Places of the folded text as places of the comment itself. */
const inOriginal = ({ offsets }: FoldedText, { start, end }: Span): Span => ({
  start: offsets[start] ?? 0,
  end: (offsets[end - 1] ?? -1) + 1,
});

/** The parts of the comment that are quoted, and the marks for what lies before, between and after them. */
function segmentsOf(gaps: readonly Gap[], places: readonly Span[]) {
  const segments: Span[] = [];
  const marks: string[][] = [];
  gaps.forEach(({ place, own, text }, i) => {
    const after = places[i];
    const last = segments.at(-1);
    if (own && last) {
      last.end = after?.end ?? place.end;
      if (after) return;
    } else if (after) {
      segments.push({ start: own ? place.start : after.start, end: after.end });
    }
    marks.push(own ? [] : marksIn(text));
  });
  return { segments, marks };
}

/** What is left out around and between the segments of a comment, with the marks for each. */
const leftOutAround = (segments: readonly Span[], marks: string[][], length: number): LeftOut[] =>
  marks.map((one, i) => ({
    start: segments[i - 1]?.end ?? 0,
    end: segments[i]?.start ?? length,
    marks: one,
  }));

const sicsOf = (comment: FoldedText, { pieces }: ReadExtract, places: readonly Span[]): number[] =>
  pieces.flatMap(({ sics }, i) => {
    const start = places[i]?.start ?? 0;
    return sics.map((at) => inOriginal(comment, { start, end: start + at }).end);
  });

/**
 * Checks that an extract is verbatim: apart from "…" (or three dots), the redactions and "(sic)" after
 * a word, its words stand in the comment in the same order, whole, character for character; only white
 * space may be folded. Each mark must stand for something left out. The fault is one sentence for the author.
 */
export function checkExtract(comment: string, typed: string): CheckedExtract {
  const typedRead = readExtract(foldSpaces(typed), !comment.includes('(sic)'));
  if (typedRead.extract === '') return { ok: false, fault: 'Enter the words to quote.' };
  if (!typedRead.pieces.some(({ text }) => substance.test(text))) {
    return { ok: false, fault: 'Keep some of the comment’s own words: marks cannot stand alone.' };
  }
  if (!typedRead.pieces.every(sicsFollowWords)) return { ok: false, fault: sicFault };
  const folded = foldText(comment);
  // Words that stand so in the comment are quoted so, whatever marks are among them.
  const read = findWhole(folded, typedRead.extract, 0) === -1 ? typedRead : inOnePiece(typedRead);
  const places = placePieces(folded, read);
  if (typeof places === 'string') return { ok: false, fault: places };
  const gaps = gapsOf(read, folded, places);
  const { segments: found, marks } = segmentsOf(gaps, places);
  const segments = found.map((segment) => inOriginal(folded, segment));
  const written = read.pieces.map(({ start, end }) => read.extract.slice(start, end));
  return {
    ok: true,
    extract: gaps.map(({ text }, i) => text + (written[i] ?? '')).join(''),
    segments,
    gaps: leftOutAround(segments, marks, comment.length),
    sics: sicsOf(folded, read, places),
  };
}
