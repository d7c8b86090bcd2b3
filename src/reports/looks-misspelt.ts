import { correctSpelling } from '../text/spelling.js';
import { isInDictionary } from '../text/wink-tokens.js';
import { isKnownWord } from '../themes/theme-matcher.js';

/** A capital letter begins a name, which no dictionary has; shorter unknown words are mostly abbreviations. */
const canBeLookedUp = /^\p{Ll}{4,}$/u;

/** Whether a word of a comment looks misspelt: a known slip, or in no dictionary and in none of the comments learned from. */
export function looksMisspelt(word: string): boolean {
  const lower = word.toLowerCase();
  if (correctSpelling(lower) !== lower) return true;
  return canBeLookedUp.test(word) && !isKnownWord(word) && !isInDictionary(word);
}
