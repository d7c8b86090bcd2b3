import { findWhole, type FoldedText, type Span } from './folded-text.js';

const advice = 'Copy its words and spelling exactly, and put “…” only where you leave words out.';

export const sicFault =
  'Put “(sic)” right after a whole word of the comment, once, with one space before it and in small letters.';
const nearlySic = /[([（［]\s*sic\s*[)\]）］]/i;

/** A few words, for a sentence that names them. */
function few(text: string, from: 'start' | 'end' = 'start'): string {
  const words = text.split(' ');
  const chosen = from === 'start' ? words.slice(0, 6) : words.slice(-6);
  const short = chosen.join(' ');
  return `“${from === 'start' ? short.slice(0, 60) : short.slice(-60)}”`;
}

/** How many characters of the piece, in whole words, stand in the comment; prefixes are nested, so halving finds it. */
function longestStart(comment: FoldedText, piece: string): number {
  const ends = [0, ...[...piece.matchAll(/ /g)].map(({ index }) => index), piece.length];
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (findWhole(comment, piece.slice(0, ends[middle]), 0) !== -1) low = middle;
    else high = middle - 1;
  }
  return ends[low] ?? 0;
}

/** The first words of the piece that do not stand in the comment. */
function strangeWords(comment: FoldedText, piece: string): string {
  if (!comment.text.includes('(sic)') && nearlySic.test(piece)) return sicFault;
  const bracket = piece
    .match(/\[[^[\]]*\]/g)
    ?.find((bracketed) => !comment.text.includes(bracketed));
  if (bracket !== undefined) {
    return `${few(bracket)} is not in the comment and is not one of the redactions, such as [name] or [place].`;
  }
  const length = longestStart(comment, piece);
  const rest = few(piece.slice(length).trim());
  return length === 0
    ? `The comment does not say ${rest}. ${advice}`
    : `The comment does not say ${rest} after ${few(piece.slice(0, length), 'end')}. ${advice}`;
}

/** The word that the piece, standing at `start`, would part. */
function partedWord({ text, inside }: FoldedText, start: number, end: number): string {
  let from = inside[start] === 1 ? start : end;
  let to = from;
  while (inside[from] === 1) from -= 1;
  while (inside[to] === 1) to += 1;
  return text.slice(from, to);
}

/** One sentence: why these words of an extract have no place in the comment after those before them. */
export function extractFault(
  comment: FoldedText,
  piece: string,
  previous: Span | undefined,
): string {
  const first = comment.text.indexOf(piece);
  if (first === -1) return strangeWords(comment, piece);
  if (findWhole(comment, piece, 0) === -1) {
    const whole = partedWord(comment, first, first + piece.length);
    return `${few(piece)} breaks up the word ${few(whole)} of the comment. Begin and end at whole words.`;
  }
  if (findWhole(comment, piece, previous?.end ?? 0) !== -1) {
    return `Too little is left out before ${few(piece)} for the marks there: take one away.`;
  }
  const before = comment.text.slice(previous?.start, previous?.end);
  return `${few(piece)} does not come after ${few(before, 'end')} in the comment. Keep the order of the comment.`;
}
