import type { Db } from '../db/schema.js';

/** A response of a published import, with what names it from outside. */
export interface KnownResponse {
  importId: number;
  position: number;
  sourceRow: number;
  platformId: string | null;
  fileName: string;
  fileSha256: string;
  waveId: number;
  surveyId: number;
  /** True where the file that it came in is kept. */
  fileKept: boolean;
}

const responses = (db: Db) =>
  db
    .selectFrom('response')
    .innerJoin('import', 'import.id', 'response.importId')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select((row) => [
      'response.importId',
      'response.position',
      'response.sourceRow',
      'response.platformId',
      'import.fileName',
      'import.fileSha256',
      'import.waveId',
      'wave.surveyId',
      row('import.uploadName', 'is not', null).as('fileKept'),
    ])
    .where('import.state', '=', 'published')
    // From the end of an import to its beginning: taking one out moves only those behind it.
    .orderBy('response.importId')
    .orderBy('response.position', 'desc');

type Found = Awaited<ReturnType<ReturnType<typeof responses>['execute']>>;
const known = (rows: Found): KnownResponse[] =>
  rows.map((row) => ({ ...row, fileKept: Boolean(row.fileKept) }));

/** "row 12": how a response is named where its file had no ids. */
const rowNamed = /^row (\d{1,9})$/i;

/** The responses of a wave with this id of the survey platform, or at "row 12" of the spreadsheet. */
export async function findResponses(
  db: Db,
  waveId: number,
  named: string,
): Promise<KnownResponse[]> {
  const ofWave = responses(db).where('import.waveId', '=', waveId);
  const found = await ofWave.where('response.platformId', '=', named).execute();
  const row = rowNamed.exec(named)?.[1];
  if (found.length > 0 || row === undefined) return known(found);
  return known(await ofWave.where('response.sourceRow', '=', Number(row)).execute());
}

/** The response that a comment is part of; none where the comment is gone. */
export const responseOfComment = async (db: Db, commentId: number): Promise<KnownResponse[]> =>
  known(
    await responses(db)
      .innerJoin('comment', (join) =>
        join
          .onRef('comment.importId', '=', 'response.importId')
          .onRef('comment.position', '=', 'response.position'),
      )
      .where('comment.id', '=', commentId)
      .execute(),
  );

/** The response at a row of an import's sheet. */
export const responseAtRow = async (
  db: Db,
  importId: number,
  sourceRow: number,
): Promise<KnownResponse[]> =>
  known(
    await responses(db)
      .where('response.importId', '=', importId)
      .where('response.sourceRow', '=', sourceRow)
      .execute(),
  );

/** The responses that came from a row of a file, in whichever imports. */
export async function responsesOfFile(
  db: Db,
  fileSha256: string,
  sourceRow: number,
): Promise<KnownResponse[]> {
  const found = responses(db).where('import.fileSha256', '=', fileSha256);
  return known(await found.where('response.sourceRow', '=', sourceRow).execute());
}

/** The comments of a response, by id. */
export async function commentsOf(
  db: Db,
  { importId, position }: Pick<KnownResponse, 'importId' | 'position'>,
): Promise<number[]> {
  const rows = await db
    .selectFrom('comment')
    .select('id')
    .where('importId', '=', importId)
    .where('position', '=', position)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes a response's row out; the responses behind it, and their comments, move up one place, as their
 * cells have. In two steps, since no two rows may bear one place even in passing.
 */
export async function removeResponse(
  db: Db,
  { importId, position }: Pick<KnownResponse, 'importId' | 'position'>,
): Promise<void> {
  await db
    .deleteFrom('response')
    .where('importId', '=', importId)
    .where('position', '=', position)
    .execute();
  await db
    .updateTable('response')
    .set((row) => ({ position: row('position', '*', -1) }))
    .where('importId', '=', importId)
    .where('position', '>', position)
    .execute();
  await db
    .updateTable('response')
    .set((row) => ({ position: row(row.val(-1), '-', row.ref('position')) }))
    .where('importId', '=', importId)
    .where('position', '<', 0)
    .execute();
  await db
    .updateTable('comment')
    .set((row) => ({ position: row('position', '-', 1) }))
    .where('importId', '=', importId)
    .where('position', '>', position)
    .execute();
}

/** Wordings of the open questions that comments answer. */
export async function questionsCommented(
  db: Db,
  commentIds: readonly number[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('comment')
    .innerJoin('question', 'question.id', 'comment.questionId')
    .select('question.text')
    .where('comment.id', 'in', commentIds)
    .execute();
  return new Set(rows.map(({ text }) => text));
}
