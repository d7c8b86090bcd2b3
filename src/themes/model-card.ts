import type { LabelScore, LabelScores } from '../text/score-labels.js';
import type { SentimentModel } from '../text/sentiment-model.js';
import { crossValidate } from './cross-validate.js';
import {
  evaluateSentiment,
  withParts,
  type ReadLabel,
  type SentimentReport,
} from './evaluate-sentiment.js';
import { domainSet, isHeldOut, isUncoded, type LabelledSet } from './labelled-sets.js';

/** So few texts of this set are there that all of them are needed to decide by. */
const whole = 'course_evaluations';

/** What may be looked at when the model is changed: all but the texts held out. */
const developmentPart = ({ name, comments }: LabelledSet): LabelledSet => ({
  name,
  comments: name === whole ? comments : comments.filter(({ text }) => !isHeldOut(text)),
});

const figure = (value: number) =>
  Number.isNaN(value) ? '-' : value.toFixed(3).replace(/^0(?=\.)/, '');
const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const noScores: LabelScores = { count: 0, accuracy: NaN, macroF1: NaN, labels: [] };
const recallOf = (labels: readonly LabelScore[], label: string) =>
  figure(labels.find((one) => one.label === label)?.recall ?? NaN);

function reportRow({ set, systems, five, flipped, sure, reliability }: SentimentReport) {
  const { count, accuracy, macroF1, labels } = systems[0]?.scores ?? noScores;
  return [
    set,
    count,
    figure(accuracy),
    figure(macroF1),
    figure(five?.accuracy ?? NaN),
    recallOf(labels, 'negative'),
    figure(flipped),
    `${Math.round(sure.share * 100)}%`,
    figure(sure.accuracy),
    figure(reliability.error),
  ];
}

const head = [
  'texts of',
  'number',
  'accuracy',
  'macro-F1',
  'accuracy on five labels',
  'negative recall',
  'flipped',
  'at .7 or more',
  'accuracy of those',
  'calibration error',
];

function byGroup({ comments }: LabelledSet): LabelledSet[] {
  const groups = [...new Set(comments.map(({ group = '' }) => group))].sort();
  return groups.map((name) => ({
    name,
    comments: comments.filter(({ group = '' }) => group === name),
  }));
}

/** A model's figures by five-fold cross-validation on the development part of its sets, as Markdown. */
export function measureForCard(sets: readonly LabelledSet[]): string {
  const parts = sets.map(developmentPart);
  const read = crossValidate(parts);
  const report = (some: readonly LabelledSet[]) =>
    some.flatMap((set) => evaluateSentiment(set, read, []) ?? []);
  const domain = parts.filter(({ name }) => name === domainSet);
  return [
    table(head, report(parts.flatMap(withParts)).map(reportRow)),
    'Of the domain’s comments, by whose voice they are in:',
    table(head, report(domain.flatMap(byGroup)).map(reportRow)),
    'Reliability: what was said to be so likely right, and how much of it was.',
    reliabilityTable(parts, read),
  ].join('\n\n');
}

function reliabilityTable(sets: readonly LabelledSet[], read: ReadLabel): string {
  const all = sets.flatMap(({ comments }) => comments.filter((one) => !isUncoded(one)));
  const report = evaluateSentiment({ name: 'all', comments: all }, read, []);
  return table(
    ['probability', 'texts', 'said', 'right'],
    (report?.reliability.bins ?? []).map(({ from, to, count, said, right }) => [
      `${from.toFixed(1)} to ${to.toFixed(1)}`,
      count,
      figure(said),
      figure(right),
    ]),
  );
}

/** What the model is made of, as Markdown. */
export function describeModel({ header }: SentimentModel, bytes: number): string {
  const rows = Object.entries(header.learnedFrom).map(([set, count]) => [set, count]);
  return [
    `${header.features} features, ${bytes} bytes. Learned from:`,
    table(['set', 'texts'], rows),
  ].join('\n\n');
}

/** Puts what was measured between the marks of a card. @throws RangeError where a mark is missing. */
export function fillCard(card: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((so, [name, content]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [from, to] = [so.indexOf(open), so.indexOf(close)];
    if (from < 0 || to < from) throw new RangeError(`The model card has no part “${name}”.`);
    return `${so.slice(0, from + open.length)}\n\n${content}\n\n${so.slice(to)}`;
  }, card);
}
