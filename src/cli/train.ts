import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { exitWith } from '../exit-with.js';
import { formatBytes, formatCount } from '../http/formats.js';
import { encodeModel } from '../text/sentiment-model.js';
import { sentimentCardFile, sentimentModelFile } from '../themes/load-tagger.js';
import { describeModel, fillCard, measureForCard } from '../themes/model-card.js';
import { readTrainingSets, trainTagger } from '../themes/train-tagger.js';

/**
 * Trains the sentiment model anew on all of its texts and writes it where the program reads it, with the
 * figures of its card, which are of models trained the same way on four fifths.
 */
async function train(): Promise<void> {
  const sets = readTrainingSets();
  const figures = measureForCard(sets);
  const model = trainTagger(sets);
  const file = encodeModel(model);
  const card = await readFile(sentimentCardFile, 'utf8');
  const filled = fillCard(card, { model: describeModel(model, file.length), figures });
  await writeFile(sentimentModelFile, file);
  await writeFile(sentimentCardFile, filled);
  for (const [set, count] of Object.entries(model.header.learnedFrom)) {
    console.log(`  ${formatCount(count, 'text')} of ${set}`);
  }
  console.log(`${formatCount(model.header.features, 'feature')} kept, ${formatBytes(file.length)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await train().catch(exitWith);
