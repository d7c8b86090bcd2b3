import type { Db } from '../../db/schema.js';
import type { PreparedImport } from '../import-types.js';
import { importsSaying } from './update-queries.js';

/** An earlier import of the wave that holds, word for word, comments of what seem to be new responses. */
export interface RepeatedWords {
  importId: number;
  fileName: string;
  /** So many of the comments that were looked for. */
  found: number;
  lookedFor: number;
}

/** Two people may write "Nothing" or "My dog", and hardly a whole sentence. */
const leastLength = 20;
const mostLookedFor = 300;
/** So many must be there, and so large a share: one letter handed in by several people is no copy of a file. */
const leastFound = 3;
const leastShare = 0.5;

/** Texts from all over the file, each once. */
function textsToLookFor({ comments }: PreparedImport): string[] {
  const texts = [...new Set(comments.map(({ text }) => text))].filter(
    (text) => text.length >= leastLength,
  );
  const step = Math.ceil(texts.length / mostLookedFor);
  return texts.filter((_, at) => at % step === 0);
}

/**
 * Whether the responses that are to be added are in the wave already under no number, or another: the same
 * file saved once more by a spreadsheet program that takes the zeros off its numbers, say.
 */
export async function findRepeatedWords(
  db: Db,
  waveId: number,
  fresh: PreparedImport,
): Promise<RepeatedWords[]> {
  const texts = textsToLookFor(fresh);
  if (texts.length < leastFound) return [];
  const least = Math.max(leastFound, texts.length * leastShare);
  const known = await importsSaying(db, waveId, texts);
  return known
    .filter(({ found }) => found >= least)
    .map((one) => ({ ...one, lookedFor: texts.length }));
}
