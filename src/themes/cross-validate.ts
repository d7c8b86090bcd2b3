import { readSentiment } from '../text/read-sentiment.js';
import { readText } from '../text/read-text.js';
import type { ReadLabel } from './evaluate-sentiment.js';
import { partOf, type LabelledSet } from './labelled-sets.js';
import { trainTagger } from './train-tagger.js';

const folds = 5;
const foldOf = (text: string) => partOf(text, folds, 'fold');

/** Trains on four parts of five, five times, and reads each text by the model that has not seen it. */
export function crossValidate(sets: readonly LabelledSet[]): ReadLabel {
  const models = Array.from({ length: folds }, (_, fold) =>
    trainTagger(sets, (text) => foldOf(text) !== fold),
  );
  return (text, question) => {
    const model = models[foldOf(text)];
    if (!model) throw new RangeError('Every text is in one of the folds.');
    return readSentiment(readText(text), question, model);
  };
}
