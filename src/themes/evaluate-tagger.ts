import { encodeLearning } from '../text/encode-learning.js';
import { readSentiment } from '../text/read-sentiment.js';
import { readText } from '../text/read-text.js';
import type { Baseline } from './baseline-sentiment.js';
import {
  evaluateBehaviour,
  readMinimalPairs,
  type CapabilityReport,
} from './evaluate-behaviour.js';
import {
  evaluateSentiment,
  withParts,
  type ReadLabel,
  type SentimentReport,
} from './evaluate-sentiment.js';
import { codedBy, evaluateThemes, isForeign, type ThemeReport } from './evaluate-themes.js';
import {
  isHeldOut,
  publicSets,
  readDomainSet,
  readOwnSets,
  readPublicSet,
  type LabelledSet,
} from './labelled-sets.js';
import { learnFromComments } from './learn-from-comments.js';
import { readFrameFile } from './read-frame-file.js';
import { createTagger, type Tagger } from './tag-comments.js';
import { trainTagger } from './train-tagger.js';

export interface Evaluation {
  sentiment: SentimentReport[];
  behaviour: CapabilityReport[];
  themes: ThemeReport[];
  /** What was left out, in sentences. */
  skipped: string[];
}

const heldOut = ({ name, comments }: LabelledSet): LabelledSet => ({
  name,
  comments: comments.filter(({ text }) => isHeldOut(text)),
});

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
  const weights = encodeLearning(
    learnFromComments(
      coded.map(({ codes, ...comment }) => ({ ...comment, keys: codes })),
      byRules,
    ),
  );
  const after = { ...set, name: `${set.name}, after learning from ${coded.length} others` };
  return [
    evaluateThemes(set, byRules) ?? [],
    evaluateThemes(after, createTagger({ frame, learning: { weights, frame } })) ?? [],
  ].flat();
}

const labelBy =
  (tagger: Tagger): ReadLabel =>
  (text, question) =>
    tagger.tag(text, question).sentiment;

/**
 * Reads by a model that has not seen the texts held out: the one that comes with the program was trained
 * the same way on all of them.
 */
function readUnseen(sets: readonly LabelledSet[]): ReadLabel {
  const model = trainTagger(sets, (text) => !isHeldOut(text));
  return (text, question) => readSentiment(readText(text), question, model);
}

/** Measures the tagger on the project's sets, each by the frame that it is coded by. */
export function evaluateTagger(tagger: Tagger, baselines: readonly Baseline[]): Evaluation {
  const there = publicSets.flatMap((name) => readPublicSet(name) ?? []);
  const absent = publicSets.filter((name) => there.every((set) => set.name !== name));
  const training = [...there, readDomainSet()];
  const unseen = training.map(heldOut);
  const own = readOwnSets();
  const byUnseen = absent.length === 0 ? readUnseen(training) : undefined;
  return {
    sentiment: [
      ...(byUnseen
        ? unseen
            .flatMap(withParts)
            .flatMap((set) => evaluateSentiment(set, byUnseen, baselines) ?? [])
        : []),
      ...own.flatMap((set) => evaluateSentiment(set, labelBy(tagger), baselines) ?? []),
    ],
    behaviour: evaluateBehaviour(readMinimalPairs(), labelBy(tagger)),
    themes: [...unseen, ...own].flatMap((set) => evaluateOwn(tagger, set)),
    skipped: absent.map(
      (name) =>
        `${name} was skipped, and with it the sentiment of what is held out, which takes a model trained on all sets: ../shared/data/labelled/${name}.jsonl is not here.`,
    ),
  };
}

/** Measures the tagger on sets given. */
export function evaluateSets(
  tagger: Tagger,
  baselines: readonly Baseline[],
  sets: readonly LabelledSet[],
): Evaluation {
  return {
    sentiment: sets.flatMap((set) => evaluateSentiment(set, labelBy(tagger), baselines) ?? []),
    behaviour: [],
    themes: sets.flatMap((set) => evaluateThemes(set, tagger) ?? []),
    skipped: sets
      .filter((set) => isForeign(set, tagger))
      .map(
        ({ name }) =>
          `The themes of ${name} are not measured: most are not of the frame ${tagger.frame.name}. Name the frame that it is coded by with --frame.`,
      ),
  };
}
