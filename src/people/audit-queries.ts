import { lastAuditNumber } from '../db/audit-sequence.js';
import { inTransaction } from '../db/in-transaction.js';
import type { Db } from '../db/schema.js';
import { formatCount } from '../http/formats.js';
import type { AuditAction } from './audit-actions.js';
import { entryHash, noHash, type AuditRow } from './audit-chain.js';
import type { Actor } from './permissions.js';

export type { AuditAction } from './audit-actions.js';
export type { Actor } from './permissions.js';

export interface AuditEntry {
  action: AuditAction;
  subject: { kind: string; id: number | null; name: string };
  /** What changed, as plain values by their names: never the text of a comment. */
  before?: Readonly<Record<string, unknown>>;
  after?: Readonly<Record<string, unknown>>;
}

/** Half of a surrogate pair is stored as another character: it would break the hash of its entry. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

const jsonOf = (value: Readonly<Record<string, unknown>> | undefined) =>
  value === undefined ? null : wellFormed(JSON.stringify(value));

/** The entry written last. */
const lastEntry = (db: Db): Promise<AuditRow | undefined> =>
  db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();

async function append(db: Db, actor: Actor, { action, subject, before, after }: AuditEntry) {
  const row = {
    id: (await lastAuditNumber(db)) + 1,
    at: new Date().toISOString(),
    accountId: actor.accountId,
    accountName: wellFormed(actor.accountName),
    address: wellFormed(actor.address),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: wellFormed(subject.name),
    before: jsonOf(before),
    after: jsonOf(after),
    previousHash: (await lastEntry(db))?.hash ?? noHash,
  };
  await db
    .insertInto('audit')
    .values({ ...row, hash: entryHash(row) })
    .execute();
}

/**
 * Appends an entry to the audit, in the transaction of what it records where `db` is one: either both
 * are kept or neither. Every transaction holds the only write lock from its beginning, so that no two
 * entries can follow the same one, whichever process or thread writes them.
 */
export const recordAudit = (db: Db, actor: Actor, entry: AuditEntry): Promise<void> =>
  inTransaction(db, (transaction) => append(transaction, actor, entry));

/** Records that the gate let somebody not in. The route's pattern, never the address that was asked for. */
export const recordRefusal = (
  db: Db,
  actor: Actor,
  method: string,
  pattern: string,
): Promise<void> =>
  recordAudit(db, actor, {
    action: 'refused',
    subject: { kind: 'page', id: null, name: `${method.toUpperCase()} ${pattern}` },
  });

/**
 * How many entries there are and the hash of the last, in one line: written where the database is not,
 * in a log for example, it proves later that nothing up to it was rewritten.
 */
export async function auditHeadLine(db: Db): Promise<string> {
  const last = await lastEntry(db);
  return `Audit: ${formatCount(last?.id ?? 0, 'entry', 'entries')}, head ${last?.hash ?? noHash}`;
}

/** Entries after the given number, oldest first: one page of a walk. */
export const entriesAfter = (db: Db, id: number, most: number): Promise<AuditRow[]> =>
  db.selectFrom('audit').selectAll().where('id', '>', id).orderBy('id').limit(most).execute();

/** The number of the entry with this hash. */
export const findEntryByHash = (db: Db, hash: string) =>
  db.selectFrom('audit').select('id').where('hash', '=', hash).executeTakeFirst();
