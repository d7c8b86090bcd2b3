import { probabilityOf } from './platt.js';
import type { ReadText } from './read-text.js';
import { rememberLast } from './remember-last.js';
import type { Span } from './sentiment-labels.js';
import {
  headOf,
  pairFeature,
  tellFeatures,
  wordFeatures,
  type FeatureSink,
  type ThemeContext,
} from './theme-features.js';
import type { LearnedFindings, LearnedTheme, ThemeLearning } from './theme-learning.js';
import { perWord, type Token, type Word } from './words.js';

/** What some features say for each theme together, and how many of them were learned from. */
interface Votes {
  /** A theme after the other, beginning at `from`. */
  weights: Float32Array;
  from: number;
  count: number;
}

/** The weights of all themes by feature: a comment reads them in a row. */
class WeightTable {
  readonly weights: Float32Array;
  private readonly placeOf: ReadonlyMap<string, number>;

  constructor(
    features: readonly string[],
    readonly themes: readonly LearnedTheme[],
  ) {
    this.placeOf = new Map(features.map((name, place) => [name, place]));
    this.weights = new Float32Array(features.length * themes.length);
    themes.forEach(({ model }, theme) => {
      for (let place = 0; place < features.length; place += 1)
        this.weights[place * themes.length + theme] = model.weights[place] ?? 0;
    });
  }

  /** Where the weights of a feature begin. */
  rowOf(name: string): number {
    return (this.placeOf.get(name) ?? 0) * this.themes.length;
  }

  /** Undefined where none of them was learned from. */
  votesOf(names: readonly string[]): Votes | undefined {
    const places = names.flatMap((name) => this.placeOf.get(name) ?? []);
    if (places.length === 0) return undefined;
    const { length } = this.themes;
    const sums = new Float32Array(length);
    for (const place of places) {
      for (let theme = 0; theme < length; theme += 1)
        sums[theme] = (sums[theme] ?? 0) + (this.weights[place * length + theme] ?? 0);
    }
    return { weights: sums, from: 0, count: places.length };
  }
}

/** Finds where the weights of two words in a row begin; undefined where they were not learned from. */
function pairFinder(features: readonly string[], table: WeightTable) {
  const pairs = features.flatMap((feature) => {
    const [, before = '', head = ''] = feature.split(' ');
    return feature === pairFeature(before, head) ? [{ feature, before, head }] : [];
  });
  const heads = new Set(pairs.flatMap(({ before, head }) => [before, head]));
  const numbers = new Map([...heads].map((head, number) => [head, number]));
  // One map by one number: of a map within a map a comment would wait for the memory of both.
  const keyOf = (before: number, head: number) => before * heads.size + head;
  const rows = new Map(
    pairs.map(({ feature, before, head }) => [
      keyOf(numbers.get(before) ?? 0, numbers.get(head) ?? 0),
      table.rowOf(feature),
    ]),
  );
  const numberOf = perWord((word) => numbers.get(headOf(word)) ?? -1);
  return (before: Word, word: Word): number | undefined => {
    const first = numberOf(before);
    const second = numberOf(word);
    return first < 0 || second < 0 ? undefined : rows.get(keyOf(first, second));
  };
}

const none = null;
/** Questions, and the few that every comment has one of. */
const mostOthers = 500;

/** Adds up what a comment's features say; of each word and pair it is worked out once. */
class VoteCount implements FeatureSink {
  readonly sums: Float64Array;
  count = 0;
  /** What each token and each pair said, for the words that weigh most. */
  readonly said: { votes: Votes; first: number; last: number }[] = [];
  private readonly rowOfPair: ReturnType<typeof pairFinder>;
  private readonly words = perWord((word) => this.table.votesOf(wordFeatures(word)) ?? none);
  private readonly others: (name: string) => Votes | null;

  constructor(
    private readonly table: WeightTable,
    features: readonly string[],
  ) {
    this.sums = new Float64Array(table.themes.length);
    this.rowOfPair = pairFinder(features, table);
    this.others = rememberLast(mostOthers, (name) => table.votesOf([name]) ?? none);
  }

  read(read: ReadText, context: ThemeContext): void {
    this.sums.fill(0);
    this.count = 0;
    this.said.length = 0;
    tellFeatures(read, context, this);
  }

  word(word: Word, at: number): void {
    this.add(this.words(word), at, at);
  }

  pair(before: Word, word: Word, beforeAt: number, at: number): void {
    const from = this.rowOfPair(before, word);
    if (from !== undefined) this.add({ weights: this.table.weights, from, count: 1 }, beforeAt, at);
  }

  other(name: string): void {
    this.add(this.others(name), -1, -1);
  }

  private add(votes: Votes | null | undefined, first: number, last: number): void {
    if (!votes) return;
    const { weights, from } = votes;
    const { sums } = this;
    for (let theme = 0; theme < sums.length; theme += 1)
      sums[theme] = (sums[theme] ?? 0) + (weights[from + theme] ?? 0);
    this.count += votes.count;
    if (first >= 0) this.said.push({ votes, first, last });
  }
}

/** Words that weigh at least this share of the weightiest are evidence. */
const weightyShare = 0.5;

/** The tokens that speak most for a theme, as spans; those next to each other as one. */
function evidenceFor(said: VoteCount['said'], tokens: readonly Token[], theme: number): Span[] {
  const weights = new Float64Array(tokens.length);
  for (const { votes, first, last } of said) {
    const vote = (votes.weights[votes.from + theme] ?? 0) / (last - first + 1);
    for (let at = first; at <= last; at += 1) weights[at] = (weights[at] ?? 0) + vote;
  }
  const least = weights.reduce((most, weight) => Math.max(most, weight), 0) * weightyShare;
  const spans: Span[] = [];
  if (least <= 0) return spans;
  let previousAt = -2;
  weights.forEach((weight, at) => {
    const token = tokens[at];
    if (!token || weight < least) return;
    const previous = spans[spans.length - 1];
    if (previous && previousAt === at - 1) previous.end = token.end;
    else spans.push({ start: token.start, end: token.end });
    previousAt = at;
  });
  return spans;
}

/** Makes what was learned ready to read comments with. */
export function createLearned(
  learning: ThemeLearning,
): (read: ReadText, context: ThemeContext) => LearnedFindings {
  const themes = learning.themes.filter(({ use }) => use !== 'nothing');
  const votes = new VoteCount(new WeightTable(learning.features, themes), learning.features);
  return (read, context) => {
    votes.read(read, context);
    // The more features there are, the less each counts.
    const value = 1 / Math.sqrt(Math.max(votes.count, 1));
    const found: LearnedFindings = { suggested: [], doubted: [] };
    themes.forEach(({ key, model, calibration, suggestFrom, doubtBelow }, theme) => {
      const confidence = probabilityOf(calibration, model.bias + (votes.sums[theme] ?? 0) * value);
      const byRule = context.ruleKeys.includes(key);
      if (byRule ? confidence >= doubtBelow : confidence < suggestFrom) return;
      if (byRule) found.doubted.push(key);
      else {
        const evidence = evidenceFor(votes.said, read.tokens, theme);
        found.suggested.push({ key, confidence, evidence });
      }
    });
    return found;
  };
}
