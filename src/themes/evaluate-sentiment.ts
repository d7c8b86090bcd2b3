import { reliabilityOf, type Judged, type Reliability } from '../text/reliability.js';
import { scoreLabels, type LabelScores } from '../text/score-labels.js';
import {
  sureFrom,
  threeLabelOf,
  type SentimentLabel,
  type ThreeLabel,
} from '../text/sentiment-labels.js';
import type { Baseline } from './baseline-sentiment.js';
import { isUncoded, type LabelledComment, type LabelledSet } from './labelled-sets.js';

export type ReadLabel = (
  text: string,
  question: string,
) => { label: SentimentLabel; probability: number };

export interface SentimentReport {
  set: string;
  /** On three labels, mixed and undetected counting as neutral, as most sets have it. */
  systems: { name: string; scores: LabelScores }[];
  /** On all five labels, where the set has them. */
  five?: LabelScores;
  /** The share of positive and negative texts that are taken for the other. */
  flipped: number;
  sure: { share: number; accuracy: number };
  /** Of those that are not undetected, on the labels that the set has. */
  reliability: Reliability;
}

function mostCommon(labels: readonly string[]): string {
  const count = (label: string) => labels.filter((one) => one === label).length;
  return [...new Set(labels)].sort((left, right) => count(right) - count(left))[0] ?? '';
}

function flippedShare(truth: readonly ThreeLabel[], found: readonly ThreeLabel[]): number {
  const clear = truth.flatMap((label, at) => (label === 'neutral' ? [] : [{ label, at }]));
  const other = { positive: 'negative', negative: 'positive', neutral: '' };
  return clear.filter(({ label, at }) => found[at] === other[label]).length / clear.length;
}

/** Measures the sentiment of a set's labelled comments, side by side with the baselines. */
export function evaluateSentiment(
  { name, comments }: LabelledSet,
  read: ReadLabel,
  baselines: readonly Baseline[],
): SentimentReport | undefined {
  const labelled = comments.flatMap((comment) => {
    const { sentiment } = comment;
    return sentiment ? [{ ...comment, sentiment }] : [];
  });
  if (labelled.length === 0) return undefined;
  const found = labelled.map(({ text, question }) => read(text, question));
  const labels = labelled.map(({ sentiment }) => sentiment);
  const hasFive = labels.some((label) => label !== threeLabelOf(label));
  const truth = labels.map(threeLabelOf);
  const own = found.map(({ label }) => threeLabelOf(label));
  const byOthers = baselines.map((one) => ({
    name: one.name,
    labels: labelled.map(({ text }) => one.read(text)),
  }));
  const constant = { name: 'most common class', labels: truth.map(() => mostCommon(truth)) };
  const judged = found.map(({ label, probability }, at): Judged => {
    const right = hasFive ? label === labels[at] : own[at] === truth[at];
    return { probability, right };
  });
  const sure = judged.filter(({ probability }) => probability >= sureFrom);
  const foundLabels = found.map(({ label }) => label);
  return {
    set: name,
    systems: [{ name: 'viewfinder', labels: own }, ...byOthers, constant].map((system) => ({
      name: system.name,
      scores: scoreLabels(truth, system.labels),
    })),
    ...(hasFive ? { five: scoreLabels(labels, foundLabels) } : {}),
    flipped: flippedShare(truth, own),
    sure: {
      share: sure.length / labelled.length,
      accuracy: sure.filter(({ right }) => right).length / sure.length,
    },
    reliability: reliabilityOf(judged.filter((_, at) => foundLabels[at] !== 'undetected')),
  };
}

const leastWords = 5;
const isLong = ({ text }: LabelledComment) => text.trim().split(/\s+/).length >= leastWords;

/** The set, and after it the parts of it that are looked at by themselves. */
export function withParts(set: LabelledSet): LabelledSet[] {
  const { name, comments } = set;
  const coded = comments.filter((comment) => !isUncoded(comment));
  return [
    set,
    ...(name === 'nhs_pxtextmining_v6'
      ? [{ name: `${name}, of five words or more`, comments: comments.filter(isLong) }]
      : []),
    ...(coded.length < comments.length
      ? [{ name: `${name}, without Trust B's uncoded neutrals`, comments: coded }]
      : []),
  ];
}
