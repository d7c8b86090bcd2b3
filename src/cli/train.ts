import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { formatBytes, formatCount } from '../http/formats.js';
import { exitWith } from '../exit-with.js';
import { encodeModel } from '../text/sentiment-model.js';
import { sentimentModelFile } from '../themes/load-tagger.js';
import { trainTagger } from '../themes/train-tagger.js';

/** Trains the sentiment model anew and writes it where the program reads it. */
async function train(): Promise<void> {
  const model = trainTagger();
  const file = encodeModel(model);
  await writeFile(sentimentModelFile, file);
  const { learnedFrom, features, temperature } = model.header;
  for (const [set, count] of Object.entries(learnedFrom)) {
    console.log(`  ${formatCount(count, 'text')} of ${set}`);
  }
  console.log(
    `${formatCount(features, 'feature')} kept, temperature ${temperature}, ${formatBytes(file.length)}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await train().catch(exitWith);
