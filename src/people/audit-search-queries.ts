import { containsText } from '../db/contains-text.js';
import type { Db } from '../db/schema.js';
import type { AuditRow } from './audit-chain.js';
import type { AuditFilter } from './audit-filter.js';

/** A text as it stands within JSON: quotation marks and backslashes are written differently there. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** "report 12": a kind of thing with its number. */
const numbered = /^([a-z]+) (?:number )?([1-9]\d{0,14})$/i;

/** The newest entries of a filter, newest first, from before an entry on where one is given. */
export async function findEntries(
  db: Db,
  { person, action, subject, text, from, until }: AuditFilter,
  { before, most }: { before?: number | undefined; most: number },
): Promise<AuditRow[]> {
  let query = db.selectFrom('audit').selectAll();
  if (before !== undefined) query = query.where('id', '<', before);
  if (action !== undefined) query = query.where('action', '=', action);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (until !== undefined) query = query.where('at', '<', until);
  if (person !== '') query = query.where(containsText('accountName', person));
  if (subject !== '') {
    const [, kind = '', id = '0'] = numbered.exec(subject) ?? [];
    query = query.where(({ or, and, eb }) =>
      or([
        containsText('subjectName', subject),
        and([eb('subjectKind', '=', kind.toLowerCase()), eb('subjectId', '=', Number(id))]),
      ]),
    );
  }
  if (text !== '') {
    query = query.where(({ or }) =>
      or([
        containsText('before', inJson(text)),
        containsText('after', inJson(text)),
        containsText('subjectName', text),
        containsText('accountName', text),
        containsText('address', text),
      ]),
    );
  }
  return query.orderBy('id', 'desc').limit(most).execute();
}
