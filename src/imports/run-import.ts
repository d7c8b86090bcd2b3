import type { Config } from '../config.js';
import { emptyLog } from '../db/empty-log.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import { recordAudit } from '../people/audit-queries.js';
import { wholeSight } from '../people/sight.js';
import { taggerParts } from '../themes/frame-queries.js';
import { applyTopics } from '../themes/live-topics.js';
import { importsOfWave } from '../themes/topic-queries.js';
import type { TaggerParts } from '../themes/tag-comments.js';
import { openTagPool, type TagPool } from '../themes/tag-pool.js';
import { enoughForPool, tagImport } from './tag-import.js';
import { describeColumns } from './columns/describe-columns.js';
import { describeDoubts } from './columns/doubtful-rows.js';
import { editMapping } from './columns/edit-mapping.js';
import { mappingToKeep } from './columns/mapping-to-keep.js';
import { guessMapping } from './columns/guess-mapping.js';
import { knownQuestions } from './columns/known-questions.js';
import {
  changeImport,
  findImport,
  findImportPapers,
  findSameFile,
  confirmedMappings,
  sealPapers,
  type ImportPapers,
} from './import-queries.js';
import { parseMapping, parseMappingEdits, type ImportProfile } from './import-papers.js';
import type { ImportTask } from './import-task.js';
import type { Mapping, PreparedImport, SurveyTable } from './import-types.js';
import { prepareImport } from './prepare/prepare-import.js';
import { reportOf, reportToKeep } from './report-of.js';
import { readSurvey } from './read-survey.js';
import { sealText } from './seal.js';
import { storeImport } from './store-import.js';
import { prepareUpdate } from './updates/apply-update.js';
import { planUpdate } from './updates/plan-update.js';
import { saidOf, updatePlace, withUpdate } from './updates/update-place.js';
import { saveWordings } from './wording-queries.js';
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

const earlierMappings = async (db: Db, waveId: number): Promise<Mapping[]> =>
  (await confirmedMappings(db, waveId)).flatMap((json) => parseMapping(json) ?? []);

async function guess(task: ImportTask, table: SurveyTable): Promise<Mapping> {
  const { waveId } = await findImport(task.db, wholeSight, task.importId);
  return guessMapping(table, ...(await earlierMappings(task.db, waveId)));
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
  table: SurveyTable;
  mapping: Mapping;
  prepared: PreparedImport;
}

/** What the table gives by the mapping that is kept with the import, or by the one given in its place. */
async function prepare(task: ImportTask, table: SurveyTable, given?: Mapping): Promise<Prepared> {
  const papers = await findImportPapers(task.db, task.importId);
  const stored = given ?? parseMapping(papers.mapping);
  if (!stored) throw new ViewfinderError('conflict', 'The file has not been read yet.');
  const edits = parseMappingEdits(papers.mappingEdits);
  const { fileName, groupKey, createdAt, waveId } = await findImport(
    task.db,
    wholeSight,
    task.importId,
  );
  const known = edits && knownQuestions(stored.columns, await earlierMappings(task.db, waveId));
  const mapping = edits ? editMapping(table, stored, edits, known?.all) : stored;
  const receivedOn = Date.parse(createdAt);
  const prepared = prepareImport(table, mapping, { fileName, groupKey, receivedOn });
  return { table, mapping, prepared };
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
  const { mapping, prepared } = await prepare(task, table);
  const plan = await planUpdate(task.db, await updatePlace(task, mapping), prepared);
  const said = saidOf(plan, prepared, table, mapping);
  const papers = {
    profile: JSON.stringify(profileOf(table, mapping)),
    mapping: JSON.stringify(mapping),
    mappingEdits: null,
    report: JSON.stringify(withUpdate(reportOf(plan.fresh, mapping, table), said)),
  };
  await changeImport(task.db, task.importId, {
    state: 'checked',
    ...(await sealPapers(task.db, task.importId, papers)),
  });
}

type OpenPool = (parts: TaggerParts) => TagPool;

/**
 * Has `work` done beside threads that tag, where there are comments enough for them: they load what they
 * need while it goes on, and end with it.
 */
async function besideTaggers<T>(
  { db }: ImportTask,
  { rows }: SurveyTable,
  openPool: OpenPool,
  work: (pool: TagPool | undefined) => Promise<T>,
): Promise<T> {
  const pool = rows.length >= enoughForPool ? openPool(await taggerParts(db)) : undefined;
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
  await besideTaggers(task, table, openTagPool, async (pool) =>
    publish(task, await prepare(task, table), pool),
  );
}

/** Imports a file in one go, read once, every column taken as it is guessed. */
export async function importWhole(
  task: ImportTask,
  openPool: OpenPool = openTagPool,
): Promise<void> {
  task.onProgress('Reading the file', 0, 0);
  const table = await readSurvey(task);
  await besideTaggers(task, table, openPool, async (pool) => {
    task.onProgress('Checking every answer', 0, table.rows.length);
    const mapping = await guess(task, table);
    await changeImport(task.db, task.importId, { state: 'importing', layout: table.layoutName });
    await publish(task, await prepare(task, table, mapping), pool);
  });
}

/** Writes what was prepared, tagged on the way, in short transactions, and publishes it at the end. */
async function publish(
  task: ImportTask,
  { table, prepared, mapping }: Prepared,
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
  const { fileName } = await findImport(db, wholeSight, importId);
  const place = await updatePlace(task, mapping);
  const plan = await planUpdate(db, place, prepared);
  const { fresh } = plan;
  const file = await findImportPapers(db, importId);
  const kept = keptFile(task.config, file);
  const tagged = await tagImport(db, fresh, pool);
  const { surveyId, waveId } = place;
  const target = { importId, surveyId, waveId };
  await storeImport(db, target, fresh, { tagged, onProgress: task.onProgress });
  const applyUpdate = await prepareUpdate(task, pool, { place, prepared, plan });
  await refuseSecondCopy(task);
  const [responseCount, commentCount] = [fresh.responses.length, fresh.comments.length];
  const said = saidOf(plan, prepared, table, mapping);
  await db.transaction().execute(async (transaction) => {
    await applyUpdate(transaction);
    await saveWordings(transaction, importId, surveyId, mapping);
    await changeImport(transaction, importId, {
      state: 'published',
      publishedAt: new Date().toISOString(),
      responseCount,
      commentCount,
      codedBy: tagged.frameId,
      // What the next wave's file is read by, and what the result page shows: nothing of any cell else.
      profile: null,
      mapping: JSON.stringify(mappingToKeep(mapping)),
      mappingEdits: null,
      report: JSON.stringify(reportToKeep(withUpdate(reportOf(fresh, mapping, table), said))),
      ...kept,
    });
    const subject = { kind: 'import', id: importId, name: fileName };
    const after = {
      responses: responseCount,
      comments: commentCount,
      ...(said.update ? { updated: said.update.updated, unchanged: said.update.unchanged } : {}),
    };
    await recordAudit(transaction, task.actor, { action: 'import_published', subject, after });
  });
  // An update adds comments to earlier imports of the wave too.
  await applyTopics(db, await importsOfWave(db, waveId));
  if (kept.uploadName === null) await dropUpload(task.config, file.uploadName);
  // The log would hold the key, and what it opens; where a backup reads it now, the server empties it later.
  await emptyLog(db);
}
