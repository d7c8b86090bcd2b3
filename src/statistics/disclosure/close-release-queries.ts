import { z } from 'zod';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import { formatCount, formatDate, formatNumber } from '../../http/formats.js';
import { waveResponses } from '../rate-queries.js';
import { countsNote, type Showing } from '../withhold.js';

const contentsSchema = z.object({ responses: z.number() });

/** An earlier state of a wave's answers that figures have left of, and by how little it differs from now. */
export interface CloseRelease {
  releasedAt: string;
  responses: number;
  now: number;
  /** Responses that were added, removed or changed since. */
  changed: number;
}

/** The last that left of each earlier state of the answers. */
const lastOfEach = (db: Db, waveId: number) =>
  db
    .selectFrom('releasedTable')
    .select(['contents', 'releasedAt'])
    .where('id', 'in', (query) =>
      query
        .selectFrom('releasedTable')
        .innerJoin('wave', 'wave.id', 'releasedTable.waveId')
        .select(({ fn }) => fn.max('releasedTable.id').as('id'))
        .where('wave.id', '=', waveId)
        .whereRef('releasedTable.revision', '<', 'wave.answersRevision')
        .groupBy('releasedTable.revision'),
    )
    .orderBy('id', 'desc')
    .execute();

async function addedSince(db: Db, waveId: number, at: string): Promise<number> {
  const { added } = await db
    .selectFrom('import')
    .select(({ fn }) => fn.sum<number | null>('responseCount').as('added'))
    .where('waveId', '=', waveId)
    .where('state', '=', 'published')
    .where('publishedAt', '>', at)
    .executeTakeFirstOrThrow();
  return added ?? 0;
}

async function correctedSince(db: Db, waveId: number, at: string): Promise<number> {
  const corrected = await db
    .selectFrom('responseUpdate')
    .innerJoin('import', 'import.id', 'responseUpdate.importId')
    .select(['responseUpdate.updatedImportId', 'responseUpdate.position'])
    .distinct()
    .where('import.waveId', '=', waveId)
    .where('import.state', '=', 'published')
    .where('import.publishedAt', '>', at)
    .where('responseUpdate.changed', '=', 1)
    .execute();
  return corrected.length;
}

/**
 * An earlier state that figures left of and that differs from now in fewer than `leastBase` responses:
 * subtracting the figures of the one from those of the other tells what those few said. Null where there
 * is none. An update that was undone after figures had left of it leaves nothing to find it by.
 */
export async function closeRelease(db: Db, waveId: number): Promise<CloseRelease | null> {
  const now = await waveResponses(db, waveId);
  const { leastBase } = rulesOf(db);
  for (const { contents, releasedAt } of await lastOfEach(db, waveId)) {
    const { responses } = contentsSchema.parse(JSON.parse(contents));
    const added = await addedSince(db, waveId, releasedAt);
    const removed = responses + added - now;
    const changed = added + removed + (await correctedSince(db, waveId, releasedAt));
    if (changed > 0 && changed < leastBase) return { releasedAt, responses, now, changed };
  }
  return null;
}

const closeNote = ({ releasedAt, responses, now, changed }: CloseRelease) =>
  `Figures of this wave left on ${formatDate(releasedAt)} from ${formatCount(responses, 'response')}. Now there are ${formatNumber(now)}, and ${formatCount(changed, 'response')} ${changed === 1 ? 'was' : 'were'} added, removed or changed since: whoever has both can tell what ${changed === 1 ? 'it' : 'they'} said. Publish these figures only where the earlier ones were not published.`;

/** What to say beside figures of a wave that are shown so. */
export async function waveNote(db: Db, waveId: number, showing: Showing): Promise<string> {
  const close = showing === 'publication' ? await closeRelease(db, waveId) : null;
  const note = countsNote(showing, rulesOf(db));
  return close ? `${closeNote(close)} ${note}` : note;
}
