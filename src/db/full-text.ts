import { sql, type RawBuilder } from 'kysely';
import type { Db } from './schema.js';

/**
 * Full-text search over comments, SQLite's way (FTS5, porter stemming, external content).
 * Whatever differs by engine is here; callers hold a parsed query and never a MATCH string.
 */

/** One term: `words` are alternatives of one place; a phrase has several in order. */
export interface SearchTerm {
  words: string[];
  prefix: boolean;
}

/** All of `all` (each a list of alternatives), none of `none`. At least one of `all` is needed. */
export interface SearchQuery {
  all: SearchTerm[][];
  none: SearchTerm[];
}

const quoted = (words: readonly string[]) => `"${words.join(' ').replace(/"/g, '""')}"`;
const termText = (term: SearchTerm) => quoted(term.words) + (term.prefix ? '*' : '');

/** The query in FTS5's language; every word is quoted, so nothing typed can be an operator. */
export function matchText(query: SearchQuery): string {
  const wanted = query.all
    .map((alternatives) => `(${alternatives.map(termText).join(' OR ')})`)
    .join(' AND ');
  const unwanted = query.none.map(termText).join(' OR ');
  return unwanted === '' ? wanted : `(${wanted}) NOT (${unwanted})`;
}

/** Rows (id, rank) of the comments that match; smaller rank is better (bm25). */
export const matchingComments = (query: SearchQuery): RawBuilder<{ id: number; rank: number }> =>
  sql<{
    id: number;
    rank: number;
  }>`(select rowid as id, rank from comment_index where comment_index match ${matchText(query)})`;

/** Indexes the comments of an import whose ids come after `afterId`, once their rows are in. */
export async function indexComments(db: Db, importId: number, afterId: number): Promise<void> {
  await sql`insert into comment_index (rowid, text)
    select id, text from comment where import_id = ${importId} and id > ${afterId}`.execute(db);
}

/** Takes the comments with these ids out of the index, before their rows go. */
export async function unindexComments(db: Db, ids: readonly number[]): Promise<void> {
  await sql`insert into comment_index (comment_index, rowid, text)
    select 'delete', id, text from comment where id in (${sql.join(ids)})`.execute(db);
}

/** The indexed word stems with the number of comments that hold each. */
export async function indexedWords(db: Db): Promise<{ word: string; comments: number }[]> {
  const { rows } = await sql<{
    word: string;
    comments: number;
  }>`select term as word, doc as comments from comment_word`.execute(db);
  return rows;
}

/** Gives the write-ahead log's space back after a large import; it grows without bound otherwise. */
export async function shrinkLog(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(TRUNCATE)`.execute(db);
}
