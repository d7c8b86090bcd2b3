import type { Db } from '../../db/schema.js';
import { packCells, unpackCells } from '../../surveys/answer-codes.js';
import { codesIn, type GivenAnswer } from '../answer-queries.js';
import { positionsOf } from './restore-update.js';
import { changesOf, setAnswerChange, takeOutRows, type LaterRow } from './later-queries.js';

/**
 * Takes a response that is being erased out of what later imports keep of it: the answers that it gave
 * before, and which of their rows it was; those behind it move up one place. Its comments' earlier texts
 * go with its comments. Returns the options that it had given, and the rows of later files that hold it.
 */
export async function forgetResponse(
  db: Db,
  { importId, position }: { importId: number; position: number },
): Promise<{ given: GivenAnswer[]; rows: LaterRow[] }> {
  const given: GivenAnswer[] = [];
  for (const change of await changesOf(db, importId)) {
    const { encoding, optionCode, questionId } = change;
    if (encoding === null) continue;
    const positions = positionsOf(change);
    const own = positions.indexOf(position);
    const before = unpackCells(change.before, encoding);
    const cells = packCells(before.slice(own, own + 1));
    if (own >= 0) {
      const codes = codesIn({ optionCode, encoding, cells });
      given.push(...[...codes].map((code) => ({ questionId, code })));
    }
    const left = positions.filter((_, at) => at !== own).map((at) => (at > position ? at - 1 : at));
    await setAnswerChange(db, change, {
      positions: new Uint8Array(left.buffer),
      before: packCells(before.filter((_, at) => at !== own)),
    });
  }
  return { given, rows: await takeOutRows(db, { importId, position }) };
}
