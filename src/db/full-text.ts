import { sql, type RawBuilder } from 'kysely';
import type { Db } from './schema.js';

/**
 * Full-text search over comments, SQLite's way: two FTS5 indexes over the one stored text, of word
 * stems and of words as typed. Whatever differs by engine is here; callers hold a parsed query and
 * never a MATCH string.
 */

/** Words in order, beside each other: by stem, exactly as given, or with the last only begun. */
export interface SearchTerm {
  words: string[];
  match: 'stem' | 'exact' | 'prefix';
}

/** All of `all` (each a list of alternatives), none of `none`; with `all` empty, every comment but those. */
export interface SearchQuery {
  all: SearchTerm[][];
  none: SearchTerm[];
}

type Matches = RawBuilder<{ id: number; rank: number }>;

/** Every word is quoted, so nothing typed can be an operator of FTS5's language. */
const termText = ({ words, match }: SearchTerm) =>
  `"${words.join(' ').replace(/"/g, '""')}"${match === 'prefix' ? '*' : ''}`;
const anyOf = (terms: readonly SearchTerm[]) => `(${terms.map(termText).join(' OR ')})`;
const allOf = (groups: readonly (readonly SearchTerm[])[]) => groups.map(anyOf).join(' AND ');

const byStem = (text: string): Matches =>
  sql`select rowid as id, rank from comment_index where comment_index match ${text}`;
const byWord = (text: string): Matches =>
  sql`select rowid as id, rank from comment_exact where comment_exact match ${text}`;

const isStem = (term: SearchTerm) => term.match === 'stem';
const isWord = (term: SearchTerm) => term.match !== 'stem';

/** One select for each index that the alternatives need; an id may come out of both. */
function eitherIndex(terms: readonly SearchTerm[]): Matches[] {
  const [stems, words] = [terms.filter(isStem), terms.filter(isWord)];
  return [
    ...(stems.length > 0 ? [byStem(anyOf(stems))] : []),
    ...(words.length > 0 ? [byWord(anyOf(words))] : []),
  ];
}

/** As few selects as do: each gives an id at most once, and a comment must be in every one. */
function wantedParts(all: SearchQuery['all']): Matches[] {
  const stems = all.filter((group) => group.every(isStem));
  const words = all.filter((group) => group.every(isWord));
  const mixed = all.filter((group) => group.some(isStem) && group.some(isWord));
  return [
    ...(stems.length > 0 ? [byStem(allOf(stems))] : []),
    ...(words.length > 0 ? [byWord(allOf(words))] : []),
    ...mixed.map(
      (group): Matches =>
        sql`select id, min(rank) as rank from (${sql.join(eitherIndex(group), sql` union all `)}) group by id`,
    ),
  ];
}

const everyComment: Matches = sql`select id, 0.0 as rank from comment`;

/**
 * The comments (id, rank) that match, to join with; smaller rank is better (bm25, summed over what
 * was asked for). Without a query, every comment at rank 0.
 */
export function matchingComments(query: SearchQuery | undefined): Matches {
  if (!query) return sql`(${everyComment})`;
  const [first = everyComment, ...more] = wantedParts(query.all);
  const wanted =
    more.length === 0
      ? first
      : sql`select id, sum(rank) as rank from (${sql.join([first, ...more], sql` union all `)})
          group by id having count(*) = ${1 + more.length}`;
  const unwanted = eitherIndex(query.none).map((part) => sql`select id from (${part})`);
  const without =
    unwanted.length === 0 ? sql`` : sql`where id not in (${sql.join(unwanted, sql` union all `)})`;
  // Materialized, or the planner may read other tables first and ask the index again for each row.
  return sql`(with wanted as materialized (${wanted}) select id, rank from wanted ${without})`;
}

/**
 * Lets the indexes gather more parts before they merge some. An import adds hundreds of parts: with
 * SQLite's own 4 it takes a fifth longer, with 16 one merge in the end holds up every writer for a second.
 */
export async function mergeSeldom(db: Db): Promise<void> {
  for (const index of ['comment_index', 'comment_exact']) {
    await sql`insert into ${sql.table(index)} (${sql.ref(index)}, rank) values ('automerge', 8)`.execute(
      db,
    );
  }
}

/** Indexes the comments of an import whose ids come after `afterId`, once their rows are in. */
export async function indexComments(db: Db, importId: number, afterId: number): Promise<void> {
  for (const index of ['comment_index', 'comment_exact']) {
    // By id (the + keeps the index of the import's comments out of it): an import would be read anew each time.
    await sql`insert into ${sql.table(index)} (rowid, text)
      select id, text from comment where id > ${afterId} and +import_id = ${importId}`.execute(db);
  }
}

/** Indexes the comments with these ids, once their texts are as they stay. */
export async function reindexComments(db: Db, ids: readonly number[]): Promise<void> {
  for (const index of ['comment_index', 'comment_exact']) {
    await sql`insert into ${sql.table(index)} (rowid, text)
      select id, text from comment where id in (${sql.join(ids)})`.execute(db);
  }
}

/** Takes the comments with these ids out of the indexes, before their rows go. */
export async function unindexComments(db: Db, ids: readonly number[]): Promise<void> {
  for (const index of ['comment_index', 'comment_exact']) {
    await sql`insert into ${sql.table(index)} (${sql.ref(index)}, rowid, text)
      select 'delete', id, text from comment where id in (${sql.join(ids)})`.execute(db);
  }
}

/** Every word that comments hold, lower case without accents, with the number that hold it. */
export async function indexedWords(db: Db): Promise<{ word: string; comments: number }[]> {
  const { rows } = await sql<{
    word: string;
    comments: number;
  }>`select term as word, doc as comments from comment_spelling`.execute(db);
  return rows;
}
