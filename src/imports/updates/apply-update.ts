import { indexComments, reindexComments, unindexComments } from '../../db/full-text.js';
import { bulkInsert } from '../../db/bulk-insert.js';
import { inShortTransactions } from '../../db/short-transactions.js';
import type { Db } from '../../db/schema.js';
import { ViewfinderError } from '../../errors.js';
import { packCells } from '../../surveys/answer-codes.js';
import { currentFrame } from '../../themes/frame-queries.js';
import type { TagPool } from '../../themes/tag-pool.js';
import { rereadComments, saveTags } from '../../themes/tag-queries.js';
import type { TagRow } from '../../themes/tag-rows.js';
import { lastComment } from '../import-queries.js';
import type { ImportTask } from '../import-task.js';
import type { PreparedImport } from '../import-types.js';
import { tagComments } from '../tag-import.js';
import { compareImport, type ComparedImport, type UpdatePlace } from './compare-import.js';
import type { PlannedUpdate, UpdatePlan } from './plan-update.js';
import {
  addAnswerChange,
  addCommentChanges,
  countComments,
  replaceColumn,
  standOf,
  surveyQuestions,
  writeNewTexts,
} from './update-queries.js';

/** So many ids fit one statement. */
const idsAtOnce = 500;

export async function inParts<T>(
  list: readonly T[],
  work: (part: readonly T[], from: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < list.length; from += idsAtOnce) {
    await work(list.slice(from, from + idsAtOnce), from);
  }
}

interface Place extends UpdatePlace {
  waveId: number;
}

interface Ready {
  planned: PlannedUpdate;
  compared: ComparedImport;
  rewritten: TagRow[];
  added: TagRow[];
}

/** Puts the answers of one earlier import right. */
async function applyAnswers(
  db: Db,
  importId: number,
  ready: Ready,
  ids: ReadonlyMap<string, number>,
) {
  const updatedImportId = ready.planned.importId;
  for (const { questionKey, optionCode, cells, encoding, ...change } of ready.compared.columns) {
    const questionId = ids.get(questionKey) ?? 0;
    const column = { encoding, cells: packCells(cells) };
    await replaceColumn(db, { importId: updatedImportId, questionId, optionCode }, column);
    const { positions, before, encodingBefore } = change;
    await addAnswerChange(db, {
      importId,
      updatedImportId,
      questionId,
      optionCode,
      encoding: encodingBefore,
      positions: new Uint8Array(positions.buffer),
      before: packCells(before),
    });
  }
}

/** Gives known comments their new texts and groups; their rows, and what people said of them, stay. */
async function rewriteComments(
  db: Db,
  importId: number,
  { compared, rewritten }: Ready,
  themeIds: ReadonlyMap<string, number>,
): Promise<void> {
  const texts = compared.comments.rewritten.map(({ match, known, here }) => ({
    known,
    newText: here.text,
    newGroupKey: compared.groupOf(match),
  }));
  const groups = compared.regrouped.map(({ match, known }) => ({
    known,
    newText: known.text,
    newGroupKey: compared.groupOf(match),
  }));
  await inParts(texts, (part) =>
    unindexComments(
      db,
      part.map(({ known }) => known.id),
    ),
  );
  await addCommentChanges(
    db,
    [...texts, ...groups].map(({ known: { id: commentId, text, groupKey }, ...after }) => ({
      importId,
      commentId,
      text,
      groupKey,
      ...after,
    })),
  );
  await writeNewTexts(db, importId);
  await inParts(texts, async (part, from) => {
    await reindexComments(
      db,
      part.map(({ known }) => known.id),
    );
    const tagged = part.flatMap(({ known }, at) => {
      const found = rewritten[from + at];
      return found ? [{ commentId: known.id, found }] : [];
    });
    await rereadComments(db, themeIds, tagged);
  });
}

