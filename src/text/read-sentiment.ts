import { worstCriticality } from './criticality.js';
import { questionPolarity, type QuestionPolarity } from './question-polarity.js';
import type { ReadText } from './read-text.js';
import { scoreClauses, type ClauseScore, type TextScore } from './score-clauses.js';
import { evidenceFor } from './sentiment-evidence.js';
import type { SentimentLabel, Span } from './sentiment-labels.js';
import { modelClasses, type Probabilities, type SentimentModel } from './sentiment-model.js';
import { readShortAnswer } from './short-answers.js';

export interface SentimentFinding {
  label: SentimentLabel;
  /** How likely the label is right, 0 to 1; 0 for undetected. */
  probability: number;
  /** The words that weighed most. */
  evidence: Span[];
  /** How bad the worst clause is: 0 nothing bad to 3 severe; see criticality. */
  criticality: number;
}

/** A clause of a comment, at `start` to `end` in UTF-16 units. */
export interface ClauseFinding extends Span {
  label: SentimentLabel;
  probability: number;
}

const undetected: SentimentFinding = {
  label: 'undetected',
  probability: 0,
  evidence: [],
  criticality: 0,
};
const [positive, neutral, negative, mixed] = [0, 1, 2, 3] as const;
/** Neutral and mixed are rare: taken at their bare chances they would hardly ever be found. */
const neitherCounts = 1.25;

/**
 * The likeliest class, neutral and mixed standing together against the two sides. What is said in one clause
 * has one side: "It is good" reads like half of a mixed comment.
 */
function topOf(
  [praise, fact, blame, both]: Readonly<Probabilities>,
  clauses: number,
): 0 | 1 | 2 | 3 {
  const neither = clauses > 1 ? fact + both : fact;
  if (neither * neitherCounts < Math.max(praise, blame)) {
    return praise >= blame ? positive : negative;
  }
  return clauses > 1 && both > fact ? mixed : neutral;
}

const says = ({ tokens }: ReadText) =>
  tokens.some(({ word: { kind } }) => kind === 'word' || kind === 'emoji');

/** The scores of a text that says something; undefined of one that does not, or nothing known. */
function scored(
  read: ReadText,
  polarity: QuestionPolarity,
  model: SentimentModel,
): TextScore | undefined {
  if (!says(read)) return undefined;
  const score = scoreClauses(read, model, polarity);
  return score.clauses.some(({ isKnown }) => isKnown) ? score : undefined;
}

function readShort(read: ReadText, polarity: QuestionPolarity): SentimentFinding | undefined {
  const short = readShortAnswer(read, polarity);
  const [first, last] = [read.tokens[0], read.tokens[read.tokens.length - 1]];
  if (!short || !first || !last) return undefined;
  const evidence = short.probability ? [{ start: first.start, end: last.end }] : [];
  return { ...short, evidence, criticality: short.label === 'negative' ? 1 : 0 };
}

/** How a text feels on the whole, by a trained model, read with the question that it answers. */
export function readSentiment(
  read: ReadText,
  question: string,
  model: SentimentModel,
): SentimentFinding {
  const polarity = questionPolarity(question);
  const short = readShort(read, polarity);
  if (short) return short;
  const score = scored(read, polarity, model);
  if (!score) return undetected;
  const criticality = worstCriticality(read.tokens, score.clauses, model);
  return { ...decide(score, read, model), criticality };
}

function decide({ chances, clauses }: TextScore, read: ReadText, model: SentimentModel) {
  const known = clauses.filter(({ isKnown }) => isKnown);
  const strongest = (of: 0 | 1 | 2) =>
    known.reduce((best, one) => (one.chances[of] > best.chances[of] ? one : best));
  const evidenceOf = (one: ClauseScore, of: 0 | 1 | 2) =>
    evidenceFor(one.read, model, read.tokens, of);
  const [best, worst] = [strongest(positive), strongest(negative)];
  const top = topOf(chances, clauses.length);
  const evidence: Record<typeof top, () => Span[]> = {
    [positive]: () => evidenceOf(best, positive),
    [negative]: () => evidenceOf(worst, negative),
    [neutral]: () => [],
    [mixed]: () =>
      [...evidenceOf(best, positive), ...(best === worst ? [] : evidenceOf(worst, negative))].sort(
        (left, right) => left.start - right.start,
      ),
  };
  return { label: modelClasses[top], probability: chances[top], evidence: evidence[top]() };
}

/**
 * The clauses of a text in order, each with its own label; those about how things once were, where they
 * are otherwise now, are left out.
 */
export function readClauseSentiments(
  read: ReadText,
  question: string,
  model: SentimentModel,
): ClauseFinding[] {
  const polarity = questionPolarity(question);
  const short = readShort(read, polarity);
  const [first, last] = [read.tokens[0], read.tokens[read.tokens.length - 1]];
  if (!first || !last) return [];
  if (short) {
    const { label, probability } = short;
    return [{ start: first.start, end: last.end, label, probability }];
  }
  return (scored(read, polarity, model)?.clauses ?? []).flatMap((one): ClauseFinding[] => {
    const { from, to } = one.read.clause;
    const [opening, closing] = [read.tokens[from], read.tokens[to - 1]];
    if (!opening || !closing) return [];
    const span = { start: opening.start, end: closing.end };
    if (!one.isKnown) return [{ ...span, label: 'undetected' as const, probability: 0 }];
    const top = topOf(one.chances, 1);
    return [{ ...span, label: modelClasses[top], probability: one.chances[top] }];
  });
}
