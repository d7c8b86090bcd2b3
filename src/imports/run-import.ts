import type { Config } from '../config.js';
import { emptyLog } from '../db/empty-log.js';
import { ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import { wholeSight } from '../people/sight.js';
import { openTagPool, type TagPool } from '../themes/tag-pool.js';
import { enoughForPool, tagImport } from './tag-import.js';
import { describeColumns } from './columns/describe-columns.js';
import { describeDoubts } from './columns/doubtful-rows.js';
import { editMapping } from './columns/edit-mapping.js';
import { guessMapping } from './columns/guess-mapping.js';
import {
  changeImport,
  findImport,
  findImportPapers,
  findSameFile,
  lastMapping,
  sealPapers,
  type ImportPapers,
} from './import-queries.js';
import {
  parseMapping,
  parseMappingEdits,
  type ImportProfile,
  type ImportReport,
} from './import-papers.js';
import type { ImportTask } from './import-task.js';
import type { Mapping, PreparedImport, SurveyTable } from './import-types.js';
import { prepareImport } from './prepare/prepare-import.js';
import { reportOf, reportToKeep } from './report-of.js';
import { readSurvey } from './read-survey.js';
import { sealText } from './seal.js';
import { storeImport } from './store-import.js';
import { dropUpload } from './uploads.js';

const profileOf = (table: SurveyTable, mapping: Mapping): ImportProfile => ({
  layoutName: table.layoutName,
  sheet: table.sheet,
  rows: table.rows.length,
  evidence: table.evidence,
  notes: table.notes,
  columns: describeColumns(table, mapping),
  doubtful: describeDoubts(table, mapping.columns),
});

/** What is kept of the file once it is imported: nothing, or all, its key sealed with the setting's. */
function keptFile({ keepUploads, uploadKey }: Config, file: ImportPapers) {
  if (!keepUploads || file.uploadKey === null) return { uploadName: null, uploadKey: null };
  return { uploadName: file.uploadName, uploadKey: sealText(uploadKey, file.uploadKey) };
}

async function guess(task: ImportTask, table: SurveyTable): Promise<Mapping> {
  const { waveId } = await findImport(task.db, wholeSight, task.importId);
  return guessMapping(table, parseMapping(await lastMapping(task.db, waveId)) ?? undefined);
}

/** Reads the file, guesses what every column is, and leaves the import ready to be confirmed. */
export async function readImport(task: ImportTask): Promise<void> {
  task.onProgress('Reading the file', 0, 0);
  const table = await readSurvey(task);
  const mapping = await guess(task, table);
  const papers = {
    profile: JSON.stringify(profileOf(table, mapping)),
    mapping: JSON.stringify(mapping),
  };
  await changeImport(task.db, task.importId, {
    state: 'mapping',
    layout: table.layoutName,
    ...(await sealPapers(task.db, task.importId, papers)),
  });
}

interface Prepared {
  mapping: Mapping;
  report: ImportReport;
  prepared: PreparedImport;
}

/** What the table gives by the mapping that is kept with the import, or by the one given in its place. */
async function prepare(task: ImportTask, table: SurveyTable, given?: Mapping): Promise<Prepared> {
  const papers = await findImportPapers(task.db, task.importId);
  const stored = given ?? parseMapping(papers.mapping);
  if (!stored) throw new ViewfinderError('conflict', 'The file has not been read yet.');
  const edits = parseMappingEdits(papers.mappingEdits);
  const mapping = edits ? editMapping(table, stored, edits) : stored;
  const { fileName, groupKey, createdAt } = await findImport(task.db, wholeSight, task.importId);
  const receivedOn = Date.parse(createdAt);
  const prepared = prepareImport(table, mapping, { fileName, groupKey, receivedOn });
  return { mapping, prepared, report: reportOf(prepared, mapping, table) };
}

/**
 * Two officers may have the same file before them at once: what counts twice would be in every figure.
 * @throws ViewfinderError `conflict` where the survey holds the same bytes by now.
 */
async function refuseSecondCopy({ db, importId }: ImportTask): Promise<void> {
  const { waveId, fileName, fileSha256 } = await findImport(db, wholeSight, importId);
  const same = await findSameFile(db, waveId, fileSha256);
  if (!same) return;
  throw new ViewfinderError(
    'conflict',
    `This file has been imported meanwhile, as ${same.fileName} in the wave ${same.wave}. ${fileName} was not imported a second time: discard this upload.`,
  );
}

/** A dry run: works the officer's changes into the mapping and reports what an import would do. */
export async function checkImport(task: ImportTask): Promise<void> {
  await refuseSecondCopy(task);
  task.onProgress('Reading the file', 0, 0);
  const table = await readSurvey(task);
  task.onProgress('Checking every answer', 0, table.rows.length);
  const { mapping, report } = await prepare(task, table);
  const papers = {
    profile: JSON.stringify(profileOf(table, mapping)),
    mapping: JSON.stringify(mapping),
    mappingEdits: null,
    report: JSON.stringify(report),
  };
  await changeImport(task.db, task.importId, {
    state: 'checked',
    ...(await sealPapers(task.db, task.importId, papers)),
  });
}

/**
 * Has `work` done beside threads that tag, where there are comments enough for them: they load what they
 * need while it goes on, and end with it.
 */
async function besideTaggers<T>(
  { rows }: SurveyTable,
  openPool: () => TagPool,
  work: (pool: TagPool | undefined) => Promise<T>,
): Promise<T> {
  const pool = rows.length >= enoughForPool ? openPool() : undefined;
  try {
    return await work(pool);
  } finally {
    await pool?.close();
  }
}

/** Imports what was checked. */
export async function publishImport(task: ImportTask): Promise<void> {
  await refuseSecondCopy(task);
  task.onProgress('Reading the file', 0, 0);
  const table = await readSurvey(task);
  await besideTaggers(table, openTagPool, async (pool) =>
    publish(task, await prepare(task, table), pool),
  );
}

/** Imports a file in one go, read once, every column taken as it is guessed. */
export async function importWhole(
  task: ImportTask,
  openPool: () => TagPool = openTagPool,
): Promise<void> {
  task.onProgress('Reading the file', 0, 0);
  const table = await readSurvey(task);
  await besideTaggers(table, openPool, async (pool) => {
    task.onProgress('Checking every answer', 0, table.rows.length);
    const mapping = await guess(task, table);
    await changeImport(task.db, task.importId, { state: 'importing', layout: table.layoutName });
    await publish(task, await prepare(task, table, mapping), pool);
  });
}

/** Writes what was prepared, tagged on the way, in short transactions, and publishes it at the end. */
async function publish(
  task: ImportTask,
  { prepared, mapping, report }: Prepared,
  pool: TagPool | undefined,
): Promise<void> {
  const { db, importId } = task;
  await refuseSecondCopy(task);
  if (prepared.responses.length === 0) {
    throw new ViewfinderError(
      'invalid',
      'No row of this file is a response, so nothing was imported.',
    );
  }
  const { waveId, surveyId, fileName } = await findImport(db, wholeSight, importId);
  const file = await findImportPapers(db, importId);
  const kept = keptFile(task.config, file);
  const tagged = await tagImport(db, prepared, pool);
  const place = { importId, surveyId, waveId };
  await storeImport(db, place, prepared, { tagged, onProgress: task.onProgress });
  await refuseSecondCopy(task);
  const [responseCount, commentCount] = [prepared.responses.length, prepared.comments.length];
  await db.transaction().execute(async (transaction) => {
    await changeImport(transaction, importId, {
      state: 'published',
      publishedAt: new Date().toISOString(),
      responseCount,
      commentCount,
      // What the next wave's file is read by, and what the result page shows: nothing of any cell else.
      profile: null,
      mapping: JSON.stringify(mapping),
      mappingEdits: null,
      report: JSON.stringify(reportToKeep(report)),
      ...kept,
    });
    const subject = { kind: 'import', id: importId, name: fileName };
    const after = { responses: responseCount, comments: commentCount };
    await recordAudit(transaction, task.actor, { action: 'import_published', subject, after });
  });
  if (kept.uploadName === null) await dropUpload(task.config, file.uploadName);
  // The log would hold the key, and what it opens; where a backup reads it now, the server empties it later.
  await emptyLog(db);
}
