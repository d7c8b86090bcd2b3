import { encodeModel } from '../../src/text/sentiment-model.js';
import { describeModel } from '../../src/themes/model-card.js';
import { readTrainingSets, trainTagger } from '../../src/themes/train-tagger.js';

/** Run by itself: jest cannot load natural's lexicon. */
const model = trainTagger(readTrainingSets());
const file = encodeModel(model);
console.log(
  JSON.stringify({
    file: Buffer.from(file).toString('base64'),
    description: describeModel(model, file.length),
  }),
);
