import SentimentAnalyzer from 'natural/lib/natural/sentiment/SentimentAnalyzer.js';
import { ViewfinderError } from '../errors.js';
import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { ModelClass, SentimentModel } from '../text/sentiment-model.js';
import { trainSentiment, type LabelledText } from '../text/train-sentiment.js';
import {
  isHeldOut,
  isUncoded,
  publicSets,
  readDomainSet,
  readPublicSet,
  readValences,
  type LabelledSet,
} from './labelled-sets.js';

/** How much a text of each set counts: what is nearest to the domain's comments counts most. */
const setWeights: Readonly<Record<string, number>> = {
  domain: 3,
  nhs_pxtextmining_v6: 1,
  nhs_phase1: 0.6,
  course_evaluations: 1,
  uci_sentences: 0.6,
};

/**
 * The model has three classes as most labelled sets do. What is mixed is found by clause, and a
 * text that is both teaches it neither; one that says nothing teaches nothing.
 */
const modelClassOf: Readonly<Record<SentimentLabel, ModelClass | undefined>> = {
  positive: 'positive',
  negative: 'negative',
  neutral: 'neutral',
  mixed: undefined,
  undetected: undefined,
};

function trainingTexts({ name, comments }: LabelledSet): LabelledText[] {
  return comments
    .filter((comment) => !isHeldOut(comment.text) && !isUncoded(comment))
    .flatMap(({ text, question, sentiment }) => {
      const label = sentiment && modelClassOf[sentiment];
      return label ? [{ text, question, label, weight: setWeights[name] ?? 1, set: name }] : [];
    });
}

/** Trains on the sets' texts that are not held out. @throws ViewfinderError where a set is absent. */
export function trainTagger(): SentimentModel {
  const sets = publicSets.map((name) => {
    const set = readPublicSet(name);
    if (set) return set;
    throw new ViewfinderError(
      'not_found',
      `Training needs ../shared/data/labelled/${name}.jsonl, which is not here. The trained model that comes with the program goes on working.`,
    );
  });
  const { vocabulary } = new SentimentAnalyzer('English', undefined, 'afinn');
  const valences = { ...vocabulary, ...readValences() };
  return trainSentiment([...sets, readDomainSet()].flatMap(trainingTexts), valences);
}
