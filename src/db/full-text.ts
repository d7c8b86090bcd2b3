import { sql, type RawBuilder } from 'kysely';
import type { Db } from './schema.js';

/**
 * Full-text search over comments, SQLite's way: two FTS5 indexes over the one stored text, of word
 * stems and of words as typed. Whatever differs by engine is here; callers hold a parsed query and
 * never a MATCH string.
 */

/**
 * Words in order, beside each other: by stem, exactly as given, or with the last only begun; or by stem in
 * any order with at most `apart` words between them, each of these one word or several side by side.
 */
export type SearchTerm =
  | { words: string[]; match: 'stem' | 'exact' | 'prefix' }
  | { words: string[]; match: 'near'; apart: number };

/** All of `all` (each a list of alternatives), none of `none`; with `all` empty, every comment but those. */
export interface SearchQuery {
  all: SearchTerm[][];
  none: SearchTerm[];
}

type Matches = RawBuilder<{ id: number; rank: number }>;

/** Every word is quoted, so nothing typed can be an operator of FTS5's language. */
const quoted = (words: string) => `"${words.replace(/"/g, '""')}"`;
function termText(term: SearchTerm): string {
  if (term.match === 'near') return `NEAR(${term.words.map(quoted).join(' ')}, ${term.apart})`;
  return `${quoted(term.words.join(' '))}${term.match === 'prefix' ? '*' : ''}`;
}
const anyOf = (terms: readonly SearchTerm[]) => `(${terms.map(termText).join(' OR ')})`;
const allOf = (groups: readonly (readonly SearchTerm[])[]) => groups.map(anyOf).join(' AND ');

/** What to look for in one of the indexes, in FTS5's language. */
export interface IndexMatch {
  index: 'comment_index' | 'comment_exact';
  match: string;
}
const byStem = (match: string): IndexMatch => ({ index: 'comment_index', match });
const byWord = (match: string): IndexMatch => ({ index: 'comment_exact', match });

const isStem = ({ match }: SearchTerm) => match === 'stem' || match === 'near';
const isWord = (term: SearchTerm) => !isStem(term);

/** One for each index that the alternatives need; an id may come out of both. */
function eitherIndex(terms: readonly SearchTerm[]): IndexMatch[] {
  const [stems, words] = [terms.filter(isStem), terms.filter(isWord)];
  return [
    ...(stems.length > 0 ? [byStem(anyOf(stems))] : []),
    ...(words.length > 0 ? [byWord(anyOf(words))] : []),
  ];
}

interface MatchTexts {
  wanted: IndexMatch[][];
  unwanted: IndexMatch[];
}

const apart = (terms: readonly SearchTerm[]) => terms.flatMap((term) => eitherIndex([term]));

/**
 * A query as many matches as it has alternatives, and one more for each word where `isKnown` tells that where
 * it stands is known already: the index would walk through all its places.
 */
export function matchTextsApart(
  { all, none }: SearchQuery,
  isKnown: (one: IndexMatch) => boolean = () => false,
): MatchTexts {
  const isApart = (group: readonly SearchTerm[]) => group.length > 1 || apart(group).some(isKnown);
  const together = matchTexts({ all: all.filter((group) => !isApart(group)), none: [] });
  return { wanted: [...together.wanted, ...all.filter(isApart).map(apart)], unwanted: apart(none) };
}

/** A query without those words of it for which `isCommon` holds; undefined where none is left to look for. */
export function withoutCommon(
  { all, none }: SearchQuery,
  isCommon: (one: IndexMatch) => boolean,
): SearchQuery | undefined {
  const kept = all
    .map((group) => group.filter((term) => !apart([term]).some(isCommon)))
    .filter((group) => group.length > 0);
  return kept.length > 0 ? { all: kept, none } : undefined;
}

/**
 * A query as few matches as do: a comment must come out of one of each list of `wanted`, and of none of
 * `unwanted`.
 */
function matchTexts({ all, none }: SearchQuery): MatchTexts {
  const stems = all.filter((group) => group.every(isStem));
  const words = all.filter((group) => group.every(isWord));
  const mixed = all.filter((group) => group.some(isStem) && group.some(isWord));
  return {
    wanted: [
      ...(stems.length > 0 ? [[byStem(allOf(stems))]] : []),
      ...(words.length > 0 ? [[byWord(allOf(words))]] : []),
      ...mixed.map(eitherIndex),
    ],
    unwanted: eitherIndex(none),
  };
}

const matchesFrom =
  (lowest: number) =>
  ({ index, match }: IndexMatch): Matches => {
    const table = sql.table(index);
    return sql`select rowid as id, rank from ${table} where ${table} match ${match} and rowid >= ${lowest}`;
  };

/** A select that gives each id at most once. */
const anyMatch = (parts: readonly Matches[]): Matches =>
  parts.length === 1 && parts[0]
    ? parts[0]
    : sql`select id, min(rank) as rank from (${sql.join(parts, sql` union all `)}) group by id`;

/**
 * The comments (id, rank) that match, to join with, from an id on; smaller rank is better (bm25, summed
 * over what was asked for). Without a query, every comment at rank 0.
 */
export function matchingComments(query: SearchQuery | undefined, lowest = 1): Matches {
  const every: Matches = sql`select id, 0.0 as rank from comment where id >= ${lowest}`;
  if (!query) return sql`(${every})`;
  const { wanted: lists, unwanted } = matchTexts(query);
  const [first = every, ...more] = lists.map((list) => anyMatch(list.map(matchesFrom(lowest))));
  const wanted =
    more.length === 0
      ? first
      : sql`select id, sum(rank) as rank from (${sql.join([first, ...more], sql` union all `)})
          group by id having count(*) = ${1 + more.length}`;
  const others = unwanted.map((part) => sql`select id from (${matchesFrom(lowest)(part)})`);
  const without =
    others.length === 0 ? sql`` : sql`where id not in (${sql.join(others, sql` union all `)})`;
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
