import { sql } from 'kysely';
import type { Db } from './schema.js';

/** How many comments hold each of these words, which are lower case; none for a word that no comment holds. */
export async function wordCounts(db: Db, words: readonly string[]): Promise<Map<string, number>> {
  if (words.length === 0) return new Map();
  const { rows } = await sql<{ word: string; comments: number }>`
    select term as word, doc as comments from comment_spelling where term in (${sql.join(words)})`.execute(
    db,
  );
  return new Map(rows.map(({ word, comments }) => [word, comments]));
}
