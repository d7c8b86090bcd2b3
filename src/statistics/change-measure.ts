import type { Db } from '../db/schema.js';
import type { Actor } from '../people/permissions.js';
import { wholeSight } from '../people/sight.js';
import { countMeasure } from './count-measure.js';
import { currentValues, valueAfterChange } from './current-values.js';
import { wordsToKeep, type ShownFigure } from './measure-figures.js';
import {
  addMeasure,
  findMeasure,
  keepFigures,
  saveMeasure,
  type Measure,
  type MeasureChange,
  type NewMeasure,
} from './measure-queries.js';

/** Keeps a new measure with its first value. @throws ViewfinderError `conflict` where the name is taken. */
export const keepMeasure = (db: Db, actor: Actor, measure: NewMeasure): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const id = await addMeasure(transaction, actor, measure);
    await valueAfterChange(transaction, id, actor.accountName);
    return id;
  });

/**
 * Changes a measure; another definition gives another value, written down with who changed it. What the
 * answers have changed since the last look is written down before, for its own reasons.
 * @throws ViewfinderError `not_found`, or `conflict` where the name is taken.
 */
export async function changeMeasure(
  db: Db,
  actor: Actor,
  measureId: number,
  change: MeasureChange,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const before = await findMeasure(transaction, wholeSight, measureId);
    await currentValues(transaction, [before]);
    await saveMeasure(transaction, actor, measureId, change);
    await valueAfterChange(transaction, measureId, actor.accountName);
  });
}

/**
 * Keeps a measure's figures of a wave as they stand, because its responses are about to go. `shown` are
 * its figures for publication: what they withhold, nobody could judge any more.
 */
export async function keepFiguresOf(
  db: Db,
  measure: Measure,
  { waveId, at, shown }: { waveId: number; at: string; shown: readonly ShownFigure[] },
): Promise<void> {
  await currentValues(db, [measure]);
  const figures = (await countMeasure(db, measure)).filter((figure) => figure.waveId === waveId);
  const kept = [...measure.kept];
  for (const figure of figures) {
    const own = shown.find((one) => one.waveId === waveId && one.groupKey === figure.groupKey);
    const withheld = own?.withheld ?? true;
    kept.push({ ...figure, ...(await wordsToKeep(db, measure, figure)), withheld, at });
  }
  await keepFigures(db, measure.id, kept);
}
