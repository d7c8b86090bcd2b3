import { questionPolarity } from './question-polarity.js';
import { readText } from './read-text.js';
import {
  eachFeature,
  eachWord,
  featureScale,
  letterHashes,
  letterScale,
  meaningScale,
  readClauses,
} from './sentiment-features.js';
import { modelClasses, type ModelClass } from './sentiment-model.js';
import { addUpVectors, type WordVectors } from './word-vectors.js';
import type { Word } from './words.js';
import { combineSignals, spreadSignals, type ValenceOf } from './sentiment-signals.js';

export interface LabelledText {
  text: string;
  question: string;
  /** `neither` where the coders' neutral stands for neutral and mixed alike. */
  label: ModelClass | 'neither';
  /** How much it counts; 1 is ordinary. */
  weight: number;
  /** The set that it is from, for the model's header. */
  set: string;
}

/** A text as the training sees it. */
export interface Example {
  /** Places of its features among all of the training's, each once. */
  places: Int32Array;
  /** What each of the features counts. */
  scale: number;
  /** Places of its runs of letters, each as often as it comes, and what each counts. */
  letters: Int32Array;
  letterScale: number;
  signals: Float64Array;
  /** The directions of its words together, and after them of those that a negator governs. */
  meaning: Float64Array;
  /** For each class of the model, whether the label may mean it. */
  targets: readonly boolean[];
  weight: number;
}

const isNeither = (one: ModelClass) => one === 'neutral' || one === 'mixed';

function meaningOf(
  plain: readonly Word[],
  negated: readonly Word[],
  vectors: WordVectors,
): Float64Array {
  const [own, governed] = [addUpVectors(vectors, plain), addUpVectors(vectors, negated)];
  const scale = meaningScale(own.count + governed.count);
  return Float64Array.from([...own.sums, ...governed.sums], (value) => value * scale);
}

/** Texts as examples, and the places that the features' hashes were given. */
export function makeExamples(
  texts: readonly LabelledText[],
  valenceOf: ValenceOf,
  vectors: WordVectors,
): { places: ReadonlyMap<number, number>; examples: Example[] } {
  const places = new Map<number, number>();
  const placeFor = (hash: number) => {
    const place = places.get(hash) ?? places.size;
    places.set(hash, place);
    return place;
  };
  const examples = texts.map(({ text, question, label, weight }): Example => {
    const polarity = questionPolarity(question);
    const read = readText(text);
    const clauses = readClauses(read, polarity, valenceOf);
    const found = new Set<number>();
    const letters: number[] = [];
    const words: Record<'plain' | 'negated', Word[]> = { plain: [], negated: [] };
    for (const one of clauses) {
      eachFeature(read.tokens, one, (hash) => found.add(placeFor(hash >>> 0)));
      eachWord(read.tokens, one, (word, isNegated) => {
        words[isNegated ? 'negated' : 'plain'].push(word);
        for (const hash of letterHashes(word, isNegated)) letters.push(placeFor(hash >>> 0));
      });
    }
    const signals = combineSignals(
      clauses.map((one) => one.signals),
      polarity,
    );
    return {
      places: Int32Array.from(found),
      scale: featureScale(found.size),
      letters: Int32Array.from(letters),
      letterScale: letterScale(letters.length),
      signals: spreadSignals(signals),
      meaning: meaningOf(words.plain, words.negated, vectors),
      targets: modelClasses.map((one) => one === label || (label === 'neither' && isNeither(one))),
      weight,
    };
  });
  return { places, examples };
}
