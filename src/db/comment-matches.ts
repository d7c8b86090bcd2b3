import { sql } from 'kysely';
import {
  matchingComments,
  matchTextsApart,
  type IndexMatch,
  type SearchQuery,
} from './full-text.js';
import type { Db } from './schema.js';

/** The ids from `lowest` to `highest`; both included. */
export interface IdRange {
  lowest: number;
  highest: number;
}

/** So many numbers from "12,7,9"; ids have no sign. */
function readIds(text: string, count: number): Uint32Array {
  const ids = new Uint32Array(count);
  let place = 0;
  let id = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 44) {
      ids[place] = id;
      place += 1;
      id = 0;
    } else id = id * 10 + code - 48;
  }
  if (place < count) ids[place] = id;
  return ids;
}

/** Ids in a range whose text matches, as one text out of SQLite: a row for each would take three times as long. */
export async function matchedIds(db: Db, { index, match }: IndexMatch, range: IdRange) {
  const { rows } = await sql<{ ids: string | null; count: number }>`
    select group_concat(rowid) as ids, count(*) as count from ${sql.table(index)}
    where ${sql.table(index)} match ${match} and rowid between ${range.lowest} and ${range.highest}`.execute(
    db,
  );
  return readIds(rows[0]?.ids ?? '', rows[0]?.count ?? 0);
}

/** Those of some comments whose text matches. */
export async function matchedAmong(
  db: Db,
  { index, match }: IndexMatch,
  ids: readonly number[],
): Promise<Uint32Array> {
  const { rows } = await sql<{ id: number }>`
    select rowid as id from ${sql.table(index)}
    where ${sql.table(index)} match ${match} and rowid in (select value from json_each(${JSON.stringify(ids)}))`.execute(
    db,
  );
  return Uint32Array.from(rows, ({ id }) => id);
}

/** Where words stand. */
export interface WordPlaces {
  /** The ids of a range that match, in any number of parts. */
  matched(one: IndexMatch, range: IdRange): Promise<Uint32Array[]>;
  /** Whether that is told without the index. */
  isKnown(one: IndexMatch): boolean;
}

/** Those that have come so far go on by one. */
function raise(marks: Uint8Array, ids: Uint32Array, step: number): void {
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    if (marks[id] === step) marks[id] = step + 1;
  }
}

/**
 * Marks in `marks` (by id) the comments of a range that match a query.
 * @returns the mark of those that match; all others of the range have another
 */
export async function markMatches(
  places: WordPlaces,
  query: SearchQuery,
  range: IdRange,
  marks: Uint8Array,
): Promise<number> {
  const { wanted, unwanted } = matchTextsApart(query, (one) => places.isKnown(one));
  for (const [step, alternatives] of wanted.entries()) {
    for (const one of alternatives) {
      for (const ids of await places.matched(one, range)) raise(marks, ids, step);
    }
  }
  const mark = wanted.length;
  for (const one of unwanted) {
    for (const ids of await places.matched(one, range)) for (const id of ids) marks[id] = mark + 1;
  }
  return mark;
}

/** How well the comments from an id on match: smaller is better. */
export async function readRanks(
  db: Db,
  query: SearchQuery,
  lowest: number,
): Promise<Map<number, number>> {
  const { rows } = await sql<{ ids: string; ranks: string }>`
    select json_group_array(id) as ids, json_group_array(rank) as ranks
    from ${matchingComments(query, lowest)}`.execute(db);
  const ids = JSON.parse(rows[0]?.ids ?? '[]') as number[];
  const ranks = JSON.parse(rows[0]?.ranks ?? '[]') as number[];
  return new Map(ids.map((id, at) => [id, ranks[at] ?? 0]));
}

/**
 * Comments touched after `after`, and where that leaves off; null for `ids` where what came next is gone.
 * Without `after`, where it leaves off now.
 */
export async function touchedSince(
  db: Db,
  after?: number,
): Promise<{ ids: number[] | null; last: number }> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select (select min(id) from comment_touched) as first, (select max(id) from comment_touched) as last`.execute(
    db,
  );
  const { first, last } = rows[0] ?? { first: null, last: null };
  if (after === undefined) return { ids: [], last: last ?? 0 };
  if (last === null || last <= after) return { ids: [], last: after };
  if (first !== null && first > after + 1) return { ids: null, last };
  const touched = await sql<{ id: number }>`
    select distinct comment_id as id from comment_touched where id > ${after}`.execute(db);
  return { ids: touched.rows.map(({ id }) => id), last };
}

const mostTouched = 200_000;

/** Keeps the newest entries alone: whoever has fallen further behind reads everything anew. */
export async function forgetTouched(db: Db): Promise<void> {
  await sql`delete from comment_touched where id <= (select max(id) from comment_touched) - ${mostTouched}`.execute(
    db,
  );
}
