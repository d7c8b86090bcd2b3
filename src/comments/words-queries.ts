import type { Db } from '../db/schema.js';

export interface TextOf {
  id: number;
  text: string;
}

/** The texts of some comments, which the caller knows may be seen. */
export const textsOf = (db: Db, ids: readonly number[]): Promise<TextOf[]> =>
  db.selectFrom('comment').select(['id', 'text']).where('id', 'in', ids).orderBy('id').execute();
