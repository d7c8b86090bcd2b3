import { readFileSync } from 'node:fs';
import { projectPath } from '../paths.js';
import { encodeLearning } from '../text/encode-learning.js';
import { scoreLabels, type LabelScores } from '../text/score-labels.js';
import type { ModelClass } from '../text/sentiment-model.js';
import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { Baseline } from './baseline-sentiment.js';
import { codedBy, evaluateThemes, isForeign, type ThemeReport } from './evaluate-themes.js';
import {
  isHeldOut,
  isUncoded,
  parseLabelledLines,
  publicSets,
  readDomainSet,
  readPublicSet,
  type LabelledComment,
  type LabelledSet,
} from './labelled-sets.js';
import { learnFromComments } from './learn-from-comments.js';
import { readFrameFile } from './read-frame-file.js';
import { createTagger, type Tagger } from './tag-comments.js';

/** From this probability on a tag is sure enough that nobody need look at it first. */
export const sureFrom = 0.7;

export interface SentimentReport {
  set: string;
  /** On three labels, mixed and undetected counting as neutral, as most sets have it. */
  systems: { name: string; scores: LabelScores }[];
  /** On all five labels, where the set has them. */
  five?: LabelScores;
  sure: { share: number; accuracy: number };
}

export interface Evaluation {
  sentiment: SentimentReport[];
  themes: ThemeReport[];
  /** What was left out, in sentences. */
  skipped: string[];
}

const threeClass = (label: SentimentLabel): ModelClass =>
  label === 'mixed' || label === 'undetected' ? 'neutral' : label;

function mostCommon(labels: readonly string[]): string {
  const count = (label: string) => labels.filter((one) => one === label).length;
  return [...new Set(labels)].sort((left, right) => count(right) - count(left))[0] ?? '';
}

/** Measures the sentiment of a set's labelled comments, side by side with the baselines. */
export function evaluateSentiment(
  { name, comments }: LabelledSet,
  tagger: Tagger,
  baselines: readonly Baseline[],
): SentimentReport | undefined {
  const labelled = comments.flatMap((comment) => {
    const { sentiment } = comment;
    return sentiment ? [{ ...comment, sentiment }] : [];
  });
  if (labelled.length === 0) return undefined;
  const found = labelled.map(({ text, question }) => tagger.tag(text, question).sentiment);
  const labels = labelled.map(({ sentiment }) => sentiment);
  const hasFive = labels.some((label) => label !== threeClass(label));
  const truth = labels.map(threeClass);
  const own = found.map(({ label }) => threeClass(label));
  const systems = [
    { name: 'viewfinder', scores: scoreLabels(truth, own) },
    ...baselines.map(({ name: baseline, read }) => ({
      name: baseline,
      scores: scoreLabels(
        truth,
        labelled.map(({ text }) => read(text)),
      ),
    })),
    {
      name: 'most common class',
      scores: scoreLabels(
        truth,
        truth.map(() => mostCommon(truth)),
      ),
    },
  ];
  const sure = found.flatMap(({ label, probability }, at) => {
    if (probability < sureFrom) return [];
    return [hasFive ? label === labels[at] : own[at] === truth[at]];
  });
  return {
    set: name,
    systems,
    ...(hasFive
      ? {
          five: scoreLabels(
            labels,
            found.map(({ label }) => label),
          ),
        }
      : {}),
    sure: {
      share: sure.length / labelled.length,
      accuracy: sure.filter(Boolean).length / sure.length,
    },
  };
}

/**
 * Comments with sentiment and themes of our own, by the author of the rules; none is trained on.
 * The rules were revised on the labelled ones, and never on the unseen.
 */
const ownSets = ['labelled-comments', 'unseen-comments'] as const;

const readOwnSet = (name: string): LabelledSet => ({
  name,
  comments: parseLabelledLines(readFileSync(projectPath(`tests/themes/${name}.jsonl`), 'utf8')),
});

const heldOut = ({ name, comments }: LabelledSet): LabelledSet => ({
  name,
  comments: comments.filter(({ text }) => isHeldOut(text)),
});

function withoutUncoded(set: LabelledSet): LabelledSet[] {
  const coded = set.comments.filter((comment: LabelledComment) => !isUncoded(comment));
  if (coded.length === set.comments.length) return [set];
  return [set, { name: `${set.name}, without Trust B's uncoded neutrals`, comments: coded }];
}

/** The frame that each public set with themes is coded by, where it comes with the program. */
const framesOfSets = new Map([['nhs_pxtextmining_v6', 'nhs-patient-feedback']]);

/** By the rules, and for a set with texts enough that are not held out, once more after learning from them. */
function evaluateOwn(tagger: Tagger, set: LabelledSet): ThemeReport[] {
  const name = framesOfSets.get(set.name);
  if (name === undefined) return [evaluateThemes(set, tagger) ?? []].flat();
  const frame = readFrameFile(name);
  const byRules = createTagger({ frame });
  const confirmed = readPublicSet(set.name)?.comments.filter(({ text }) => !isHeldOut(text)) ?? [];
  const coded = codedBy({ name: set.name, comments: confirmed }, byRules.frame);
  const learning = encodeLearning(
    learnFromComments(
      coded.map(({ codes, ...comment }) => ({ ...comment, keys: codes })),
      byRules,
    ),
  );
  const after = { ...set, name: `${set.name}, after learning from ${coded.length} others` };
  return [
    evaluateThemes(set, byRules) ?? [],
    evaluateThemes(after, createTagger({ frame, learning })) ?? [],
  ].flat();
}

/** Measures the tagger on the project's sets, each by the frame that it is coded by. */
export function evaluateTagger(tagger: Tagger, baselines: readonly Baseline[]): Evaluation {
  const skipped: string[] = [];
  const ofPublic = publicSets.flatMap((name) => {
    const set = readPublicSet(name);
    if (set) return withoutUncoded(heldOut(set));
    skipped.push(`${name} was skipped: ../shared/data/labelled/${name}.jsonl is not here.`);
    return [];
  });
  const sets = [...ofPublic, heldOut(readDomainSet()), ...ownSets.map(readOwnSet)];
  return {
    sentiment: sets.flatMap((set) => evaluateSentiment(set, tagger, baselines) ?? []),
    themes: sets.flatMap((set) => evaluateOwn(tagger, set)),
    skipped,
  };
}

/** Measures the tagger on sets given. */
export function evaluateSets(
  tagger: Tagger,
  baselines: readonly Baseline[],
  sets: readonly LabelledSet[],
): Evaluation {
  return {
    sentiment: sets.flatMap((set) => evaluateSentiment(set, tagger, baselines) ?? []),
    themes: sets.flatMap((set) => evaluateThemes(set, tagger) ?? []),
    skipped: sets
      .filter((set) => isForeign(set, tagger))
      .map(
        ({ name }) =>
          `The themes of ${name} are not measured: most are not of the frame ${tagger.frame.name}. Name the frame that it is coded by with --frame.`,
      ),
  };
}
