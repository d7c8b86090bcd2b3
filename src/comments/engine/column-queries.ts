import type { Db } from '../../db/schema.js';
import { attributeFacets, type AttributeFacet } from '../comment-filter.js';

export interface PublishedImport {
  id: number;
  surveyId: number;
  waveId: number;
  commentCount: number;
}

/** The imports whose comments can be found, the newest first. */
export const publishedImports = (db: Db): Promise<PublishedImport[]> =>
  db
    .selectFrom('import')
    .innerJoin('wave', 'wave.id', 'import.waveId')
    .select(['import.id', 'wave.surveyId', 'import.waveId', 'import.commentCount'])
    .where('import.state', '=', 'published')
    .orderBy('import.id', 'desc')
    .execute();

/** What each theme counts as: itself, and the theme that it is part of. */
export async function themeKeys(db: Db): Promise<Map<number, string[]>> {
  const themes = await db.selectFrom('theme').select(['id', 'key', 'parentKey']).execute();
  return new Map(
    themes.map(({ id, key, parentKey }) => [id, parentKey === null ? [key] : [key, parentKey]]),
  );
}

export interface StoredColumn {
  importId: number;
  /** Of a multiple choice; -1 for every other kind. */
  optionCode: number;
  encoding: 'u8' | 'u16';
  cells: Uint8Array;
}

/** The answers to a question with options, of every import. */
export const answerColumnsOf = (db: Db, questionId: number): Promise<StoredColumn[]> =>
  db
    .selectFrom('answerColumn')
    .select(['importId', 'optionCode', 'encoding', 'cells'])
    .where('questionId', '=', questionId)
    .where('encoding', 'in', ['u8', 'u16'] as const)
    .$narrowType<{ encoding: 'u8' | 'u16' }>()
    .execute();

/** The answers to one attribute in one import, with the words of each option by its code. */
export interface StoredAttribute {
  role: AttributeFacet;
  encoding: 'u8' | 'u16';
  cells: Uint8Array;
  labels: Map<number, string>;
}

/** The attributes that are facets, as the responses of an import gave them. */
export async function attributesOf(db: Db, importId: number): Promise<StoredAttribute[]> {
  const columns = await db
    .selectFrom('answerColumn')
    .innerJoin('question', 'question.id', 'answerColumn.questionId')
    .select(['question.id', 'question.role', 'answerColumn.encoding', 'answerColumn.cells'])
    .where('answerColumn.importId', '=', importId)
    .where('answerColumn.optionCode', '<', 0)
    .where('answerColumn.encoding', 'in', ['u8', 'u16'] as const)
    .where('question.role', 'in', attributeFacets)
    .$narrowType<{ encoding: 'u8' | 'u16'; role: AttributeFacet }>()
    .execute();
  const attributes: StoredAttribute[] = [];
  for (const { id, ...column } of columns) {
    const options = await db
      .selectFrom('option')
      .select(['code', 'label'])
      .where('questionId', '=', id)
      .execute();
    attributes.push({
      ...column,
      labels: new Map(options.map(({ code, label }) => [code, label])),
    });
  }
  return attributes;
}
