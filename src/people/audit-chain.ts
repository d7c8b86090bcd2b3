import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditTable } from '../db/schema-people.js';

/** An entry of the audit as it is stored. */
export type AuditRow = Selectable<AuditTable>;

/** The hash before the first entry. */
export const noHash = '0'.repeat(64);

/** A table can hold an infinite number, which JSON would write as null. */
const endless = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;

/**
 * SHA-256, hexadecimal, of an entry without its own hash: of its fields as a JSON array in the order
 * of the table, the hash of the entry before it last. A JSON array can be read in one way only, so no
 * two entries have the same form.
 */
export function entryHash(row: Omit<AuditRow, 'hash'>): string {
  const form = [
    row.id,
    row.at,
    row.accountId,
    row.accountName,
    row.address,
    row.action,
    row.subjectKind,
    row.subjectId,
    row.subjectName,
    row.before,
    row.after,
    row.previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(form, endless)).digest('hex');
}

/** The first entry that is wrong, and how. */
export interface ChainFault {
  id: number;
  message: string;
}

/** How far a chain has been followed. */
export interface ChainState {
  entries: number;
  lastId: number;
  head: string;
  fault: ChainFault | null;
}

export const emptyChain: ChainState = { entries: 0, lastId: 0, head: noHash, fault: null };

function faultOf({ lastId, head }: ChainState, row: AuditRow): string | null {
  const expected = lastId + 1;
  if (row.id > expected) return 'It is missing.';
  if (row.id < expected) return 'It is out of its order.';
  if (row.previousHash !== head) {
    return 'It does not follow from the entry before it: one was changed, inserted, removed or moved.';
  }
  return entryHash(row) === row.hash ? null : 'It is not as it was written.';
}

/** Follows the chain over its next entry; stands still at the first that is wrong. */
export function follow(state: ChainState, row: AuditRow): ChainState {
  if (state.fault) return state;
  const message = faultOf(state, row);
  if (message !== null) return { ...state, fault: { id: state.lastId + 1, message } };
  return { entries: state.entries + 1, lastId: row.id, head: row.hash, fault: null };
}

/**
 * Ends the chain. `given` are the numbers last given to an entry, whether or not it is still there,
 * before the chain was followed and after: entries may have been added meanwhile.
 */
export function endChain(state: ChainState, given: { before: number; after: number }): ChainState {
  const { fault, lastId } = state;
  if (fault) return state;
  if (lastId < given.before) {
    const message = `It is missing, as is all up to ${given.before}: the end of the audit was cut off.`;
    return { ...state, fault: { id: lastId + 1, message } };
  }
  if (lastId > given.after) {
    const message = 'It has a number that was never given: it was inserted.';
    return { ...state, fault: { id: given.after + 1, message } };
  }
  return state;
}
