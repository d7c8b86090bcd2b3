import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandLine } from './command-line.js';
import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';
import { sureFrom } from '../text/sentiment-labels.js';
import type { LabelScore, LabelScores } from '../text/score-labels.js';
import { createBaselines } from '../themes/baseline-sentiment.js';
import {
  evaluateSets,
  evaluateTagger,
  type Evaluation,
  type SentimentReport,
} from '../themes/evaluate-tagger.js';
import type { ThemeReport } from '../themes/evaluate-themes.js';
import { parseLabelledLines, type LabelledSet } from '../themes/labelled-sets.js';
import { readFrameFile } from '../themes/read-frame-file.js';
import { createTagger } from '../themes/tag-comments.js';

/** ".847"; "-" where there is nothing to divide by. */
const figure = (value: number) =>
  Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0(?=\.)/, '');

const row = (name: string, figures: readonly number[]) =>
  `  ${name.padEnd(28)}${figures.map((value) => figure(value).padStart(10)).join('')}`;

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

function sentimentLines({ set, systems, five, sure }: SentimentReport): string[] {
  const [own] = systems;
  return [
    `${set}: ${formatCount(own?.scores.count ?? 0, 'text')}`,
    `  ${''.padEnd(28)}  accuracy  macro-F1`,
    ...systems.map(({ name, scores }) => row(name, [scores.accuracy, scores.macroF1])),
    precisionHead,
    ...labelRows(own?.scores.labels ?? []),
    ...fiveRows(five),
    `  At probability ${sureFrom} or more: ${Math.round(sure.share * 100)}% of texts, accuracy ${figure(sure.accuracy)}`,
    '',
  ];
}

function themeLines({ set, frame, count, scores }: ThemeReport): string[] {
  const { micro, macro, labels } = scores;
  const themeRow = (name: string, { precision, recall, f1, support }: Omit<LabelScore, 'label'>) =>
    `  ${name.padEnd(58)}${[precision, recall, f1].map((value) => figure(value).padStart(10)).join('')}${String(support).padStart(8)}`;
  return [
    `${set} by the frame “${frame}”: ${formatCount(count, 'text')}, ${formatCount(micro.support, 'theme')}`,
    `  ${''.padEnd(58)} precision    recall        F1  themes`,
    themeRow('micro', micro),
    themeRow('macro', macro),
    ...labels.map((label) => themeRow(`  ${label.label}`, label)),
    '',
  ];
}

function readSet(file: string): LabelledSet {
  try {
    return { name: path.basename(file), comments: parseLabelledLines(readFileSync(file, 'utf8')) };
  } catch (cause) {
    throw new ViewfinderError(
      'invalid',
      `${file} cannot be read: each line must be JSON such as {"text": "…", "question": "…", "sentiment": "negative", "themes": ["food"]}.`,
      { cause },
    );
  }
}

function evaluationLines({ sentiment, themes, skipped }: Evaluation, own: boolean): string[] {
  const about = own
    ? [
        'Of each set one text in five, by a hash of its letters, is kept from training; these figures',
        'are of those alone. "domain", "labelled-comments" and "unseen-comments" were written for this',
        'project. None of the latter two is trained on; the rules for themes were revised on',
        'labelled-comments, so that its figures flatter, and not on unseen-comments.',
        '',
      ]
    : [];
  return [
    ...about,
    'SENTIMENT (mixed and undetected count as neutral, unless five labels are named)',
    ...sentiment.flatMap(sentimentLines),
    ...(themes.length ? ['THEMES', ...themes.flatMap(themeLines)] : []),
    ...skipped,
  ];
}

/** Prints how the tagger fares against people's labels: of the project's sets, or of files given. */
export function evaluateCommand({ positionals, values }: CommandLine): Promise<void> {
  const { frame } = values;
  const tagger = createTagger(frame === undefined ? undefined : { frame: readFrameFile(frame) });
  const given = positionals.length > 0 ? positionals.map(readSet) : undefined;
  const evaluation = given
    ? evaluateSets(tagger, createBaselines(), given)
    : evaluateTagger(tagger, createBaselines());
  console.log(
    values.json
      ? JSON.stringify(evaluation, null, 2)
      : evaluationLines(evaluation, !given).join('\n'),
  );
  return Promise.resolve();
}
