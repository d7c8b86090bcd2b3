import { formatCount } from '../http/formats.js';
import type { LabelScore, LabelScores } from '../text/score-labels.js';
import type { Reliability } from '../text/reliability.js';
import type { CapabilityReport } from '../themes/evaluate-behaviour.js';
import { sureFrom } from '../text/sentiment-labels.js';
import type { SentimentReport } from '../themes/evaluate-sentiment.js';

/** ".847"; "-" where there is nothing to divide by. */
export const figure = (value: number) =>
  Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0(?=\.)/, '');

export const row = (name: string, figures: readonly number[], width = 28) =>
  `  ${name.padEnd(width)}${figures.map((value) => figure(value).padStart(10)).join('')}`;

const labelRows = (labels: readonly Omit<LabelScore, 'f1'>[]) =>
  labels.map(
    ({ label, precision, recall, support }) =>
      `${row(`  ${label}`, [precision, recall])}${String(support).padStart(8)}`,
  );

const precisionHead = `  ${''.padEnd(28)} precision    recall   texts`;

function fiveRows(scores: LabelScores | undefined): string[] {
  if (!scores) return [];
  return [
    row('viewfinder, five labels', [scores.accuracy, scores.macroF1]),
    precisionHead,
    ...labelRows(scores.labels),
  ];
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

function reliabilityRows({ bins, error }: Reliability): string[] {
  const shown = bins.map(
    ({ from, to, said, right, count }) =>
      `${row(`  ${from.toFixed(1)} to ${to.toFixed(1)}`, [said, right])}${String(count).padStart(8)}`,
  );
  return [
    `  ${'probability'.padEnd(28)}      said     right   texts`,
    ...shown,
    row('  expected calibration error', [error]),
  ];
}

export function sentimentLines(report: SentimentReport): string[] {
  const { set, systems, five, flipped, sure, reliability } = report;
  const [own] = systems;
  return [
    `${set}: ${formatCount(own?.scores.count ?? 0, 'text')}`,
    `  ${''.padEnd(28)}  accuracy  macro-F1`,
    ...systems.map(({ name, scores }) => row(name, [scores.accuracy, scores.macroF1])),
    precisionHead,
    ...labelRows(own?.scores.labels ?? []),
    ...fiveRows(five),
    `  At probability ${sureFrom} or more: ${percent(sure.share)} of texts, accuracy ${figure(sure.accuracy)}`,
    `  Positive taken for negative or negative for positive: ${figure(flipped)} of those`,
    ...reliabilityRows(reliability),
    '',
  ];
}

export const behaviourLines = (reports: readonly CapabilityReport[]): string[] => [
  `  ${''.padEnd(40)}     texts     right     pairs   flipped`,
  ...reports.map(
    ({ capability, texts, right, pairsRight, flipped }) =>
      `  ${capability.padEnd(40)}${[texts, ...[right, pairsRight, flipped].map(figure)]
        .map((one) => String(one).padStart(10))
        .join('')}`,
  ),
  '',
];
