import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stopwords from 'natural/lib/natural/util/stopwords.js';
import type { ReadText } from './read-text.js';
import { perWord, type Token } from './words.js';

/**
 * Words that hold sentences together and say nothing of what they are about; words of denial are kept, as
 * "not listened" and "listened" are two things.
 */
const holding = new Set([
  ...stopwords.words,
  ...`i me my mine myself we us our ours ourselves you your yours he him his she her hers it its they them
  their theirs this that these those is am are was were be been being have has had having do does did doing
  will would shall should can could may might must a an the and but or if because as until while of at by
  for with about into through to from in out on so than too very just also there here what which who whom
  when where why how all any both each more most other some such only own same then once s t ll ve re d m
  get got go going really lot lots bit thing things etc ive im dont`.split(/\s+/),
]);
for (const word of ['no', 'not', 'never', 'nobody', 'nothing', 'none']) holding.delete(word);

/** Whether a word, in small letters, says nothing by itself of what a sentence is about. */
export const holdsTogether = (word: string) => holding.has(word);

const saysSomething = perWord(
  ({ kind, form }) => kind === 'word' && form.length > 1 && !holdsTogether(form),
);

/** A word or phrase as it is counted, and how a text wrote it. */
export interface Term {
  term: string;
  start: number;
  end: number;
}

/** The words of a text that say something, and pairs of words side by side of which both do. */
export function termsOf({ tokens }: ReadText): Term[] {
  const terms: Term[] = [];
  let before: Token | undefined;
  for (const token of tokens) {
    const { word, start, end, sentence } = token;
    if (!saysSomething(word)) {
      before = undefined;
      continue;
    }
    terms.push({ term: word.form, start, end });
    if (before?.sentence === sentence) {
      terms.push({ term: `${before.word.form} ${word.form}`, start: before.start, end });
    }
    before = token;
  }
  return terms;
}

const stemOf = perWord(({ form }) => PorterStemmer.stem(form));

/** The words of a text that say something, without their endings: "listened" and "listening" are one. */
export const stemsOf = ({ tokens }: ReadText): string[] =>
  tokens.filter(({ word }) => saysSomething(word)).map(({ word }) => stemOf(word));
