import { lastAuditNumber } from '../db/audit-sequence.js';
import type { Db } from '../db/schema.js';
import { emptyChain, endChain, follow, type ChainState } from './audit-chain.js';
import { entriesAfter, findEntryByHash } from './audit-queries.js';

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

async function walk(db: Db): Promise<ChainState> {
  const before = await lastAuditNumber(db);
  let state = emptyChain;
  let page = await entriesAfter(db, 0, pageLength);
  while (page.length > 0 && !state.fault) {
    state = page.reduce(follow, state);
    page = await entriesAfter(db, state.lastId, pageLength);
  }
  return endChain(state, { before, after: await lastAuditNumber(db) });
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
