import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectPath } from '../../src/paths.js';
import { encodeModel } from '../../src/text/sentiment-model.js';
import { sentimentCardFile, sentimentModelFile } from '../../src/themes/load-tagger.js';
import { describeModel } from '../../src/themes/model-card.js';
import { readTrainingSets, trainTagger } from '../../src/themes/train-tagger.js';

const there = existsSync(projectPath('../shared/data/labelled'));

(there ? test : test.skip)(
  'the sentiment model that comes with the program is the one that its texts give, and its card is of it',
  () => {
    const model = trainTagger(readTrainingSets());
    const file = encodeModel(model);
    expect(Buffer.compare(file, readFileSync(sentimentModelFile))).toBe(0);
    expect(readFileSync(sentimentCardFile, 'utf8')).toContain(describeModel(model, file.length));
  },
);
