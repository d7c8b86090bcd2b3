import type { Db } from '../../db/schema.js';
import type { AskedQuestion } from '../asked-question.js';
import type { Rates } from '../rates.js';
import type { Figure } from '../withhold.js';
import { maskedRates } from './masked-rates.js';
import { baseField, optionField, placeKey, type PublishedTable } from './published-table.js';
import { withheldFromPublication } from './released-queries.js';

export interface PublishedWave {
  id: number;
  questions: readonly AskedQuestion[];
}

/**
 * The true figures of a table as they may leave, after disclosure control by all that has left of the
 * wave before; from then on it counts as left itself. `parts` are all of them, those without replies too:
 * that there is nobody in one tells something, and is withheld where it must be.
 */
export async function publishedRates<P extends Rates & { code: number }>(
  db: Db,
  wave: PublishedWave,
  table: Omit<PublishedTable, 'counted'>,
  { all, parts }: { all: Rates; parts: readonly P[] },
): Promise<{ all: Rates<Figure>; parts: (Omit<P, keyof Rates> & Rates<Figure>)[] }> {
  const withheld = await withheldFromPublication(db, wave, { ...table, counted: null });
  return {
    all: maskedRates(all, 'all', withheld),
    parts: parts.map((part) => maskedRates(part, part.code, withheld)),
  };
}

/**
 * Which numbers of a measure's figure are withheld: those of the answers `codes` among the base of
 * `question`, as the measure counts it, of those whom `where` is of. Consistent with every table that has
 * left of the wave, and remembered for those to come.
 */
export async function protectSum(
  db: Db,
  wave: PublishedWave,
  { question, where, codes }: Pick<PublishedTable, 'question' | 'where'> & { codes: number[] },
): Promise<{ numerator: boolean; base: boolean }> {
  const table = { question, by: null, where, counted: codes };
  const withheld = await withheldFromPublication(db, wave, table);
  return { numerator: withheld.has('all sum'), base: withheld.has('all base') };
}

/** Whether the mean of a scale is withheld: it is told with the counts of its answers, `codes`, or not at all. */
export async function protectMean(
  db: Db,
  wave: PublishedWave,
  { question, where, codes }: Pick<PublishedTable, 'question' | 'where'> & { codes: number[] },
): Promise<boolean> {
  const table = { question, by: null, where, counted: null };
  const withheld = await withheldFromPublication(db, wave, table);
  const fields = [baseField, ...codes.map(optionField)];
  return fields.some((field) => withheld.has(placeKey('all', field)));
}
