import { correctSpelling } from '../spelling.js';

/** One word or number of a text, at `start` to `end` in UTF-16 units, as identifying details are looked for. */
export interface TextWord {
  start: number;
  end: number;
  /** As it stands. */
  text: string;
  /** Lower case, without accents or a possessive "'s". */
  form: string;
  /** Whether it begins with a capital that means something: not where everything is in capitals. */
  capital: boolean;
  /** Whether a sentence or a line begins with it. */
  first: boolean;
  /** Whether only white space stands between it and the word before. */
  joined: boolean;
  possessive: boolean;
}

const wordPattern = /\p{N}+|[\p{L}\p{M}]+(?:['’\-‐‑][\p{L}\p{M}]+)*/gu;

/** Letters as the tables have them: lower case, straight apostrophes, no accents. */
export const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[’]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gu, 'l')
    .replace(/ø/gu, 'o');

const isAscii = (text: string) => /^[ -~]*$/u.test(text);
const fold = (text: string) => (isAscii(text) ? text.toLowerCase() : plain(text));

/** Whether capitals tell nothing: more words have one than have none. */
function capitalsMeanNothing(words: readonly string[]): boolean {
  const letters = words.filter((word) => /^\p{L}/u.test(word));
  const capital = letters.filter((word) => /^\p{Lu}/u.test(word) && word !== 'I');
  return letters.length > 3 && capital.length > letters.length * 0.6;
}

/** Takes a text apart. What is blanked out before by spaces stays apart: its words are not joined. */
export function readWords(text: string): TextWord[] {
  const found = [...text.matchAll(wordPattern)];
  const shouted = capitalsMeanNothing(found.map(([word]) => word));
  let end = 0;
  return found.map(({ 0: word, index }, at) => {
    const between = text.slice(end, index);
    end = index + word.length;
    const form = fold(word);
    const possessive = form.endsWith("'s");
    return {
      start: index,
      end,
      text: word,
      form: possessive ? form.slice(0, -2) : form,
      capital: !shouted && /^\p{Lu}/u.test(word),
      first: at === 0 || /[.!?:;\n\r•]|^\s*[-–]\s/u.test(between),
      joined: at > 0 && /^[^\S\n\r]+$/u.test(between),
      possessive,
    };
  });
}

/** The word as it was meant, where children spell it so that the tables would not know it. */
export const meant = ({ form }: TextWord): string => correctSpelling(form);
