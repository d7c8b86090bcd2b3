import type { ExpressionBuilder } from 'kysely';
import { containsText } from '../db/contains-text.js';
import type { Db, Schema } from '../db/schema.js';
import type { AuditRow } from './audit-chain.js';
import type { AuditFilter } from './audit-filter.js';

/** A text as it stands within JSON: quotation marks and backslashes are written differently there. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** "report 12": a kind of thing with its number. */
const numbered = /^([a-z]+) (?:number )?([1-9]\d{0,14})$/i;

/** Whether an entry is about what was typed: the name of a thing, or its kind and number. */
const isAbout =
  (subject: string) =>
  ({ or, and, eb }: ExpressionBuilder<Schema, 'audit'>) => {
    const [, kind = '', id = '0'] = numbered.exec(subject) ?? [];
    return or([
      containsText('subjectName', subject),
      and([eb('subjectKind', '=', kind.toLowerCase()), eb('subjectId', '=', Number(id))]),
    ]);
  };

const mentions =
  (text: string) =>
  ({ or }: ExpressionBuilder<Schema, 'audit'>) =>
    or([
      containsText('before', inJson(text)),
      containsText('after', inJson(text)),
      containsText('subjectName', text),
      containsText('accountName', text),
      containsText('address', text),
    ]);

const entries = (db: Db, { person, action, subject, text }: AuditFilter) =>
  db
    .selectFrom('audit')
    .selectAll()
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(person !== '', (query) => query.where(containsText('accountName', person)))
    .$if(subject !== '', (query) => query.where(isAbout(subject)))
    .$if(text !== '', (query) => query.where(mentions(text)));

/** The newest entries of a filter, newest first, from before an entry on where one is given. */
export function findEntries(
  db: Db,
  filter: AuditFilter,
  { before, most }: { before?: number | undefined; most: number },
): Promise<AuditRow[]> {
  const { from, until } = filter;
  let query = entries(db, filter).orderBy('id', 'desc').limit(most);
  if (before !== undefined) query = query.where('id', '<', before);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  return query.execute();
}
