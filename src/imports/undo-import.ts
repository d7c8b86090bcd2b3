import { unindexComments } from '../db/full-text.js';
import { inShortTransactions } from '../db/short-transactions.js';
import type { Db } from '../db/schema.js';
import { wipeErased } from '../db/wipe.js';
import { recordAudit } from '../people/audit-queries.js';
import { wholeSight } from '../people/sight.js';
import { removeUnusedQuestions } from '../surveys/question-queries.js';
import { earlierAnswers, givenAnswers, type GivenAnswer } from './answer-queries.js';
import {
  changeImport,
  findImport,
  findImportPapers,
  importedComments,
  removeAnswers,
  removeComments,
} from './import-queries.js';
import { removeLoneAnswers } from './lone-answers.js';
import type { ImportTask } from './import-task.js';
import { refuseBeforeLater } from './refuse-undo.js';
import { dropSetAside } from './set-aside.js';
import { forgetUpdates } from './updates/later-queries.js';
import { prepareRestore } from './updates/restore-update.js';
import { dropUpload } from './uploads.js';

/**
 * Takes every row of an import out of the database: comments, their index entries and tags, answers,
 * responses. `restore` puts back, in the same transaction as the last of it, what it changed elsewhere.
 */
export async function clearImport(
  db: Db,
  importId: number,
  onProgress: ImportTask['onProgress'] = () => undefined,
  restore: (transaction: Db) => Promise<GivenAnswer[]> = () => Promise.resolve([]),
): Promise<void> {
  const { surveyId } = await findImport(db, wholeSight, importId);
  const ids = await importedComments(db, importId);
  await inShortTransactions(db, ids, async (transaction, part, done) => {
    await unindexComments(transaction, part);
    await removeComments(transaction, part);
    onProgress('Removing comments', done, ids.length);
  });
  await db.transaction().execute(async (transaction) => {
    const restored = await restore(transaction);
    const given = [
      ...restored,
      ...(await givenAnswers(transaction, importId)),
      ...(await earlierAnswers(transaction, importId)),
    ];
    await forgetUpdates(transaction, importId);
    await removeAnswers(transaction, importId);
    await removeUnusedQuestions(transaction, surveyId);
    await removeLoneAnswers(transaction, surveyId, given);
  });
}

/** Removes the kept file of an import; the change that takes its key and papers out of the row. */
export async function dropPapers({ db, config, importId }: Omit<ImportTask, 'onProgress'>) {
  await dropUpload(config, (await findImportPapers(db, importId)).uploadName);
  return {
    uploadName: null,
    uploadKey: null,
    profile: null,
    mapping: null,
    mappingEdits: null,
    report: null,
  };
}

/** Undoes a published import: its record stays, marked undone; nothing of its file is left. */
export async function undoImport(task: ImportTask): Promise<void> {
  const { db, importId } = task;
  const { fileName, responseCount, commentCount } = await findImport(db, wholeSight, importId);
  await refuseBeforeLater(db, { id: importId, fileName }).catch(async (error: unknown) => {
    await changeImport(db, importId, { state: 'published' });
    throw error;
  });
  await clearImport(db, importId, task.onProgress, await prepareRestore(db, importId));
  const dropped = await dropPapers(task);
  await db.transaction().execute(async (transaction) => {
    await changeImport(transaction, importId, {
      state: 'undone',
      ...dropped,
      responseCount: 0,
      commentCount: 0,
    });
    await recordAudit(transaction, task.actor, {
      action: 'import_undone',
      subject: { kind: 'import', id: importId, name: fileName },
      before: { responses: responseCount, comments: commentCount },
    });
  });
  await dropSetAside(task.config);
  task.onProgress('Overwriting what was removed', 0, 0);
  await wipeErased(task.db);
}
