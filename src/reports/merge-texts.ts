import { applyPatch, diffWordsWithSpace, structuredPatch } from 'diff';

/** A stretch of two texts: in both, or in one of them alone. */
export interface TextRun {
  text: string;
  of: 'both' | 'theirs' | 'mine';
}

/** Two texts as one, with what differs marked word by word. */
export const differences = (theirs: string, mine: string): TextRun[] =>
  diffWordsWithSpace(theirs, mine).map(({ value, added, removed }) => ({
    text: value,
    of: added ? 'mine' : removed ? 'theirs' : 'both',
  }));

const lines = (text: string) => `${text.trimEnd()}\n`;

/** Both texts line by line: where they differ, theirs and then mine. */
const bothOf = (theirs: string, mine: string) =>
  structuredPatch('', '', lines(theirs), lines(mine), '', '', { context: Number.MAX_SAFE_INTEGER })
    .hunks.flatMap((hunk) => hunk.lines)
    .filter((line) => !line.startsWith('\\'))
    .map((line) => line.slice(1))
    .join('\n');

/**
 * What two people made of one text, as one text to read over: the changes of both where they are of
 * different lines; where they are of the same, both wordings one after the other.
 */
export function mergeTexts(base: string, theirs: string, mine: string): string {
  if (theirs === mine) return theirs;
  const patch = structuredPatch('', '', lines(base), lines(mine), '', '', { context: 1 });
  const merged = applyPatch(lines(theirs), patch);
  return (merged === false ? bothOf(theirs, mine) || theirs : merged).trimEnd();
}
