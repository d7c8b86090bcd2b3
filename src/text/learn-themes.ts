import {
  scoreOf,
  trainLinear,
  type LinearExample,
  type LinearModel,
  type SparseVector,
} from './linear-model.js';
import { fitCalibration, probabilityOf } from './platt.js';
import { randomNumbers, shuffle } from './random.js';
import type { Fit, LearnedTheme, ThemeLearning } from './theme-learning.js';
import {
  agreement,
  crossValidated,
  decides,
  fitOf,
  folds,
  suggests,
  wayOf,
  type Judged,
  type Way,
} from './theme-thresholds.js';

/** A comment that people have coded whole. */
export interface CodedComment {
  /** Names of its features, as often as it has them. */
  features: readonly string[];
  /** Keys of the themes that people gave it, and of those that the rules found. */
  keys: readonly string[];
  ruleKeys: readonly string[];
}

/** Fewer teach more noise than sense. */
export const leastComments = 300;
const leastConfirmed = 10;
/** A theme suggests only where it agrees with people by so much more than before, 0 to 1. */
const leastGain = 0.01;
/** A feature of one comment alone cannot be told from chance. */
const leastOccurrences = 2;

function featuresOf(comments: readonly CodedComment[]): string[] {
  const counts = new Map<string, number>();
  for (const { features } of comments) {
    for (const name of new Set(features)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].flatMap(([name, count]) => (count >= leastOccurrences ? [name] : []));
}

/** How often it has each feature that others have too: the more there are in all, the less each counts. */
function vectorOf({ features }: CodedComment, placeOf: ReadonlyMap<string, number>): SparseVector {
  const counts = new Map<number, number>();
  let all = 0;
  for (const name of features) {
    const place = placeOf.get(name);
    if (place === undefined) continue;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    all += 1;
  }
  const value = 1 / Math.sqrt(Math.max(all, 1));
  return {
    places: Int32Array.from(counts.keys()),
    values: Float64Array.from(counts.values(), (count) => count * value),
  };
}

/**
 * How much more a feature is seen with a class than without it: logarithms of the ratio of its shares,
 * each count begun at 1 (Wang and Manning 2012).
 */
function leaningsOf(examples: readonly LinearExample[], width: number): Float64Array {
  const withIt = new Float64Array(width).fill(1);
  const without = new Float64Array(width).fill(1);
  for (const { vector, belongs } of examples) {
    const counts = belongs ? withIt : without;
    for (const place of vector.places) counts[place] = (counts[place] ?? 0) + 1;
  }
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const ratio = total(without) / total(withIt);
  return withIt.map((count, place) => Math.log((count / (without[place] ?? 1)) * ratio));
}

/** A linear machine over features that are weighed by their leanings, which are in its weights. */
function trainLeaning(examples: readonly LinearExample[], width: number): LinearModel {
  const leanings = leaningsOf(examples, width);
  const weighed = examples.map(({ vector: { places, values }, belongs }) => ({
    vector: { places, values: values.map((value, at) => value * (leanings[places[at] ?? 0] ?? 0)) },
    belongs,
  }));
  const { weights, bias } = trainLinear(weighed, width);
  // As exact as they are kept.
  return {
    weights: Float32Array.from(weights, (weight, place) => weight * (leanings[place] ?? 0)),
    bias,
  };
}

interface Prepared {
  comments: readonly CodedComment[];
  vectors: readonly SparseVector[];
  foldOf: readonly number[];
  width: number;
}

/** Comments as models judge them that have not seen them, and how their scores become chances. */
function judge({ comments, vectors, foldOf, width }: Prepared, key: string) {
  const examples = comments.map(({ keys }, at) => ({
    vector: vectors[at] as SparseVector,
    belongs: keys.includes(key),
    fold: foldOf[at] ?? 0,
  }));
  const models = Array.from({ length: folds }, (_, fold) =>
    trainLeaning(
      examples.filter((one) => one.fold !== fold),
      width,
    ),
  );
  const scores = examples.map(({ vector, fold }) => scoreOf(models[fold] as LinearModel, vector));
  const calibration = fitCalibration(
    scores,
    examples.map(({ belongs }) => belongs),
  );
  const judged = examples.map(({ belongs, fold }, at): Judged => {
    const chance = probabilityOf(calibration, scores[at] ?? 0);
    const byRule = comments[at]?.ruleKeys.includes(key) ?? false;
    return { chance, fold, belongs, byRule };
  });
  return { judged, calibration, model: trainLeaning(examples, width) };
}

type JudgedTheme = ReturnType<typeof judge> & { key: string };

interface Ways {
  suggesting: Way;
  deciding: Way;
  recallWeight: number;
}

function learnTheme({ key, judged, calibration, model }: JudgedTheme, ways: Ways): LearnedTheme {
  const byRules = fitOf(judged, ({ byRule }) => byRule);
  const withSuggestions = crossValidated(judged, ways.suggesting);
  const withoutDoubted = crossValidated(judged, ways.deciding);
  const agreed = (fit: Fit) => agreement(fit, ways.recallWeight);
  const use = useOf(agreed(byRules), agreed(withSuggestions), agreed(withoutDoubted));
  const { threshold } = use === 'decides' ? ways.deciding : ways.suggesting;
  return {
    key,
    confirmed: judged.filter(({ belongs }) => belongs).length,
    byRules,
    withSuggestions,
    withoutDoubted,
    use,
    model,
    calibration,
    suggestFrom: threshold,
    doubtBelow: use === 'decides' ? threshold : 0,
  };
}

function useOf(byRules: number, withSuggestions: number, withoutDoubted: number) {
  const gained = (agreed: number) => agreed - byRules > leastGain;
  if (gained(withoutDoubted) && withoutDoubted > withSuggestions) return 'decides';
  return gained(withSuggestions) ? 'suggests' : 'nothing';
}

/**
 * Learns each theme that people have given often enough from comments that they have coded whole. Whether a
 * theme suggests anything is decided by cross-validation in five folds. The same comments in the same order
 * teach the same.
 * @param recallWeight how many times as much it counts that a theme is found as that what is found is right.
 * @throws RangeError for fewer than `leastComments`.
 */
export function learnThemes(comments: readonly CodedComment[], recallWeight = 1): ThemeLearning {
  if (comments.length < leastComments) throw new RangeError('There are too few coded comments.');
  const features = featuresOf(comments);
  const placeOf = new Map(features.map((name, place) => [name, place]));
  const vectors = comments.map((comment) => vectorOf(comment, placeOf));
  const foldOf = comments.map((_, at) => at % folds);
  shuffle(foldOf, randomNumbers(20130501));
  const prepared = { comments, vectors, foldOf, width: features.length };
  const counts = new Map<string, number>();
  for (const { keys } of comments) {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts].flatMap(([key, count]) => (count >= leastConfirmed ? [key] : [])).sort();
  const themes = keys.map((key) => ({ key, ...judge(prepared, key) }));
  const all = themes.flatMap(({ judged }) => judged);
  const ways = {
    suggesting: wayOf(all, suggests, recallWeight),
    deciding: wayOf(all, decides, recallWeight),
    recallWeight,
  };
  return {
    features,
    comments: comments.length,
    themes: themes.map((theme) => learnTheme(theme, ways)),
  };
}