/** Adds the comments that known responses have only now. */
async function addComments(
  db: Db,
  { importId, place, ids }: { importId: number; place: Place; ids: ReadonlyMap<string, number> },
  { planned, compared, added }: Ready,
  themeIds: ReadonlyMap<string, number>,
): Promise<void> {
  const { surveyId, waveId } = place;
  const last = await lastComment(db);
  await bulkInsert(
    db,
    'comment',
    compared.comments.added.map(({ match, here: { questionKey, text } }, at) => ({
      id: last + 1 + at,
      importId: planned.importId,
      surveyId,
      waveId,
      questionId: ids.get(questionKey) ?? 0,
      position: match.position,
      groupKey: compared.groupOf(match),
      text,
    })),
  );
  const commentIds = compared.comments.added.map((_, at) => last + 1 + at);
  const earlier = { text: null, groupKey: null, newText: null, newGroupKey: null };
  await addCommentChanges(
    db,
    commentIds.map((commentId) => ({ importId, commentId, ...earlier })),
  );
  const tagged = commentIds.flatMap((commentId, at) => {
    const found = added[at];
    return found ? [{ commentId, found }] : [];
  });
  await saveTags(db, themeIds, tagged);
  await indexComments(db, planned.importId, last);
  await countComments(db, planned.importId, commentIds.length);
}

/** What was compared before is not what stands there now: somebody erased, undid or imported meanwhile. */
async function refuseMoved(db: Db, { planned }: Ready): Promise<void> {
  if ((await standOf(db, planned.importId)) === planned.stand) return;
  throw new ViewfinderError(
    'conflict',
    `The responses of ${planned.fileName} have changed while this file was being imported. Import it once more.`,
  );
}

async function noteRows(
  db: Db,
  importId: number,
  prepared: PreparedImport,
  ready: readonly Ready[],
) {
  const rows = ready.flatMap(({ planned, compared }) =>
    planned.matches.map(({ at, position }) => ({
      importId,
      sourceRow: prepared.responses[at]?.sourceRow ?? 0,
      updatedImportId: planned.importId,
      position,
      changed: compared.changed.has(at) ? 1 : 0,
    })),
  );
  await inShortTransactions(db, rows, (transaction, part) =>
    bulkInsert(transaction, 'responseUpdate', part),
  );
}

function tagTexts(
  db: Db,
  prepared: PreparedImport,
  comments: readonly { here: { questionKey: string; text: string } }[],
  pool: TagPool | undefined,
): Promise<TagRow[]> {
  const questions = new Map(prepared.openQuestions.map(({ key, text }) => [key, text]));
  const toTag = comments.map(({ here: { questionKey, text } }) => ({
    text,
    question: questions.get(questionKey) ?? '',
  }));
  return tagComments(db, toTag, pool);
}

/**
 * Makes ready what a file changes in earlier imports, once its new responses are stored: all reading and
 * tagging, and which row is which response. The result writes the changes, in the transaction that
 * publishes the import, so that either all of it counts or nothing.
 */
export async function prepareUpdate(
  { db, importId, onProgress }: ImportTask,
  pool: TagPool | undefined,
  { place, prepared, plan }: { place: Place; prepared: PreparedImport; plan: UpdatePlan },
): Promise<(transaction: Db) => Promise<void>> {
  if (plan.updates.length === 0) return () => Promise.resolve();
  onProgress('Comparing the responses that are known', 0, 0);
  const ready: Ready[] = [];
  for (const planned of plan.updates) {
    const { importId: id, groupKey, responses, matches } = planned;
    const earlier = { ...place, importId: id, groupKey, responses };
    // Once more, for the questions and options of the file have their codes only now.
    const compared = await compareImport(db, earlier, prepared, matches);
    const rewritten = await tagTexts(db, prepared, compared.comments.rewritten, pool);
    const added = await tagTexts(db, prepared, compared.comments.added, pool);
    ready.push({ planned, compared, rewritten, added });
  }
  const { themeIds } = await currentFrame(db);
  await noteRows(db, importId, prepared, ready);
  const known = await surveyQuestions(db, place.surveyId);
  const ids = new Map([...known].map(([key, { id }]) => [key, id]));
  return async (transaction) => {
    for (const one of ready) {
      await refuseMoved(transaction, one);
      await applyAnswers(transaction, importId, one, ids);
      await rewriteComments(transaction, importId, one, themeIds);
      await addComments(transaction, { importId, place, ids }, one, themeIds);
    }
  };
}
