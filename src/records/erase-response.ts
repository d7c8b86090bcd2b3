import { createHash } from 'node:crypto';
import { unindexComments } from '../db/full-text.js';
import type { Db } from '../db/schema.js';
import { notFound } from '../errors.js';
import type { Services } from '../http/services.js';
import { noteErasures } from '../imports/erasure-list.js';
import { findImport, findImportPapers, removeComments } from '../imports/import-queries.js';
import { removeLoneAnswers } from '../imports/lone-answers.js';
import { forgetResponse } from '../imports/updates/forget-response.js';
import { countAdded, laterRows } from '../imports/updates/later-queries.js';
import { dropUpload } from '../imports/uploads.js';
import { recordAudit, type Actor } from '../people/audit-queries.js';
import type { Viewer } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { fallQuotes } from '../reports/fallen-queries.js';
import { findWave } from '../surveys/survey-queries.js';
import { cutAnswers } from './answer-queries.js';
import { answersOf, correctImport, correctLaterImport } from './correct-imports.js';
import { describeResponses, type ErasurePreview } from './describe-response.js';
import {
  commentsOf,
  questionsCommented,
  removeResponse,
  responseAtRow,
  type KnownResponse,
} from './response-queries.js';

async function eraseOne(db: Db, response: KnownResponse, at: string): Promise<void> {
  const { importId, position, surveyId } = response;
  await fallQuotes(db, response, at);
  const comments = await commentsOf(db, response);
  const addedLater = await countAdded(db, comments);
  const commented = await questionsCommented(db, comments);
  if (comments.length > 0) {
    await unindexComments(db, comments);
    await removeComments(db, comments);
  }
  const { group, answers } = await answersOf(db, response);
  const given = await cutAnswers(db, importId, position);
  const later = await forgetResponse(db, response);
  await removeResponse(db, response);
  await removeLoneAnswers(db, surveyId, [...given, ...later.given]);
  const { sourceRow } = response;
  const gone = { sourceRow, comments: comments.length, addedLater, group, answers, commented };
  await correctImport(db, response, gone);
  for (const row of later.rows) await correctLaterImport(db, row, gone);
}

/** An id may be somebody's e-mail address: the audit can prove one, and does not tell it. */
const proofOf = (platformId: string | null) =>
  platformId === null ? null : createHash('sha256').update(platformId).digest('hex');

async function audit(db: Db, actor: Actor, response: KnownResponse, preview: ErasurePreview) {
  const { name, surveyName } = await findWave(db, wholeSight, response.waveId);
  await recordAudit(db, actor, {
    action: 'response_erased',
    subject: { kind: 'wave', id: response.waveId, name: `${surveyName}, ${name}` },
    after: {
      import: response.importId,
      row: response.sourceRow,
      idSha256: proofOf(response.platformId),
      comments: preview.comments,
      reports: preview.reports.map(({ id }) => id),
    },
  });
}

/**
 * Where the responses stand now, each once, however often it was named: another erasure may have moved
 * or taken them since they were found, and the place of one that is gone is its neighbour's.
 */
async function foundAgain(db: Db, responses: readonly KnownResponse[]): Promise<KnownResponse[]> {
  const now: KnownResponse[] = [];
  const named = new Map(responses.map((one) => [`${one.importId}/${one.sourceRow}`, one]));
  for (const { importId, sourceRow } of named.values()) {
    now.push(...(await responseAtRow(db, importId, sourceRow)));
  }
  if (now.length === 0) throw notFound('response');
  return now.sort((a, b) => a.importId - b.importId || b.position - a.position);
}

/**
 * Erases responses with all that is theirs: cells, comments, index entries, tags, and the words of quotes;
 * then has what was removed written over, by a job of their import. Returns what went.
 * @throws ViewfinderError `not_found` where they are gone already.
 */
export async function eraseResponses(
  { config, db, jobs }: Pick<Services, 'config' | 'db' | 'jobs'>,
  viewer: Viewer,
  responses: readonly KnownResponse[],
): Promise<ErasurePreview> {
  const at = new Date().toISOString();
  const { preview, files, wipe } = await db.transaction().execute(async (transaction) => {
    const found = await foundAgain(transaction, responses);
    const whole = await describeResponses(transaction, viewer, found);
    const names: (string | null)[] = [];
    const places: { fileSha256: string; sourceRow: number }[] = [...found];
    for (const response of found) {
      names.push((await findImportPapers(transaction, response.importId)).uploadName);
      const own = await describeResponses(transaction, wholeSight, [response]);
      for (const row of await laterRows(transaction, response)) {
        names.push((await findImportPapers(transaction, row.importId)).uploadName);
        places.push({ ...row, ...(await findImport(transaction, wholeSight, row.importId)) });
      }
      await eraseOne(transaction, response, at);
      await audit(transaction, viewer, response, own);
    }
    // Before the end of the transaction: what is done without being noted would come back with a backup.
    const erasures = places.map(({ fileSha256, sourceRow }) => ({
      at,
      file: fileSha256,
      row: sourceRow,
    }));
    await noteErasures(config, erasures);
    const job = await jobs.note(transaction, 'wipe', found[0]?.importId ?? 0, viewer);
    return { preview: whole, files: names, wipe: job };
  });
  for (const name of files) await dropUpload(config, name);
  jobs.run(wipe);
  await jobs.idleOrLate();
  return preview;
}
