import type { QuestionPolarity } from './question-polarity.js';
import type { ReadText } from './read-text.js';
import {
  eachFeature,
  eachWord,
  featureScale,
  letterScale,
  meaningScale,
  readClauses,
  type ReadClause,
} from './sentiment-features.js';
import {
  placeOf,
  softmax,
  type PartSums,
  type Probabilities,
  type SentimentModel,
} from './sentiment-model.js';
import { combineSignals, feels, signalScores, type Signals } from './sentiment-signals.js';

export interface ClauseScore {
  read: ReadClause;
  chances: Probabilities;
  /** Whether the model knows anything in it. */
  isKnown: boolean;
}

export interface TextScore {
  chances: Probabilities;
  /** Those that say how things are; never empty. */
  clauses: ClauseScore[];
}

/** Weights of the features of a text or clause, each feature counted once however often it comes. */
interface Sums {
  sums: Probabilities;
  count: number;
  /** The same of their runs of letters and of the directions of their words, each as often as it comes. */
  letters: PartSums;
  meaning: PartSums;
}

const noSums = (): Sums => ({
  sums: [0, 0, 0, 0],
  count: 0,
  letters: { sums: [0, 0, 0, 0], count: 0 },
  meaning: { sums: [0, 0, 0, 0], count: 0 },
});

function add({ sums }: Sums, { table, worth }: SentimentModel, place: number): void {
  const packed = table[2 * place + 1] ?? 0;
  sums[0] += worth[packed & 255] ?? 0;
  sums[1] += worth[(packed >> 8) & 255] ?? 0;
  sums[2] += worth[(packed >> 16) & 255] ?? 0;
  sums[3] += worth[packed >>> 24] ?? 0;
}

function addParts(to: PartSums, { sums, count }: PartSums): void {
  to.count += count;
  to.sums[0] += sums[0];
  to.sums[1] += sums[1];
  to.sums[2] += sums[2];
  to.sums[3] += sums[3];
}

/** Numbers the clauses that were ever scored, so that a feature can note where it was last met. */
let clauseNumber = 0;
const mostClauses = 2 ** 31 - 1;

function nextClause({ metIn }: SentimentModel): number {
  if (clauseNumber === mostClauses) {
    clauseNumber = 0;
    metIn.fill(0);
  }
  return (clauseNumber += 1);
}

function chancesOf(
  { sums, count, letters, meaning }: Sums,
  signals: readonly Signals[],
  { header }: SentimentModel,
  polarity: QuestionPolarity,
): Probabilities {
  const bySignal = signalScores(combineSignals(signals, polarity), header.signalWeights);
  const scale = featureScale(count);
  const ofLetters = letterScale(letters.count);
  const ofMeaning = meaningScale(meaning.count);
  const scoreOf = (of: 0 | 1 | 2 | 3) =>
    sums[of] * scale + letters.sums[of] * ofLetters + meaning.sums[of] * ofMeaning + bySignal[of];
  return softmax([scoreOf(0), scoreOf(1), scoreOf(2), scoreOf(3)]);
}

/** Probabilities of the model's classes, of a text and of each of its clauses. */
export function scoreClauses(
  { tokens }: ReadText,
  model: SentimentModel,
  polarity: QuestionPolarity,
): TextScore {
  const { metIn } = model;
  const whole = noSums();
  let first = 0;
  const read = readClauses({ tokens }, polarity, model.valenceOf);
  const clauses = read.map((one): ClauseScore => {
    const own = noSums();
    const number = nextClause(model);
    first ||= number;
    let isKnown = feels(one.signals);
    eachFeature(tokens, one, (hash, at) => {
      const place = placeOf(model, hash);
      const met = place < 0 ? 0 : (metIn[place] ?? 0);
      if (met === number) return;
      own.count += 1;
      if (met < first) whole.count += 1;
      if (place < 0) return;
      if (at >= 0) isKnown = true;
      metIn[place] = number;
      add(own, model, place);
      if (met < first) add(whole, model, place);
    });
    eachWord(tokens, one, (word, isNegated) => {
      const letters = model.lettersOf(word, isNegated);
      addParts(own.letters, letters);
      addParts(whole.letters, letters);
      const meaning = model.meaningOf(word, isNegated);
      addParts(own.meaning, meaning);
      addParts(whole.meaning, meaning);
    });
    const chances: Probabilities =
      read.length === 1 ? [0, 0, 0, 0] : chancesOf(own, [one.signals], model, polarity);
    return { read: one, chances, isKnown };
  });
  const chances = chancesOf(
    whole,
    read.map(({ signals }) => signals),
    model,
    polarity,
  );
  if (clauses.length === 1 && clauses[0]) clauses[0].chances = chances;
  return { chances, clauses };
}
