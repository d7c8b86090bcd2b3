import { sql } from 'kysely';
import type { Db } from './schema.js';

/**
 * What searching keeps in memory of comments, read many at a time: SQLite makes one text of each column,
 * which is several times faster than a row for each comment.
 */
export interface CommentRows {
  ids: number[];
  importIds: number[];
  questionIds: number[];
  positions: number[];
  groups: (string | null)[];
  sentiments: (string | null)[];
  criticality: (number | null)[];
  flags: (string | null)[];
  words: number[];
  /** 1 where a person has read and confirmed its coding. */
  reviewed: number[];
}

/** Each tag of these comments, in the order of the comments' ids. */
export interface TagRows {
  ids: number[];
  themeIds: number[];
  sources: string[];
}

/** The next comments of an import after an id, or those with some ids. */
export type WhichComments =
  { importId: number; after: number; most: number } | { ids: readonly number[] };

const chosen = (which: WhichComments) =>
  'importId' in which
    ? sql`select * from comment where import_id = ${which.importId} and id > ${which.after}
        order by id limit ${which.most}`
    : sql`select * from comment where id in (${sql.join(which.ids)}) order by id`;

type Packed<T> = { [K in keyof T]: string };

function unpack<T extends object>(packed: Packed<T> | undefined): T {
  const columns = Object.entries<string>(packed ?? {});
  return Object.fromEntries(columns.map(([name, text]) => [name, JSON.parse(text)])) as T;
}

/** The comments asked for, in the order of their ids. */
export async function readCommentRows(db: Db, which: WhichComments): Promise<CommentRows> {
  const { rows } = await sql<Packed<CommentRows>>`
    select json_group_array(id) as ids, json_group_array(import_id) as importIds,
      json_group_array(question_id) as questionIds, json_group_array(position) as positions,
      json_group_array(group_key) as groups, json_group_array(label) as sentiments,
      json_group_array(criticality) as criticality, json_group_array(reason) as flags,
      json_group_array(words) as words, json_group_array(reviewed) as reviewed
    from (
      select c.id, c.import_id, c.question_id, c.position, c.group_key, s.label, s.criticality, f.reason,
        c.words, r.comment_id is not null as reviewed
      from (${chosen(which)}) c
      left join sentiment s on s.comment_id = c.id
      left join comment_flag f on f.comment_id = c.id
      left join reviewed_comment r on r.comment_id = c.id
      order by c.id
    )`.execute(db);
  return unpack(rows[0]);
}

/** The tags of the comments asked for. */
export async function readTagRows(db: Db, which: WhichComments): Promise<TagRows> {
  const { rows } = await sql<Packed<TagRows>>`
    select json_group_array(comment_id) as ids, json_group_array(theme_id) as themeIds,
      json_group_array(source) as sources
    from (
      select t.comment_id, t.theme_id, t.source from (${chosen(which)}) c join tag t on t.comment_id = c.id
      order by c.id
    )`.execute(db);
  return unpack(rows[0]);
}
