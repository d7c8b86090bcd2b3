import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  emptyChain,
  endChain,
  entryHash,
  follow,
  noHash,
  type AuditRow,
} from '../../src/people/audit-chain.js';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const entry = fc.record({
  at: fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
  accountId: fc.option(fc.nat()),
  accountName: text,
  address: text,
  action: text,
  subjectKind: text,
  subjectId: fc.option(fc.nat()),
  subjectName: text,
  before: fc.option(text),
  after: fc.option(text),
});
type Entry = Omit<AuditRow, 'id' | 'previousHash' | 'hash'>;

function chainOf(entries: readonly Entry[]): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const [i, fields] of entries.entries()) {
    const row = { id: i + 1, ...fields, previousHash: rows[i - 1]?.hash ?? noHash };
    rows.push({ ...row, hash: entryHash(row) });
  }
  return rows;
}

const chain = fc.array(entry, { minLength: 1, maxLength: 8 }).map(chainOf);
const followed = (rows: readonly AuditRow[], given: number) =>
  endChain([...rows].sort((a, b) => a.id - b.id).reduce(follow, emptyChain), {
    before: given,
    after: given,
  });

/** A chain and the place of one entry in it. */
const withPlace = (least = 1) =>
  chain
    .filter((rows) => rows.length >= least)
    .chain((rows) => fc.tuple(fc.constant(rows), fc.nat({ max: rows.length - 1 })));

describe('the chain of the audit', () => {
  it('is whole as it was written', () => {
    fc.assert(
      fc.property(chain, (rows) => {
        const { fault, entries, head } = followed(rows, rows.length);
        expect({ fault, entries, head }).toEqual({
          fault: null,
          entries: rows.length,
          head: rows.at(-1)?.hash,
        });
      }),
    );
  });

  it('breaks at an entry of which any one field is changed in any way', () => {
    fc.assert(
      fc.property(
        withPlace(),
        fc.constantFrom<keyof AuditRow>(
          'at',
          'accountId',
          'accountName',
          'address',
          'action',
          'subjectKind',
          'subjectId',
          'subjectName',
          'before',
          'after',
          'previousHash',
          'hash',
        ),
        fc.oneof(
          text,
          fc.nat(),
          fc.constant(null),
          fc.double({ noNaN: true }),
          fc.constantFrom(Infinity, -Infinity),
          fc.uint8Array({ maxLength: 3 }),
        ),
        ([rows, at], field, value) => {
          fc.pre(rows[at]?.[field] !== value);
          const changed = rows.map((row, i) => (i === at ? { ...row, [field]: value } : row));
          expect(followed(changed, rows.length).fault?.id).toBe(at + 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('breaks after an entry that was changed and given the hash of what it is now', () => {
    fc.assert(
      fc.property(withPlace(2), ([rows, place]) => {
        const at = place % (rows.length - 1);
        const changed = rows.map((row, i) => {
          const { hash, ...rest } = row;
          if (i !== at) return row;
          const forged = { ...rest, accountName: `${row.accountName}!` };
          const forgedHash = entryHash(forged);
          expect(forgedHash).not.toBe(hash);
          return { ...forged, hash: forgedHash };
        });
        expect(followed(changed, rows.length).fault?.id).toBe(at + 2);
      }),
    );
  });

  it('has another head when an entry is written anew with all that follows', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), fc.nat(), (entries, at) => {
        const changed = entries.map((one, i) =>
          i === at % entries.length ? { ...one, address: `${one.address}!` } : one,
        );
        expect(chainOf(changed).at(-1)?.hash).not.toBe(chainOf(entries).at(-1)?.hash);
      }),
    );
  });

  it('breaks where an entry was removed, the last ones too', () => {
    fc.assert(
      fc.property(withPlace(), ([rows, at]) => {
        const left = rows.filter((_row, i) => i !== at);
        expect(followed(left, rows.length).fault?.id).toBe(at + 1);
        expect(followed(rows.slice(0, at), rows.length).fault?.id).toBe(at + 1);
      }),
    );
  });

  it('breaks where the entries after a removed one were given new numbers', () => {
    fc.assert(
      fc.property(withPlace(2), ([rows, at]) => {
        const left = rows.filter((_row, i) => i !== at).map((row, i) => ({ ...row, id: i + 1 }));
        expect(followed(left, rows.length).fault?.id).toBe(at + 1);
      }),
    );
  });

  it('breaks where an entry was inserted, and where two changed places', () => {
    fc.assert(
      fc.property(withPlace(2), entry, ([rows, at], fresh) => {
        const id = at + 1;
        const made = { id, ...fresh, previousHash: rows[at - 1]?.hash ?? noHash };
        const inserted = [
          ...rows.slice(0, at),
          { ...made, hash: entryHash(made) },
          ...rows.slice(at).map((row) => ({ ...row, id: row.id + 1 })),
        ];
        expect(followed(inserted, rows.length + 1).fault?.id).toBe(at + 2);
        const [one, other] = [rows[at], rows[(at + 1) % rows.length]];
        if (!one || !other) throw new Error('The chain is too short');
        const swapped = rows.map((row) => {
          if (row === one) return { ...other, id: one.id };
          return row === other ? { ...one, id: other.id } : row;
        });
        expect(followed(swapped, rows.length).fault?.id).toBe(Math.min(one.id, other.id));
      }),
    );
  });

  it('breaks where the number last given was set back to hide that entries are gone or new', () => {
    fc.assert(
      fc.property(chain, (rows) => {
        expect(followed(rows, rows.length - 1).fault?.id).toBe(rows.length);
      }),
    );
  });
});
