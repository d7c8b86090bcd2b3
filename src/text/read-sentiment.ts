import { questionPolarity, type QuestionPolarity } from './question-polarity.js';
import type { ReadText } from './read-text.js';
import type { Token } from './words.js';
import { eachFeature, readClauses, type ReadClause } from './sentiment-features.js';
import type { SentimentLabel, Span } from './sentiment-labels.js';
import { placeOf, softmax, type Probabilities, type SentimentModel } from './sentiment-model.js';
import { combineSignals, feels, signalScores } from './sentiment-signals.js';
import { readShortAnswer } from './short-answers.js';
import { featureScale } from './train-sentiment.js';

export interface SentimentFinding {
  label: SentimentLabel;
  /** How likely the label is right, 0 to 1; 0 for undetected. */
  probability: number;
  /** The words that weighed most. */
  evidence: Span[];
}

const undetected: SentimentFinding = { label: 'undetected', probability: 0, evidence: [] };
const [positive, neutral, negative] = [0, 1, 2] as const;

/**
 * Clauses that speak for and against, each with at least this probability, make a comment mixed;
 * less is asked where a "but" says that they differ, and least where the whole leans neither way.
 */
const mixedFrom = { balanced: 0.3, contrast: 0.45, plain: 0.8 };

interface ClauseScore {
  read: ReadClause;
  /** Sums of weights by class, before scaling. */
  sums: Probabilities;
  /** Features in all, and those that the model knows. */
  count: number;
  known: number;
}

function scoreClause(
  read: ReadClause,
  tokens: readonly Token[],
  model: SentimentModel,
): ClauseScore {
  const { weights } = model;
  let [praise, fact, blame] = [0, 0, 0];
  let count = 0;
  let known = feels(read.signals) ? 1 : 0;
  eachFeature(tokens, read, (hash, first) => {
    count += 1;
    const place = placeOf(model, hash);
    if (place < 0) return;
    if (first >= 0) known += 1;
    praise += weights[place * 3] ?? 0;
    fact += weights[place * 3 + 1] ?? 0;
    blame += weights[place * 3 + 2] ?? 0;
  });
  return { read, sums: [praise, fact, blame], count, known };
}

function probabilities(
  clauses: readonly ClauseScore[],
  { header }: SentimentModel,
  polarity: QuestionPolarity,
): Probabilities {
  const signals = combineSignals(
    clauses.map(({ read }) => read.signals),
    polarity,
  );
  const bySignal = signalScores(signals, header.signalWeights);
  const count = clauses.reduce((sum, clause) => sum + clause.count, 0);
  const scale = header.step * featureScale(count);
  const scoreOf = (of: 0 | 1 | 2) => {
    let sum = 0;
    for (const { sums } of clauses) sum += sums[of];
    return (sum * scale + bySignal[of] + header.bias[of]) / header.temperature;
  };
  return softmax([scoreOf(positive), scoreOf(neutral), scoreOf(negative)]);
}

/** How much more a feature speaks for a class than for the others. */
function leadOf({ weights }: SentimentModel, place: number, of: 0 | 1 | 2): number {
  const [one, other] = [(of + 1) % 3, (of + 2) % 3];
  const most = Math.max(weights[place * 3 + one] ?? 0, weights[place * 3 + other] ?? 0);
  return (weights[place * 3 + of] ?? 0) - most;
}

/** What each token of a clause adds for a class, that of a feature parted among its tokens. */
function votesFor(
  read: ReadClause,
  model: SentimentModel,
  tokens: readonly Token[],
  of: 0 | 1 | 2,
): number[] {
  const { from, to } = read.clause;
  const votes = new Array<number>(to - from).fill(0);
  eachFeature(tokens, read, (hash, first, last) => {
    const place = first < 0 ? -1 : placeOf(model, hash);
    if (place < 0) return;
    const vote = leadOf(model, place, of) / (last - first + 1);
    for (let token = first - from; token <= last - from; token += 1) {
      votes[token] = (votes[token] ?? 0) + vote;
    }
  });
  return votes;
}

/** The tokens of a clause that speak for a class, as spans; those next to each other as one. */
function evidenceFor(
  { read }: ClauseScore,
  model: SentimentModel,
  tokens: readonly Token[],
  of: 0 | 1 | 2,
): Span[] {
  const { from } = read.clause;
  const votes = votesFor(read, model, tokens, of);
  const least = votes.reduce((most, vote) => Math.max(most, vote), -Infinity) * 0.5;
  const spans: Span[] = [];
  if (least <= 0) return spans;
  votes.forEach((vote, at) => {
    const token = tokens[from + at];
    const previous = spans[spans.length - 1];
    if (!token || vote < least) return;
    if (previous && tokens[from + at - 1]?.end === previous.end) previous.end = token.end;
    else spans.push({ start: token.start, end: token.end });
  });
  return spans;
}

/** How a text feels on the whole, by a trained model, read with the question that it answers. */
export function readSentiment(
  read: ReadText,
  question: string,
  model: SentimentModel,
): SentimentFinding {
  const { tokens } = read;
  const polarity = questionPolarity(question);
  const short = readShortAnswer(read, polarity);
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  if (!first || !last) return undetected;
  if (short) {
    const evidence = short.probability ? [{ start: first.start, end: last.end }] : [];
    return { ...short, evidence };
  }
  const clauses = readClauses(read, polarity, model.valenceOf).map((one) =>
    scoreClause(one, tokens, model),
  );
  const says = tokens.some(({ word: { kind } }) => kind === 'word' || kind === 'emoji');
  if (!says || clauses.every(({ known }) => known === 0)) return undetected;
  return decide(clauses, model, tokens, polarity);
}

function decide(
  clauses: readonly ClauseScore[],
  model: SentimentModel,
  tokens: readonly Token[],
  polarity: QuestionPolarity,
): SentimentFinding {
  const whole = probabilities(clauses, model, polarity);
  const each = clauses
    .filter(({ known }) => known > 0)
    .map((clause) => ({
      clause,
      chances: clauses.length === 1 ? whole : probabilities([clause], model, polarity),
    }));
  const strongest = (of: 0 | 1 | 2) =>
    each.reduce((best, one) => (one.chances[of] > best.chances[of] ? one : best));
  const best = strongest(positive);
  const worst = strongest(negative);
  const bothSides = Math.min(best.chances[positive], worst.chances[negative]);
  const hasContrast = clauses.some(({ read }) => read.clause.contrast);
  const top = whole.indexOf(Math.max(...whole)) as 0 | 1 | 2;
  const balance = top === neutral && hasContrast ? 'balanced' : hasContrast ? 'contrast' : 'plain';
  if (bothSides >= mixedFrom[balance]) {
    return {
      label: 'mixed',
      probability: bothSides,
      evidence: [
        ...evidenceFor(best.clause, model, tokens, positive),
        ...evidenceFor(worst.clause, model, tokens, negative),
      ].sort((left, right) => left.start - right.start),
    };
  }
  const label = (['positive', 'neutral', 'negative'] as const)[top];
  const evidence = top === neutral ? [] : evidenceFor(strongest(top).clause, model, tokens, top);
  return { label, probability: whole[top], evidence };
}
