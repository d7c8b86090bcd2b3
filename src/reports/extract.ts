import {
  findWhole,
  foldSpaces,
  foldText,
  leftOutBetween,
  type FoldedText,
  type Span,
} from './folded-text.js';
import { extractFault } from './extract-faults.js';
import { isRedaction } from './redactions.js';

export type CheckedExtract =
  | {
      ok: true;
      /** As it is kept: white space folded, and three dots as "…" where they stand for words left out. */
      extract: string;
      /** The parts of the stored comment that are quoted, in order. */
      segments: Span[];
    }
  | { ok: false; fault: string };

/** A stretch of the extract's own words, with how many marks stand between it and the one before. */
interface Piece extends Span {
  text: string;
  marksBefore: number;
}

interface ReadExtract {
  extract: string;
  pieces: Piece[];
  marksAtEnd: number;
}

const marks = /…|\.{3,}|\[[^[\]]*\]/g;
/** Punctuation alone is no quotation. */
const substance = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** Takes the extract apart at its elisions and redactions; other brackets are words like any. */
function readExtract(extract: string): ReadExtract {
  const pieces: Piece[] = [];
  let marksBefore = 0;
  let from = 0;
  const addPiece = (to: number) => {
    const raw = extract.slice(from, to);
    const text = raw.trim();
    if (text === '') return;
    const start = from + raw.indexOf(text);
    pieces.push({ text, start, end: start + text.length, marksBefore });
    marksBefore = 0;
  };
  for (const { 0: mark, index } of extract.matchAll(marks)) {
    if (mark.startsWith('[') && !isRedaction(mark)) continue;
    addPiece(index);
    marksBefore += 1;
    from = index + mark.length;
  }
  addPiece(extract.length);
  return { extract, pieces, marksAtEnd: marksBefore };
}

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

interface Gap {
  /** What stands in the extract between two pieces, and in the comment between their places. */
  typed: Span;
  inComment: Span;
}

/** At either end the comment goes on, so only as much of it as was typed can be the same. */
function placeOfGap(before: Span | undefined, after: Span | undefined, width: number): Span {
  const end = after?.start ?? 0;
  if (!before) return { start: Math.max(0, end - width), end };
  return { start: before.end, end: after ? end : before.end + width };
}

/** The marks before the first piece, between pieces, and after the last. */
const gapsOf = ({ extract, pieces }: ReadExtract, places: readonly Span[]): Gap[] =>
  Array.from({ length: pieces.length + 1 }, (_, i) => {
    const typed = { start: pieces[i - 1]?.end ?? 0, end: pieces[i]?.start ?? extract.length };
    return { typed, inComment: placeOfGap(places[i - 1], places[i], typed.end - typed.start) };
  });

/** The extract as kept, and its segments: marks that the comment itself has at that place are words. */
function settle(comment: FoldedText, read: ReadExtract, places: readonly Span[]): CheckedExtract {
  const segments: Span[] = [];
  let kept = '';
  gapsOf(read, places).forEach(({ typed, inComment }, i) => {
    const mark = read.extract.slice(typed.start, typed.end);
    const own = mark === comment.text.slice(inComment.start, inComment.end);
    const after = places[i];
    const last = segments.at(-1);
    if (own && last) last.end = after?.end ?? inComment.end;
    else if (after) segments.push({ start: own ? inComment.start : after.start, end: after.end });
    kept += (own ? mark : mark.replace(/\.{3,}/g, '…')) + (read.pieces[i]?.text ?? '');
  });
  const { offsets } = comment;
  return {
    ok: true,
    extract: kept,
    segments: segments.map(({ start, end }) => ({
      start: offsets[start] ?? 0,
      end: (offsets[end - 1] ?? 0) + 1,
    })),
  };
}

/**
 * Checks that an extract is verbatim: apart from "…" (or three dots) and the redactions, its words
 * stand in the comment in the same order, whole, character for character; only white space may be
 * folded. Each mark must stand for something left out. The fault is one sentence for the author.
 */
export function checkExtract(comment: string, typed: string): CheckedExtract {
  const read = readExtract(foldSpaces(typed));
  if (read.extract === '') return { ok: false, fault: 'Enter the words to quote.' };
  if (!read.pieces.some(({ text }) => substance.test(text))) {
    return { ok: false, fault: 'Keep some of the comment’s own words: marks cannot stand alone.' };
  }
  const folded = foldText(comment);
  const places = placePieces(folded, read);
  return typeof places === 'string' ? { ok: false, fault: places } : settle(folded, read, places);
}
