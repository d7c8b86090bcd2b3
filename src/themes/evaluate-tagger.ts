import { readFileSync } from 'node:fs';
import { projectPath } from '../paths.js';
import {
  scoreLabels,
  scoreLabelSets,
  type LabelScores,
  type SetScores,
} from '../text/score-labels.js';
import type { ModelClass } from '../text/sentiment-model.js';
import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { Baseline } from './baseline-sentiment.js';
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
import type { Tagger } from './tag-comments.js';

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

export interface ThemeReport {
  set: string;
  count: number;
  scores: SetScores;
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

/** Measures themes by key or name; undefined for a set that was coded by another frame. */
export function evaluateThemes(
  { name, comments }: LabelledSet,
  tagger: Tagger,
): ThemeReport | undefined {
  const keys = new Map(
    tagger.frame.themes.flatMap(({ key, name: words }) => [
      [key, key],
      [words.toLowerCase(), key],
    ]),
  );
  const coded = comments.flatMap((comment) => (comment.themes ? [comment] : []));
  const truth = coded.map(({ themes = [] }) =>
    themes.map((theme) => keys.get(theme.toLowerCase()) ?? theme),
  );
  const ours = truth.flat().filter((theme) => keys.has(theme)).length;
  // A set coded by another frame may share a name with ours by chance ("Feeling safe").
  if (ours * 2 <= truth.flat().length) return undefined;
  const found = coded.map(({ text, question }) =>
    tagger.tag(text, question).themes.map(({ key }) => key),
  );
  return { set: name, count: coded.length, scores: scoreLabelSets(truth, found) };
}

/** Our own comments with themes: written before the rules were tuned, by the rules' author. */
export const readThemeSet = (): LabelledSet => ({
  name: 'labelled-comments',
  comments: parseLabelledLines(
    readFileSync(projectPath('tests/themes/labelled-comments.jsonl'), 'utf8'),
  ),
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

/** Measures the tagger on sets given, or on those of the project. */
export function evaluateTagger(
  tagger: Tagger,
  baselines: readonly Baseline[],
  given?: readonly LabelledSet[],
): Evaluation {
  const skipped: string[] = [];
  const ofPublic = publicSets.flatMap((name) => {
    const set = readPublicSet(name);
    if (set) return withoutUncoded(heldOut(set));
    skipped.push(`${name} was skipped: ../shared/data/labelled/${name}.jsonl is not here.`);
    return [];
  });
  const sets = given ?? [...ofPublic, heldOut(readDomainSet()), readThemeSet()];
  return {
    sentiment: sets.flatMap((set) => evaluateSentiment(set, tagger, baselines) ?? []),
    themes: sets.flatMap((set) => evaluateThemes(set, tagger) ?? []),
    skipped: given ? [] : skipped,
  };
}
