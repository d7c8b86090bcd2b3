import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/schema.js';
import { ViewfinderError } from '../../errors.js';
import { writeCsv } from '../../http/csv.js';
import { fileNameOf } from '../../http/file-name.js';
import { askedQuestions } from '../rate-queries.js';
import { responseHeading, responseLines } from './response-lines.js';
import { importColumns, publishedImports, waveRevision } from './response-queries.js';

/** So many responses at once: a few milliseconds, after which pages have their turn. */
const chunkOfResponses = 200;

/** Answers of single people are never for publication. */
export const responsesFileName = (wave: { id: number; name: string; surveyName: string }) =>
  `${fileNameOf(`${wave.surveyName}, ${wave.name}`, `wave-${wave.id}`)}-responses-not-for-publication.csv`;

/**
 * Every answer of every response of a wave as CSV, in parts: only one import's columns are held at a time.
 * Comments are not among them. The caller has seen to it that the wave may be seen.
 * @throws ViewfinderError `conflict` where the wave changes meanwhile: half of the file would be of before.
 */
export async function* responsesCsv(db: Db, waveId: number): AsyncGenerator<string> {
  const revision = await waveRevision(db, waveId);
  const questions = await askedQuestions(db, waveId);
  yield writeCsv([responseHeading]);
  for (const { id, responses } of await publishedImports(db, waveId)) {
    const lines = responseLines(id, questions, await importColumns(db, id));
    if ((await waveRevision(db, waveId)) !== revision) {
      throw new ViewfinderError(
        'conflict',
        'The wave changed while its responses were being written. Download them again.',
      );
    }
    for (let from = 0; from < responses; from += chunkOfResponses) {
      yield lines(from, Math.min(from + chunkOfResponses, responses));
      await setImmediate();
    }
  }
}
