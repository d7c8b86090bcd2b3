import diceCoefficient from 'natural/lib/natural/distance/dice_coefficient.js';
import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { questionKey } from '../../surveys/words.js';

/** How near two wordings are. */
export interface Likeness {
  /** 0 to 1: Dice's coefficient of their pairs of letters. */
  score: number;
  /** Nothing that carries meaning stands in one and not, or otherwise, in the other. */
  isLikely: boolean;
  /** One plain sentence: which words differ. */
  evidence: string;
}

/** "Q12." and "3)" before a question; platforms number or do not. */
const numbering = /^\s*(?:q(?:uestion)?\s*)?\d{1,3}[a-z]?\s*[.):–-]\s*/i;

/** The same wording in another platform's or person's typing: case, punctuation, apostrophes, numbering. */
export const foldWording = (text: string) =>
  questionKey(text.replace(numbering, '').replace(/['’‘`]/g, ''));

/** Words that may come and go without changing what is asked; "before" or "more" may not. */
const small = new Set(
  `a an the this that these those is are was were am be been being do does did have has had will would can could
  should may i me my we us our you your yours he she they them their it its of in on at to for with by from and as
  how what which who where when please overall generally currently now`.split(/\s+/),
);
const negations =
  /^(?:no|not|never|none|nothing|nobody|without|cannot|isnt|dont|doesnt|didnt|wont|cant|couldnt|wouldnt|arent|wasnt|werent)$/;
/** How much or how often is asked, which is another question: "too much homework", "do you ever feel safe?". */
const degree =
  /^(?:too|enough|ever|always|often|sometimes|usually|only|well|more|less|most|least|fewer|before|after)$/;
/** Somebody else than before may be spoken of. */
const thirdPerson = /^(?:he|him|his|she|her|hers|they|them|their|theirs)$/;
/** A word that begins so may say the contrary of the rest of it: "dissatisfied", "unsafe". */
const contrary = /^(?:un|dis|in|im|non)/;

const wordsOf = (folded: string) => folded.split(' ').filter((word) => word !== '');
const without = (words: readonly string[], others: readonly string[]) => {
  const stems = new Set(others.map((word) => PorterStemmer.stem(word)));
  return words.filter((word) => !stems.has(PorterStemmer.stem(word)));
};

/** Two spellings of one word: a slip, in a word long enough for it to be one. */
function isSlip(one: string, other: string): boolean {
  if (one.replace(contrary, '') === other || other.replace(contrary, '') === one) return false;
  if (/\d/.test(one + other) || Math.min(one.length, other.length) < 4) return false;
  if (one.charAt(0) !== other.charAt(0)) return false;
  return DamerauLevenshteinDistance(one, other, { restricted: true }) <= (one.length < 8 ? 1 : 2);
}

const carriesMeaning = (word: string) => !small.has(word);
const listed = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

function evidenceOf(gone: readonly string[], added: readonly string[]): string {
  if (gone.length + added.length === 0) return 'The words are the same, in another order or form.';
  const parts = [
    gone.length > 0 ? `${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} gone` : '',
    added.length > 0 ? `${listed(added)} ${added.length === 1 ? 'is' : 'are'} new` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}; the other words are the same.`;
}

/** Most of a wording must stay for it to be the same question with words added or left out. */
const leastScore = 0.7;

/**
 * Compares an earlier wording with a later one. Words that were replaced by others may make another
 * question of it ("your carer", "your social worker"), and so may a "not" or another number.
 */
export function compareWordings(from: string, to: string): Likeness {
  const [before, after] = [foldWording(from), foldWording(to)];
  if (before === after) {
    return { score: 1, isLikely: true, evidence: 'Only punctuation or numbering differs.' };
  }
  const [gone, added] = [
    without(wordsOf(before), wordsOf(after)),
    without(wordsOf(after), wordsOf(before)),
  ];
  const score = diceCoefficient(before, after);
  const [lost, won] = [gone.filter(carriesMeaning), added.filter(carriesMeaning)];
  const slips = lost.length === won.length && lost.every((word, at) => isSlip(word, won[at] ?? ''));
  const turned = [...gone, ...added].some(
    (word) =>
      negations.test(word) || thirdPerson.test(word) || degree.test(word) || /\d/.test(word),
  );
  const replaced = lost.length > 0 && won.length > 0 && !slips;
  const isLikely = score >= leastScore && !turned && !replaced;
  return { score, isLikely, evidence: evidenceOf(gone, added) };
}
