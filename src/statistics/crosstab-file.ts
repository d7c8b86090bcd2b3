import { answerNames } from '../comments/answer-name-queries.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Sight } from '../people/sight.js';
import { answerChoiceText } from '../surveys/answer-choice.js';
import { parseCrosstabAddress, type CrosstabAddress } from './crosstab-address.js';
import { crosstabFaults } from './crosstab-choices.js';
import type { CrosstabSpec } from './crosstab.js';
import { askedQuestions } from './rate-queries.js';

/**
 * What the address of a cross-tabulation's file asks for, with the names of the answers it is narrowed to.
 * @throws ViewfinderError `invalid` where it does not say which two questions of the wave.
 */
export async function parseCrosstabFile(
  db: Db,
  viewer: Sight,
  wave: { id: number },
  query: Readonly<Record<string, unknown>>,
): Promise<{ spec: CrosstabSpec; address: CrosstabAddress; names: string[] }> {
  const address = parseCrosstabAddress(query);
  const { rowsId, columnsId, percent, where } = address;
  const faults = crosstabFaults(address, await askedQuestions(db, wave.id));
  if (faults.length > 0 || rowsId === undefined || columnsId === undefined) {
    const ask = 'Choose two questions on the page of the cross-tabulation, and download it there.';
    throw new ViewfinderError('invalid', ask, { faults });
  }
  const names = [...(await answerNames(db, viewer, where.map(answerChoiceText))).values()];
  return { spec: { waveId: wave.id, rowsId, columnsId, percent, where }, address, names };
}
