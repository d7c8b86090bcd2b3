import { questionPolarity } from './question-polarity.js';
import { randomNumbers, shuffle } from './random.js';
import { readText } from './read-text.js';
import { eachFeature, readClauses } from './sentiment-features.js';
import {
  combineSignals,
  signalCount,
  signalScores,
  spreadSignals,
  valencesFrom,
  type TextSignals,
  type ValenceOf,
} from './sentiment-signals.js';
import {
  assembleModel,
  modelClasses,
  softmax,
  type ModelClass,
  type Probabilities,
  type SentimentModel,
} from './sentiment-model.js';

export interface LabelledText {
  text: string;
  question: string;
  label: ModelClass;
  /** How much it counts; 1 is ordinary. */
  weight: number;
  /** The set that it is from, for the model's header. */
  set: string;
}

interface Example {
  places: Int32Array;
  signals: TextSignals;
  scale: number;
  target: number;
  weight: number;
}

interface Settings {
  epochs: number;
  rate: number;
  decay: number;
  biasRate: number;
  signalRate: number;
  signalDecay: number;
}

const usual: Settings = {
  epochs: 14,
  rate: 0.15,
  decay: 4e-4,
  biasRate: 0.02,
  signalRate: 0.15,
  signalDecay: 1e-4,
};
/** One example in five is held back to find the temperature. */
const calibrationShare = 5;

const classOf = (label: ModelClass) => modelClasses.indexOf(label);

/** The scale of a text's features: the more there are, the less each counts. */
export const featureScale = (count: number) => 1 / Math.sqrt(Math.max(count, 1));

function makeExamples(texts: readonly LabelledText[], valenceOf: ValenceOf) {
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
    const hashes: number[] = [];
    for (const one of clauses) eachFeature(read.tokens, one, (hash) => hashes.push(hash >>> 0));
    const found = Int32Array.from(hashes.map(placeFor));
    return {
      places: found,
      signals: combineSignals(
        clauses.map(({ signals }) => signals),
        polarity,
      ),
      scale: featureScale(found.length),
      target: classOf(label),
      weight,
    };
  });
  return { places, examples };
}

interface Learned {
  weights: Float64Array;
  /** Sums of the squares of each weight's gradients. */
  squares: Float64Array;
  signalWeights: Float64Array;
  bias: Probabilities;
}

function scoresOf(example: Example, { weights, signalWeights, bias }: Learned): Probabilities {
  const scores: Probabilities = [0, 0, 0];
  for (const place of example.places) {
    for (let of = 0; of < 3; of += 1)
      scores[of] = (scores[of] ?? 0) + (weights[place * 3 + of] ?? 0);
  }
  const bySignal = signalScores(example.signals, signalWeights);
  return scores.map(
    (score, of) => score * example.scale + (bySignal[of] ?? 0) + (bias[of] ?? 0),
  ) as Probabilities;
}

/** One step for one example, with AdaGrad's step sizes (Duchi, Hazan and Singer 2011). */
function step(example: Example, learned: Learned, rate: number, settings: Settings): void {
  const { weights, squares, signalWeights, bias } = learned;
  const { places, signals, scale, target, weight: counts } = example;
  const spread = spreadSignals(signals);
  const chances = softmax(scoresOf(example, learned));
  for (const of of [0, 1, 2] as const) {
    const slope = (chances[of] - (of === target ? 1 : 0)) * counts;
    bias[of] -= rate * settings.biasRate * slope;
    spread.forEach((signal, at) => {
      const cell = at * 3 + of;
      const weight = signalWeights[cell] ?? 0;
      const gradient = slope * signal + settings.signalDecay * weight;
      signalWeights[cell] = weight - rate * settings.signalRate * gradient;
    });
    for (const place of places) {
      const cell = place * 3 + of;
      const weight = weights[cell] ?? 0;
      const gradient = slope * scale + settings.decay * weight;
      const square = (squares[cell] ?? 0) + gradient * gradient;
      squares[cell] = square;
      weights[cell] = weight - (rate * gradient) / Math.sqrt(square);
    }
  }
}

function learn(examples: readonly Example[], features: number, settings: Settings): Learned {
  const learned: Learned = {
    weights: new Float64Array(features * 3),
    squares: new Float64Array(features * 3).fill(0.01),
    signalWeights: new Float64Array(signalCount * 3),
    bias: [0, 0, 0],
  };
  const random = randomNumbers(20130501);
  const order = [...examples];
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = settings.rate * (1 - epoch / (settings.epochs + 2));
    for (const example of order) step(example, learned, rate, settings);
  }
  return learned;
}

/** The temperature under which texts not learned from are least surprising, tried from .5 to 4. */
function findTemperature(
  examples: readonly Example[],
  features: number,
  settings: Settings,
): number {
  const isHeld = (_: unknown, at: number) => at % calibrationShare === 0;
  const learned = learn(
    examples.filter((one, at) => !isHeld(one, at)),
    features,
    settings,
  );
  const held = examples.filter(isHeld).map((example) => ({
    target: example.target,
    scores: scoresOf(example, learned),
  }));
  let best = { temperature: 1, surprise: Infinity };
  for (let temperature = 0.5; temperature <= 4; temperature += 0.05) {
    const surprise = held.reduce((sum, { scores, target }) => {
      const tempered = scores.map((score) => score / temperature) as Probabilities;
      return sum - Math.log(Math.max(softmax(tempered)[target] ?? 0, 1e-9));
    }, 0);
    if (surprise < best.surprise) best = { temperature, surprise };
  }
  return best.temperature;
}

/** Keeps every feature with a weight that int8 can hold, in ascending order of hash. */
function pack(places: ReadonlyMap<number, number>, weights: Float64Array) {
  const most = weights.reduce((so, weight) => Math.max(so, Math.abs(weight)), 1e-9);
  const step = most / 127;
  const kept = [...places]
    .map(([hash, place]) => ({
      hash,
      cells: [0, 1, 2].map((of) => Math.round((weights[place * 3 + of] ?? 0) / step)),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== 0))
    .sort((left, right) => left.hash - right.hash);
  const hashes = Uint32Array.from(kept, ({ hash }) => hash);
  return { step, hashes, cells: Int8Array.from(kept.flatMap(({ cells }) => cells)) };
}

const oneWordEntries = (valences: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(valences).filter(([word]) => !word.includes(' ')));

/** Learns from labelled texts and a lexicon; the same ones in the same order give the same model. */
export function trainSentiment(
  texts: readonly LabelledText[],
  valences: Readonly<Record<string, number>>,
  changes: Partial<Settings> = {},
): SentimentModel {
  const settings = { ...usual, ...changes };
  const lexicon = oneWordEntries(valences);
  const { places, examples } = makeExamples(texts, valencesFrom(lexicon));
  const temperature = findTemperature(examples, places.size, settings);
  const { weights, signalWeights, bias } = learn(examples, places.size, settings);
  const { step, hashes, cells } = pack(places, weights);
  const learnedFrom: Record<string, number> = {};
  for (const { set } of texts) learnedFrom[set] = (learnedFrom[set] ?? 0) + 1;
  const rounded = Math.round(temperature * 100) / 100;
  const header = {
    version: 1,
    step,
    temperature: rounded,
    bias,
    signalWeights: [...signalWeights],
    lexicon,
    learnedFrom,
  };
  return assembleModel(header, hashes, cells);
}
