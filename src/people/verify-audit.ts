import { setImmediate } from 'node:timers/promises';
import { lastAuditNumber } from '../db/audit-sequence.js';
import { hasOwnTriggers } from '../db/schema-objects.js';
import type { Db } from '../db/schema.js';
import { emptyChain, endChain, follow, type ChainState } from './audit-chain.js';
import { entriesAfter, findEntryByHash } from './audit-queries.js';

/** What is wrong with a hash that somebody noted; undefined for one that may be right. */
export const headFault = (hash: string): string | undefined =>
  /^[0-9a-f]{64}$/.test(hash)
    ? undefined
    : 'Enter the 64 characters of a hash that was noted earlier';

/** Kept small: an entry may be large, and only one page is held at a time. */
const pageLength = 500;

/** What a walk over the whole audit found. */
export interface AuditVerdict {
  whole: boolean;
  /** Entries that were found right, from the first on. */
  entries: number;
  /** Hash of the last of them: noted elsewhere, it proves later that nothing up to it was rewritten. */
  head: string;
  fault: ChainState['fault'];
  /** The entry that has the hash asked about; null where none has. */
  notedHead: { hash: string; id: number | null } | null;
}

const unreadable = 'It, or one soon after it, cannot be read: the database file is damaged.';

/** Whoever takes them out can write the whole chain anew: only a noted hash shows it then. */
const unguarded =
  'What keeps entries from being changed was taken out of the database, so any of them may have been rewritten.';

const isDamage = (error: unknown) =>
  String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT');

async function walk(db: Db): Promise<ChainState> {
  const before = await lastAuditNumber(db);
  let state = emptyChain;
  try {
    let page = await entriesAfter(db, 0, pageLength);
    while (page.length > 0) {
      state = page.reduce(follow, state);
      // A walk over a long audit must not hold up the requests of others.
      await setImmediate();
      page = state.fault ? [] : await entriesAfter(db, state.lastId, pageLength);
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ...state, fault: { id: state.lastId + 1, message: unreadable } };
  }
  const ended = endChain(state, { before, after: await lastAuditNumber(db) });
  if (ended.fault || (await hasOwnTriggers(db))) return ended;
  return { ...ended, entries: 0, fault: { id: 1, message: unguarded } };
}

/**
 * Walks the whole audit, a page at a time, up to the first entry that is wrong; with a hash noted
 * earlier, finds whether the chain still holds it.
 */
export async function verifyAudit(db: Db, noted?: string): Promise<AuditVerdict> {
  const { entries, lastId, head, fault } = await walk(db);
  const found = noted === undefined ? undefined : await findEntryByHash(db, noted);
  const id = found && found.id <= lastId ? found.id : null;
  const notedHead = noted === undefined ? null : { hash: noted, id };
  return {
    whole: fault === null && (notedHead === null || notedHead.id !== null),
    entries,
    head,
    fault,
    notedHead,
  };
}
