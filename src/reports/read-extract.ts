import { foldText, type Span } from './folded-text.js';
import { isRedaction } from './redactions.js';

/** A stretch of the extract's own words, with how many marks stand between it and the one before. */
export interface Piece extends Span {
  /** Without "(sic)": what must stand in the comment. */
  text: string;
  /** After how many characters of `text` a "(sic)" stands. */
  sics: number[];
  marksBefore: number;
}

export interface ReadExtract {
  extract: string;
  pieces: Piece[];
  marksAtEnd: number;
}

const marks = /…|\.{3,}|\[[^[\]]*\]/g;
const sic = ' (sic)';

/** The elisions and redactions among what stands between two pieces. */
export const marksIn = (gap: string): string[] => gap.match(marks) ?? [];

function readPiece(typed: string, mayMark: boolean): Pick<Piece, 'text' | 'sics'> {
  // A comment's own "(sic)" is a word of it like any, and nobody else's could be told from it.
  const parts = mayMark ? typed.split(sic) : [typed];
  let length = 0;
  const ends = parts.map((part) => (length += part.length));
  return { text: parts.join(''), sics: ends.slice(0, -1) };
}

/**
 * Takes an extract whose white space is folded apart at its elisions and redactions; other brackets are
 * words like any. "(sic)" is read as the author's only where `mayMark`.
 */
export function readExtract(extract: string, mayMark: boolean): ReadExtract {
  const pieces: Piece[] = [];
  let marksBefore = 0;
  let from = 0;
  const addPiece = (to: number) => {
    const raw = extract.slice(from, to);
    const typed = raw.replace(/^ | $/g, '');
    if (typed === '') return;
    const start = from + raw.indexOf(typed);
    const place = { start, end: start + typed.length };
    pieces.push({ ...readPiece(typed, mayMark), ...place, marksBefore });
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

/** Whether every "(sic)" of a piece follows a whole word, and none another. */
export function sicsFollowWords({ text, sics }: Piece): boolean {
  if (sics.length === 0) return true;
  const { inside } = foldText(text);
  return sics.every(
    (at, i) => inside[at] === 0 && at !== sics[i - 1] && /[\p{L}\p{M}]$/u.test(text.slice(0, at)),
  );
}

/** The same with all its marks as words. */
export const inOnePiece = ({ extract }: ReadExtract): ReadExtract => ({
  extract,
  pieces: [{ text: extract, sics: [], start: 0, end: extract.length, marksBefore: 0 }],
  marksAtEnd: 0,
});
