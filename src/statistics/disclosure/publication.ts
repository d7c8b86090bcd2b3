import type { Db } from '../../db/schema.js';
import type { AskedQuestion } from '../asked-question.js';
import type { PartRates } from '../breakdown.js';
import type { Counted } from '../count-question.js';
import { ratesForAll, ratesForParts, type Rates } from '../rates.js';
import type { Figure } from '../withhold.js';
import { maskedRates } from './masked-rates.js';
import type { PublishedTable } from './published-table.js';
import { withheldFromPublication } from './released-queries.js';

export interface PublishedWave {
  id: number;
  questions: readonly AskedQuestion[];
}

/**
 * The figures of a table as they may leave, after disclosure control by all that has left of the wave
 * before; from then on it counts as left itself. A part with a withheld base is there, marked `[c]`.
 */
export async function publishedRates(
  db: Db,
  wave: PublishedWave,
  table: Omit<PublishedTable, 'counted'>,
  counted: Counted,
): Promise<{ all: Rates<Figure>; parts: PartRates[] }> {
  const withheld = await withheldFromPublication(db, wave, { ...table, counted: null });
  const { question, by } = table;
  const parts = (by?.options ?? []).map(({ code, label }) => ({
    code,
    label,
    ...maskedRates(ratesForParts(question, counted, [code]), code, withheld),
  }));
  return {
    all: maskedRates(ratesForAll(question, counted), 'all', withheld),
    parts: parts.filter(({ base }) => base !== 0),
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
