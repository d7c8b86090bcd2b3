import SentimentAnalyzer from 'natural/lib/natural/sentiment/SentimentAnalyzer.js';
import { ViewfinderError } from '../errors.js';
import { readText } from '../text/read-text.js';
import type { LabelledText } from '../text/sentiment-examples.js';
import type { SentimentLabel } from '../text/sentiment-labels.js';
import type { SentimentModel } from '../text/sentiment-model.js';
import { isShortAnswer } from '../text/short-answers.js';
import { trainSentiment } from '../text/train-sentiment.js';
import { loadWordVectors } from './load-tagger.js';
import {
  domainSet,
  isUncoded,
  publicSets,
  readDomainSet,
  readPublicSet,
  readValences,
  type LabelledSet,
} from './labelled-sets.js';

/** How much a text of each set counts: more where there are few of a kind, less where labels are coarse. */
const setWeights: Readonly<Record<string, number>> = {
  [domainSet]: 1,
  nhs_pxtextmining_v6: 1.2,
  nhs_phase1: 0.9,
  course_evaluations: 5,
  uci_sentences: 1.8,
};

/** The public sets' coders had three labels: their neutral is of mixed comments too. */
function modelLabel(label: SentimentLabel, set: string): LabelledText['label'] | undefined {
  if (label === 'undetected') return undefined;
  return label === 'neutral' && set !== domainSet ? 'neither' : label;
}

/** The sets that the model learns from. @throws ViewfinderError where one is absent. */
export function readTrainingSets(): LabelledSet[] {
  const sets = publicSets.map((name) => {
    const set = readPublicSet(name);
    if (set) return set;
    throw new ViewfinderError(
      'not_found',
      `Training needs ../shared/data/labelled/${name}.jsonl, which is not here. The trained model that comes with the program goes on working.`,
    );
  });
  return [...sets, readDomainSet()];
}

function trainingTexts({ name, comments }: LabelledSet): LabelledText[] {
  return comments.flatMap((comment) => {
    const { text, question, sentiment } = comment;
    const label = sentiment && modelLabel(sentiment, name);
    // What short answers mean is in a table.
    if (!label || isUncoded(comment) || isShortAnswer(readText(text))) return [];
    const learned = { text, question, label, weight: setWeights[name] ?? 1, set: name };
    if (label !== 'mixed') return [learned];
    // The sets whose questions are not known have no label for mixed.
    return [learned, { ...learned, question: '' }];
  });
}

let lexicon: Record<string, number> | undefined;

function readLexicon(): Record<string, number> {
  const { vocabulary } = new SentimentAnalyzer('English', undefined, 'afinn');
  return (lexicon ??= { ...vocabulary, ...readValences() });
}

/** Learns from those texts of the sets that are to be learned from. */
export function trainTagger(
  sets: readonly LabelledSet[],
  isLearned: (text: string, set: string) => boolean = () => true,
): SentimentModel {
  const texts = sets.flatMap(trainingTexts).filter(({ text, set }) => isLearned(text, set));
  return trainSentiment(texts, readLexicon(), loadWordVectors());
}
