import { notFound } from '../errors.js';
import type { Db, ImportState, ImportTable } from '../db/schema.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { openText, sealText } from './seal.js';

export interface ImportSummary {
  id: number;
  waveId: number;
  surveyId: number;
  survey: string;
  wave: string;
  state: ImportState;
  fileName: string;
  fileBytes: number;
  fileSha256: string;
  groupKey: string | null;
  layout: string | null;
  responseCount: number;
  commentCount: number;
  createdAt: string;
  publishedAt: string | null;
}

const summaries = (db: Db, viewer: Sight) =>
  db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .innerJoin('survey', 'survey.id', 'wave.surveyId')
    .select([
      'import.id',
      'import.waveId',
      'wave.surveyId',
      'survey.name as survey',
      'wave.name as wave',
      'import.state',
      'import.fileName',
      'import.fileBytes',
      'import.fileSha256',
      'import.groupKey',
      'import.layout',
      'import.responseCount',
      'import.commentCount',
      'import.createdAt',
      'import.publishedAt',
    ])
    .where('wave.surveyId', 'not in', hiddenFrom(viewer));

/** Every import, newest first, undone ones too. */
export const listImports = (db: Db, viewer: Sight): Promise<ImportSummary[]> =>
  summaries(db, viewer).orderBy('import.id', 'desc').execute();

/** @throws ViewfinderError `not_found`. */
export async function findImport(db: Db, viewer: Sight, importId: number): Promise<ImportSummary> {
  const found = await summaries(db, viewer).where('import.id', '=', importId).executeTakeFirst();
  if (!found) throw notFound('import');
  return found;
}

const paperNames = ['profile', 'mapping', 'mappingEdits', 'report'] as const;
type Papers = Pick<ImportTable, (typeof paperNames)[number]>;
export type ImportPapers = Papers & Pick<ImportTable, 'uploadName' | 'uploadKey'>;

/** Every paper of `papers` that there is, as `change` makes it. */
const mapPapers = <T extends Partial<Papers>>(papers: T, change: (text: string) => string): T => {
  const changed = paperNames.flatMap((name) => {
    const text = papers[name];
    return typeof text === 'string' ? [[name, change(text)]] : [];
  });
  return { ...papers, ...(Object.fromEntries(changed) as Partial<T>) };
};

/** The stored file and the JSON papers of an import, readable. @throws ViewfinderError `not_found`. */
export async function findImportPapers(db: Db, importId: number): Promise<ImportPapers> {
  const found = await db
    .selectFrom('import')
    .select(['uploadName', 'uploadKey', ...paperNames])
    .where('id', '=', importId)
    .executeTakeFirst();
  if (!found) throw notFound('import');
  return mapPapers(found, (text) => openText(found.uploadKey, text));
}

/**
 * The papers of an import that is under way, as they may be stored: they hold examples, and labels of
 * columns that may turn out to be personal details, so they are sealed with the key of its file.
 */
export async function sealPapers(
  db: Db,
  importId: number,
  papers: Partial<Papers>,
): Promise<Partial<Papers>> {
  const { uploadKey } = await findImportPapers(db, importId);
  if (uploadKey === null) throw notFound('file');
  return mapPapers(papers, (text) => sealText(uploadKey, text));
}

export interface NewImport {
  waveId: number;
  fileName: string;
  fileSha256: string;
  fileBytes: number;
  uploadName: string | null;
  uploadKey: string | null;
  groupKey: string | null;
}

export async function addImport(db: Db, values: NewImport): Promise<number> {
  const { id } = await db
    .insertInto('import')
    .values({ ...values, state: 'reading', createdAt: new Date().toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type ImportChange = Partial<
  ImportPapers &
    Pick<ImportTable, 'state' | 'layout' | 'publishedAt' | 'sameNumbers' | 'codedBy'> & {
      responseCount: number;
      commentCount: number;
    }
>;

export async function changeImport(db: Db, importId: number, change: ImportChange): Promise<void> {
  await db.updateTable('import').set(change).where('id', '=', importId).execute();
}

/**
 * Moves an import on, if it still stands at one of the states `from`: of two requests at once, only
 * one does. Returns whether it did.
 */
export async function moveImport(
  db: Db,
  importId: number,
  from: readonly ImportState[],
  change: ImportChange & { state: ImportState },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('import')
    .set(change)
    .where('id', '=', importId)
    .where('state', 'in', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The import of the same survey that came from the same bytes, if any: published, or purged since. */
export const findSameFile = (db: Db, waveId: number, fileSha256: string) =>
  db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select(['import.id', 'import.fileName', 'wave.name as wave', 'import.state'])
    .where('import.fileSha256', '=', fileSha256)
    .where('import.state', 'in', ['published', 'purging', 'purged'])
    .where('wave.surveyId', '=', (query) =>
      query.selectFrom('wave').select('surveyId').where('id', '=', waveId),
    )
    .executeTakeFirst();

/** The mappings confirmed for the survey that the wave belongs to, newest first, as JSON. */
export async function confirmedMappings(db: Db, waveId: number): Promise<string[]> {
  const found = await db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select('import.mapping')
    .where('import.state', '=', 'published')
    .where('wave.surveyId', '=', (query) =>
      query.selectFrom('wave').select('surveyId').where('id', '=', waveId),
    )
    .orderBy('import.publishedAt', 'desc')
    .execute();
  return found.flatMap(({ mapping }) => mapping ?? []);
}

/** Removes the row of an import that holds nothing any more, with its jobs. */
export async function removeImportRow(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('job').where('importId', '=', importId).execute();
  await db.deleteFrom('import').where('id', '=', importId).execute();
}

/** The highest id of any comment; 0 where there is none. */
export async function lastComment(db: Db): Promise<number> {
  const found = await db
    .selectFrom('comment')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? 0;
}

/** The ids of an import's comments, in order. */
export async function importedComments(db: Db, importId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('comment')
    .select('id')
    .where('importId', '=', importId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Removes comments with their tags and sentiment; their index entries must be gone already. */
export async function removeComments(db: Db, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('tag').where('commentId', 'in', ids).execute();
  await db.deleteFrom('sentiment').where('commentId', 'in', ids).execute();
  await db.deleteFrom('commentChange').where('commentId', 'in', ids).execute();
  await db.deleteFrom('comment').where('id', 'in', ids).execute();
}

/** Removes an import's answer columns and responses. */
export async function removeAnswers(db: Db, importId: number): Promise<void> {
  await db.deleteFrom('answerColumn').where('importId', '=', importId).execute();
  await db.deleteFrom('response').where('importId', '=', importId).execute();
}

/** The imports of a wave that still have to be purged. */
export async function purgingImports(db: Db, waveId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('import')
    .select('id')
    .where('waveId', '=', waveId)
    .where('state', '=', 'purging')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
