import { csvLines, writeCsv } from '../http/csv.js';
import type { Db } from '../db/schema.js';
import type { AuditFilter } from './audit-filter.js';
import { findEntries } from './audit-search-queries.js';
import { showEntry, type AuditChange } from './audit-words.js';

const header = [
  'Number',
  'When (UTC)',
  'Who',
  'From where',
  'What',
  'Kind of subject',
  'Number of subject',
  'Subject',
  'Before',
  'After',
  'Hash',
];

const entriesAtOnce = 500;

const sideOf = (changes: readonly AuditChange[], side: 'before' | 'after') =>
  changes
    .flatMap((change) => (change[side] === null ? [] : [`${change.name}: ${change[side]}`]))
    .join('\n');

/** The entries of a filter as a CSV text, newest first, in parts: an audit may be longer than memory. */
export async function* auditCsv(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield writeCsv([header]);
  let before: number | undefined;
  do {
    const rows = await findEntries(db, filter, { before, most: entriesAtOnce });
    yield csvLines(
      rows
        .map(showEntry)
        .map(({ id, at, who, address, what, subject, changes, hash }) => [
          id,
          at,
          who,
          address,
          what,
          subject.kind,
          subject.id ?? '',
          subject.name,
          sideOf(changes, 'before'),
          sideOf(changes, 'after'),
          hash,
        ]),
    );
    before = rows.length < entriesAtOnce ? undefined : rows.at(-1)?.id;
  } while (before !== undefined);
}
