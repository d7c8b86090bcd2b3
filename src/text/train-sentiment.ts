import { fitSoftmax, usualFit, type FitSettings } from './fit-softmax.js';
import { makeExamples, type LabelledText } from './sentiment-examples.js';
import {
  assembleModel,
  classCount,
  inTableOrder,
  modelClasses,
  type SentimentModel,
} from './sentiment-model.js';
import { valencesFrom } from './sentiment-signals.js';
import type { WordVectors } from './word-vectors.js';

/** Keeps every feature with a weight that int8 can hold, in the order of the model's table. */
function pack(places: ReadonlyMap<number, number>, weights: Float64Array) {
  const most = weights.reduce((so, weight) => Math.max(so, Math.abs(weight)), 1e-9);
  const step = most / 127 ** 2;
  const packed = (weight: number) =>
    Math.round(Math.sqrt(Math.abs(weight) / step)) * Math.sign(weight);
  const kept = [...places]
    .map(([hash, place]) => ({
      hash,
      cells: modelClasses.map((_, of) => packed(weights[place * classCount + of] ?? 0)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== 0));
  const order = inTableOrder(kept.length);
  kept.sort((left, right) => order(left.hash, right.hash));
  const hashes = Uint32Array.from(kept, ({ hash }) => hash);
  return { step, hashes, cells: Int8Array.from(kept.flatMap(({ cells }) => cells)) };
}

const rounded = (weights: Float64Array) =>
  [...weights].map((weight) => Math.round(weight * 1e4) / 1e4);

const oneWordEntries = (valences: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(valences).filter(([word]) => !word.includes(' ')));

/** Learns from labelled texts and a lexicon; the same ones in the same order give the same model. */
export function trainSentiment(
  texts: readonly LabelledText[],
  valences: Readonly<Record<string, number>>,
  vectors: WordVectors,
  changes: Partial<FitSettings> = {},
): SentimentModel {
  const lexicon = oneWordEntries(valences);
  const { places, examples } = makeExamples(texts, valencesFrom(lexicon), vectors);
  const settings = { ...usualFit, ...changes };
  const { weights, signalWeights, meaningWeights } = fitSoftmax(examples, places.size, settings);
  const { step, hashes, cells } = pack(places, weights);
  const learnedFrom: Record<string, number> = {};
  for (const { set } of texts) learnedFrom[set] = (learnedFrom[set] ?? 0) + 1;
  const header = {
    version: 3,
    step,
    signalWeights: rounded(signalWeights),
    meaningWeights: rounded(meaningWeights),
    lexicon,
    learnedFrom,
  };
  return assembleModel(header, hashes, cells, vectors);
}
