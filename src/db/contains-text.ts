import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Whether a column holds a text, whatever the case of its Latin letters; nothing in the text is a pattern. */
export const containsText = (column: string, text: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
