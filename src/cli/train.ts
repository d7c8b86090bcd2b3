import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { exitWith } from '../exit-with.js';
import { formatBytes, formatCount } from '../http/formats.js';
import { encodeModel } from '../text/sentiment-model.js';
import { encodeLearning } from '../text/encode-learning.js';
import { shippedFrame } from '../themes/compile-frame.js';
import { readCodedComments } from '../themes/labelled-sets.js';
import { learnFromComments } from '../themes/learn-from-comments.js';
import { shippedLearningFile } from '../themes/learning.js';
import { createTagger } from '../themes/tag-comments.js';
import { sentimentCardFile, sentimentModelFile } from '../themes/load-tagger.js';
import { describeModel, fillCard, measureForCard } from '../themes/model-card.js';
import { readTrainingSets, trainTagger } from '../themes/train-tagger.js';

/**
 * How many times as much it counts that a theme is found as that what is found is right: a person sees what was
 * suggested wrongly, and not what was missed. What it does is in the card.
 */
const recallWeight = 1.25;

/** Learns the themes of the frame that comes with the program, and writes that where the program reads it. */
async function learnThemes(): Promise<void> {
  const comments = readCodedComments().map(({ text, question, themes = [] }) => ({
    ...{ text, question, keys: themes },
  }));
  const weights = encodeLearning(
    learnFromComments(comments, createTagger({ frame: shippedFrame() }), recallWeight),
  );
  await writeFile(shippedLearningFile, weights);
  console.log(`Themes of ${formatCount(comments.length, 'text')}, ${formatBytes(weights.length)}`);
}

/**
 * Trains the sentiment model anew on all of its texts and writes it where the program reads it, with the
 * figures of its card, which are of models trained the same way on four fifths; then the themes', to which a
 * comment's sentiment is one sign of many.
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
  await learnThemes();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await train().catch(exitWith);
