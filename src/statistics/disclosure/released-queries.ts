import { z } from 'zod';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { inTime } from '../../http/patience.js';
import type { AskedQuestion } from '../asked-question.js';
import { waveColumns, waveResponses } from '../rate-queries.js';
import { protectNext, type ReleasedTableOf } from './linked-tables.js';
import { threadOf } from './thread-in-force.js';
import type { PlaceKey, PublishedTable } from './published-table.js';
import { keyOfTable, tableOfKey } from './table-key.js';

/** `responses` are those of the wave when the table left. */
const contentsSchema = z.object({ withheld: z.array(z.string()), responses: z.number() });

const withheldIn = (contents: string) =>
  new Set(contentsSchema.parse(JSON.parse(contents)).withheld as PlaceKey[]);

interface Wave {
  id: number;
  questions: readonly AskedQuestion[];
}

/** The state of a wave's answers: tables of the same one are told apart by nothing but what they count. */
async function stateOf(db: Db, waveId: number): Promise<number> {
  const { answersRevision } = await db
    .selectFrom('wave')
    .select('answersRevision')
    .where('id', '=', waveId)
    .executeTakeFirstOrThrow();
  return answersRevision;
}

const releasedOf = (db: Db, waveId: number, state: number) =>
  db
    .selectFrom('releasedTable')
    .select(['id', 'key', 'contents'])
    .where('waveId', '=', waveId)
    .where('revision', '=', state)
    .orderBy('id');

interface Release {
  waveId: number;
  state: number;
  key: string;
  withheld: ReadonlySet<PlaceKey>;
  /** The last table that was known when this one was judged. */
  after: number;
}

/** Keeps a table as left, unless another has left since it was judged; the first of two wins. */
async function release(db: Db, own: Release): Promise<boolean> {
  const { waveId, state, key, withheld, after } = own;
  const responses = await waveResponses(db, waveId);
  return db.transaction().execute(async (transaction) => {
    const later = await releasedOf(transaction, waveId, state).where('id', '>', after).execute();
    if (later.length > 0) return false;
    await transaction
      .insertInto('releasedTable')
      .values({
        waveId,
        revision: state,
        key,
        contents: JSON.stringify({ withheld: [...withheld], responses }),
        releasedAt: new Date().toISOString(),
      })
      .execute();
    return true;
  });
}

/** What the table withheld as it first left at the present state of the answers, if it has. */
async function knownOf(db: Db, { id }: Wave, table: PublishedTable) {
  const key = keyOfTable(table, rulesOf(db));
  const state = await stateOf(db, id);
  const known = await releasedOf(db, id, state).where('key', '=', key).executeTakeFirst();
  return known && withheldIn(known.contents);
}

async function withheldOf(db: Db, wave: Wave, table: PublishedTable): Promise<Set<PlaceKey>> {
  const known = await knownOf(db, wave, table);
  if (known) return known;
  const rules = rulesOf(db);
  const key = keyOfTable(table, rules);
  const state = await stateOf(db, wave.id);
  const rows = await releasedOf(db, wave.id, state).execute();
  const released = rows.flatMap((row): ReleasedTableOf[] => {
    const other = tableOfKey(row.key, wave.questions, rules);
    return other ? [{ table: other, withheld: withheldIn(row.contents) }] : [];
  });
  const columnsOf = (ids: readonly number[]) => waveColumns(db, wave.id, ids);
  const answers = { columnsOf, questions: wave.questions, rules };
  const { withheld } = await protectNext(table, released, answers, threadOf(db).protect);
  const after = rows.at(-1)?.id ?? 0;
  const isKept = await release(db, { waveId: wave.id, state, key, withheld, after });
  return isKept ? withheld : withheldOf(db, wave, table);
}

const turns = new WeakMap<Db, Map<number, Promise<unknown>>>();

/** One table of a wave after the other, so that no two that leave at once overlook each other. */
function inTurn(db: Db, wave: Wave, table: PublishedTable): Promise<Set<PlaceKey>> {
  const ofWaves = turns.get(db) ?? new Map<number, Promise<unknown>>();
  turns.set(db, ofWaves);
  const turn = (ofWaves.get(wave.id) ?? Promise.resolve()).then(() => withheldOf(db, wave, table));
  ofWaves.set(
    wave.id,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * What a table of a wave withholds, as it first left: judged then by all that had left of the same
 * answers. Two who ask for the same table at once get what the first of them waits for.
 * @throws ViewfinderError `unavailable` where it takes longer than a page waits; it is worked out all the same.
 */
export async function withheldFromPublication(
  db: Db,
  wave: Wave,
  table: PublishedTable,
): Promise<Set<PlaceKey>> {
  const known = await knownOf(db, wave, table);
  return (
    known ??
    inTime(
      inTurn(db, wave, table),
      'Figures for publication are being worked out. This page loads itself again.',
    )
  );
}
