import { unindexComments } from '../db/full-text.js';
import { inShortTransactions } from '../db/short-transactions.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import { removeUnusedQuestions } from '../surveys/question-queries.js';
import {
  changeImport,
  findImport,
  importedComments,
  removeAnswers,
  removeComments,
} from './import-queries.js';
import type { ImportTask } from './import-task.js';

/** Takes every row of an import out of the database: comments, their index entries and tags, answers, responses. */
export async function clearImport(
  db: Db,
  importId: number,
  onProgress: ImportTask['onProgress'] = () => undefined,
): Promise<void> {
  const { surveyId } = await findImport(db, importId);
  const ids = await importedComments(db, importId);
  await inShortTransactions(db, ids, async (transaction, part, done) => {
    await unindexComments(transaction, part);
    await removeComments(transaction, part);
    onProgress('Removing comments', done, ids.length);
  });
  await db.transaction().execute(async (transaction) => {
    await removeAnswers(transaction, importId);
    await removeUnusedQuestions(transaction, surveyId);
  });
}

/** Undoes a published import: its record stays, marked undone; nothing of its file is left. */
export async function undoImport(task: ImportTask): Promise<void> {
  const { db, importId } = task;
  const { fileName, responseCount, commentCount } = await findImport(db, importId);
  await clearImport(db, importId, task.onProgress);
  await db.transaction().execute(async (transaction) => {
    await changeImport(transaction, importId, {
      state: 'undone',
      profile: null,
      report: null,
      responseCount: 0,
      commentCount: 0,
    });
    await recordAudit(transaction, task.actor, {
      action: 'import_undone',
      subject: { kind: 'import', id: importId, name: fileName },
      before: { responses: responseCount, comments: commentCount },
    });
  });
}
