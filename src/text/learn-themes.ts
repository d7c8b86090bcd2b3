import { scoreOf, trainLinear, type SparseVector } from './linear-model.js';
import { fitCalibration } from './platt.js';
import { randomNumbers, shuffle } from './random.js';
import {
  placesOf,
  vectorOf,
  type Fit,
  type LearnedTheme,
  type ThemeLearning,
} from './theme-learning.js';

/** A comment that people have coded whole. */
export interface CodedComment {
  /** Names of its features, each once. */
  features: readonly string[];
  /** Keys of the themes that people gave it, and of those that the rules found. */
  keys: readonly string[];
  ruleKeys: readonly string[];
}

/** Fewer teach more noise than sense. */
export const leastComments = 300;
const leastConfirmed = 10;
/** A theme suggests only where its F1 grew by more than this. */
const leastGain = 0.01;
const folds = 5;
/** A feature of one comment alone cannot be told from chance. */
const leastOccurrences = 2;

function featuresOf(comments: readonly CodedComment[]) {
  const counts = new Map<string, number>();
  for (const { features } of comments) {
    for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= leastOccurrences);
  return {
    features: kept.map(([name]) => name),
    // Smoothed inverse document frequency.
    rarity: Float64Array.from(
      kept,
      ([, count]) => Math.log((comments.length + 1) / (count + 1)) + 1,
    ),
  };
}

interface Judged {
  /** Score by a model that has not seen the comment. */
  score: number;
  fold: number;
  belongs: boolean;
  byRule: boolean;
}

type Decide = (comment: Judged, threshold: number) => boolean;
const suggests: Decide = ({ byRule, score }, threshold) => byRule || score >= threshold;
const decides: Decide = ({ score }, threshold) => score >= threshold;

function fitOf(judged: readonly Judged[], isFound: (comment: Judged) => boolean): Fit {
  let [hits, found, there] = [0, 0, 0];
  for (const one of judged) {
    const claimed = isFound(one);
    if (claimed) found += 1;
    if (one.belongs) there += 1;
    if (claimed && one.belongs) hits += 1;
  }
  return { precision: hits / found, recall: hits / there, f1: (2 * hits) / (found + there) };
}

/** The threshold under which comments agree best with people: halfway between two scores. */
function bestThreshold(judged: readonly Judged[], decide: Decide): number {
  const tried = [...judged].sort((left, right) => right.score - left.score);
  const always = judged.filter((one) => decide(one, Infinity));
  let found = always.length;
  let hits = always.filter(({ belongs }) => belongs).length;
  const there = judged.filter(({ belongs }) => belongs).length;
  let best = { threshold: Infinity, f1: (2 * hits) / (found + there || 1) };
  tried.forEach((one, at) => {
    if (decide(one, Infinity)) return;
    found += 1;
    if (one.belongs) hits += 1;
    const f1 = (2 * hits) / (found + there);
    const next = tried[at + 1]?.score ?? one.score - 1;
    if (f1 > best.f1) best = { threshold: (one.score + next) / 2, f1 };
  });
  return best.threshold;
}

/** Each comment decided with the threshold that the other folds prefer. */
function crossValidated(judged: readonly Judged[], decide: Decide): Fit {
  const thresholds = Array.from({ length: folds }, (_, fold) =>
    bestThreshold(
      judged.filter((one) => one.fold !== fold),
      decide,
    ),
  );
  return fitOf(judged, (one) => decide(one, thresholds[one.fold] ?? Infinity));
}

interface Prepared {
  comments: readonly CodedComment[];
  vectors: readonly SparseVector[];
  foldOf: readonly number[];
  width: number;
}

function judge({ comments, vectors, foldOf, width }: Prepared, key: string): Judged[] {
  const examples = comments.map(({ keys }, at) => ({
    vector: vectors[at] as SparseVector,
    belongs: keys.includes(key),
    fold: foldOf[at] ?? 0,
  }));
  const models = Array.from({ length: folds }, (_, fold) =>
    trainLinear(
      examples.filter((one) => one.fold !== fold),
      width,
    ),
  );
  return examples.map(({ vector, belongs, fold }, at) => {
    const model = models[fold];
    const score = model ? scoreOf(model, vector) : 0;
    const byRule = comments[at]?.ruleKeys.includes(key) ?? false;
    return { score, fold, belongs, byRule };
  });
}

function learnTheme(prepared: Prepared, key: string): LearnedTheme {
  const { comments, vectors, width } = prepared;
  const judged = judge(prepared, key);
  const examples = comments.map(({ keys }, at) => ({
    vector: vectors[at] as SparseVector,
    belongs: keys.includes(key),
  }));
  const byRules = fitOf(judged, ({ byRule }) => byRule);
  const withSuggestions = crossValidated(judged, suggests);
  const confirmed = examples.filter(({ belongs }) => belongs).length;
  return {
    key,
    confirmed,
    byRules,
    withSuggestions,
    withoutDoubted: crossValidated(judged, decides),
    isUsed: withSuggestions.f1 - (byRules.f1 || 0) > leastGain,
    model: trainLinear(examples, width),
    calibration: fitCalibration(
      judged.map(({ score }) => score),
      judged.map(({ belongs }) => belongs),
    ),
    suggestFrom: bestThreshold(judged, suggests),
    doubtBelow: bestThreshold(judged, decides),
  };
}

/**
 * Learns each theme that people have given often enough from comments that they have coded whole. Whether a
 * theme suggests anything is decided by cross-validation in five folds. The same comments in the same order
 * teach the same.
 * @throws RangeError for fewer than `leastComments`.
 */
export function learnThemes(
  comments: readonly CodedComment[],
  onTheme: (done: number, total: number) => void = () => undefined,
): ThemeLearning {
  if (comments.length < leastComments) throw new RangeError('There are too few coded comments.');
  const { features, rarity } = featuresOf(comments);
  const places = placesOf({ features });
  const vectors = comments.map((comment) =>
    vectorOf(
      comment.features.map((name) => ({ name })),
      places,
      rarity,
    ),
  );
  const foldOf = comments.map((_, at) => at % folds);
  shuffle(foldOf, randomNumbers(20130501));
  const prepared = { comments, vectors, foldOf, width: features.length };
  const counts = new Map<string, number>();
  for (const { keys } of comments) {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts].flatMap(([key, count]) => (count >= leastConfirmed ? [key] : [])).sort();
  const themes = keys.map((key, at) => {
    onTheme(at, keys.length);
    return learnTheme(prepared, key);
  });
  return { features, rarity, comments: comments.length, themes };
}
