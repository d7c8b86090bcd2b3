import { reindexComments, unindexComments } from '../../db/full-text.js';
import type { AnswerChangeTable } from '../../db/schema-updates.js';
import type { Db } from '../../db/schema.js';
import {
  blankCells,
  packCells,
  unpackCells,
  type AnswerCells,
} from '../../surveys/answer-codes.js';
import { currentFrame } from '../../themes/frame-queries.js';
import { rereadComments } from '../../themes/tag-queries.js';
import { codesIn, type GivenAnswer } from '../answer-queries.js';
import { removeComments } from '../import-queries.js';
import { tagComments } from '../tag-import.js';
import { inParts } from './apply-update.js';
import { recode } from './compare-answers.js';
import { forgetUpdates } from './later-queries.js';
import {
  answerChanges,
  columnsOf,
  commentChanges,
  countComments,
  removeColumn,
  replaceColumn,
  writeEarlierTexts,
  type ChangedComment,
} from './update-queries.js';

/** The places that a change names; copied, because a stored BLOB need not be aligned. */
export const positionsOf = ({ positions }: Pick<AnswerChangeTable, 'positions'>): Uint32Array =>
  new Uint32Array(positions.slice().buffer);

const pick = (cells: AnswerCells, positions: Uint32Array): AnswerCells => {
  const picked = cells.slice(0, positions.length);
  positions.forEach((position, at) => (picked[at] = cells[position] ?? 0));
  return picked;
};

/** Puts one column back as it stood. Returns the options that only the change had given. */
async function restoreColumn(db: Db, change: AnswerChangeTable): Promise<GivenAnswer[]> {
  const { updatedImportId, questionId, optionCode, encoding, before } = change;
  const place = { importId: updatedImportId, questionId, optionCode };
  const columns = await columnsOf(db, updatedImportId, questionId);
  const column = columns.find((one) => one.optionCode === optionCode);
  if (!column) return [];
  const positions = positionsOf(change);
  const changed = encoding === null ? column.cells : pick(column.cells, positions);
  const given = codesIn({ optionCode, encoding: column.encoding, cells: packCells(changed) });
  if (encoding === null) await removeColumn(db, place);
  else {
    const cells = blankCells(column.cells.length, encoding);
    column.cells.forEach((cell, at) => (cells[at] = recode(cell, column.encoding, encoding)));
    const earlier = unpackCells(before, encoding);
    positions.forEach((position, at) => (cells[position] = earlier[at] ?? 0));
    await replaceColumn(db, place, { encoding, cells: packCells(cells) });
  }
  return [...given].map((code) => ({ questionId, code }));
}

async function removeAdded(db: Db, added: readonly ChangedComment[]): Promise<void> {
  await inParts(added, async (part) => {
    const ids = part.map(({ commentId }) => commentId);
    await unindexComments(db, ids);
    await removeComments(db, ids);
  });
  const counts = new Map<number, number>();
  for (const { updatedImportId: id } of added) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of counts) await countComments(db, id, -count);
}

/**
 * Makes ready to put back what an import changed in earlier ones: the comments are read and tagged as
 * they stood. The result restores it all, in one transaction, and returns the options that only the
 * changes had given.
 */
export async function prepareRestore(
  db: Db,
  importId: number,
): Promise<(transaction: Db) => Promise<GivenAnswer[]>> {
  const changes = await commentChanges(db, importId);
  const added = changes.filter(({ text }) => text === null);
  const rewritten = changes.flatMap(({ text, ...change }) =>
    text === null ? [] : [{ ...change, text }],
  );
  const { themeIds } = await currentFrame(db);
  const found = await tagComments(db, rewritten);
  return async (transaction) => {
    const given: GivenAnswer[] = [];
    for (const change of await answerChanges(transaction, importId)) {
      given.push(...(await restoreColumn(transaction, change)));
    }
    await removeAdded(transaction, added);
    const idsOf = (part: readonly { commentId: number }[]) =>
      part.map(({ commentId }) => commentId);
    await inParts(rewritten, (part) => unindexComments(transaction, idsOf(part)));
    await writeEarlierTexts(transaction, importId);
    await inParts(rewritten, async (part, from) => {
      await reindexComments(transaction, idsOf(part));
      const tagged = part.flatMap(({ commentId }, at) => {
        const one = found[from + at];
        return one ? [{ commentId, found: one }] : [];
      });
      await rereadComments(transaction, themeIds, tagged);
    });
    await forgetUpdates(transaction, importId);
    return given;
  };
}
