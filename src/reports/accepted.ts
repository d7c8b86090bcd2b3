import { z } from 'zod';
import type { Db } from '../db/schema.js';
import type { CountedMeasure } from '../statistics/count-measure.js';
import { basisSchema, type Basis } from '../statistics/measure-basis.js';
import { findMeasure } from '../statistics/measure-queries.js';
import { basisOf } from '../statistics/measure-value-queries.js';
import { wholeSight } from '../people/sight.js';
import { frameInUse } from './coding-queries.js';
import type { Live } from './live-parts.js';
import { printedOf } from './printed.js';
import { storedJson } from './stored-json.js';

const acceptedSchema = z.object({
  at: z.string(),
  printed: z.record(z.string(), z.string()),
  /** What figures were counted from; null of a quote. */
  basis: basisSchema.nullable(),
  /** The version of the code frame that themes were given by. */
  frameId: z.number(),
});
/** What a part printed when an author last accepted it. */
export type Accepted = z.infer<typeof acceptedSchema>;

const stored = storedJson.pipe(acceptedSchema);

/** Null where nothing was accepted, or what was cannot be read. */
export const parseAccepted = (json: string | null): Accepted | null =>
  stored.safeParse(json).data ?? null;

/** As a measure that counts every answer: what a chart is counted from is told the same way. */
const everything = {
  counted: 'options' as const,
  optionCodes: [],
  scores: [],
  groupKeys: [],
  groupsApart: false,
  dontKnowInBase: true,
  condition: null,
};

/** What the figures of a part are counted from; null of a quote. */
export async function countedFrom(db: Db, live: Live): Promise<CountedMeasure | null> {
  if (live.of === 'measure') return findMeasure(db, wholeSight, live.callOut.measureId);
  if (live.of !== 'figure') return null;
  const { source, figure } = live;
  if (source.of === 'measure') return findMeasure(db, wholeSight, source.measureId);
  const ids = figure.waves.map(({ id }) => id);
  const waveId = 'waveId' in source ? source.waveId : (ids.at(-1) ?? 0);
  return {
    ...everything,
    waveId,
    questionId: 'questionId' in source ? source.questionId : 0,
    otherWaveIds: ids.filter((id) => id !== waveId),
  };
}

export async function basisOfLive(db: Db, live: Live): Promise<Basis | null> {
  const counted = await countedFrom(db, live);
  return counted && basisOf(db, counted);
}

/** What a part prints now, as it is kept of one that is accepted; null of one that refers to nothing. */
export async function acceptedNow(db: Db, live: Live | null): Promise<string | null> {
  if (live === null || live.of === 'nothing') return null;
  const accepted: Accepted = {
    at: new Date().toISOString(),
    printed: printedOf(live),
    basis: await basisOfLive(db, live),
    frameId: (await frameInUse(db))?.id ?? 0,
  };
  return JSON.stringify(accepted);
}
