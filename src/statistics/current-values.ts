import type { Db } from '../db/schema.js';
import { inTransaction } from '../db/in-transaction.js';
import { wholeSight } from '../people/sight.js';
import { countMeasure, isSameValue, type CountedFigure } from './count-measure.js';
import { reasonsBetween, type Basis } from './measure-basis.js';
import { definitionSchema } from './measure-definition.js';
import { findMeasure, listMeasures, wavesOf, type Measure } from './measure-queries.js';
import {
  addValue,
  basisOf,
  confirmValue,
  lastValues,
  wavesAmong,
  type MeasureValue,
} from './measure-value-queries.js';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Whether a value was counted by this definition, from waves that have not changed since. */
function isCurrent(
  measure: Measure,
  { basis }: MeasureValue,
  revisions: ReadonlyMap<number, number>,
): boolean {
  const then = new Map(basis.waves.map(({ id, revision }) => [id, revision]));
  const there = wavesOf(measure).filter((id) => revisions.has(id));
  return (
    there.length === then.size &&
    there.every((id) => then.get(id) === revisions.get(id)) &&
    same(basis.definition, definitionSchema.parse(measure))
  );
}

/** Figures of a wave whose responses have been removed stay as they were kept. */
function withKept({ kept }: Measure, figures: readonly CountedFigure[]): CountedFigure[] {
  return figures.map((figure) => {
    const own = kept.find(
      ({ waveId, groupKey }) => waveId === figure.waveId && groupKey === figure.groupKey,
    );
    if (!own) return figure;
    const { numerator, base, scored } = own;
    return { ...figure, numerator, base, scored };
  });
}

const sameFigure = (a: CountedFigure, b: CountedFigure | undefined) =>
  b?.waveId === a.waveId && b.groupKey === a.groupKey && isSameValue(a, b);

interface Counted {
  basis: Basis;
  figures: CountedFigure[];
}

async function countNow(db: Db, measure: Measure): Promise<Counted> {
  const basis = await basisOf(db, measure);
  return { basis, figures: withKept(measure, await countMeasure(db, measure)) };
}

/** Writes a value down where it is another than the last, or of another definition. */
async function recordValue(
  db: Db,
  measureId: number,
  accountName: string,
  { basis, figures }: Counted,
): Promise<void> {
  const last = (await lastValues(db, [measureId])).get(measureId);
  const unchanged =
    last?.figures.length === figures.length &&
    last.figures.every((figure, at) => sameFigure(figure, figures[at]));
  if (unchanged && same(last.basis.definition, basis.definition)) {
    await confirmValue(db, last.id, { basis, figures });
    return;
  }
  await addValue(db, {
    measureId,
    recordedAt: new Date().toISOString(),
    accountName,
    figures,
    basis,
    reasons: last ? reasonsBetween(last.basis, basis) : [{ kind: 'first' }],
  });
}

/** Counts a measure that somebody has made or changed, in the transaction of that. */
export async function valueAfterChange(
  db: Db,
  measureId: number,
  accountName: string,
): Promise<void> {
  const measure = await findMeasure(db, wholeSight, measureId);
  await recordValue(db, measureId, accountName, await countNow(db, measure));
}

/** How often a measure is counted outside a transaction before it is counted inside one. */
const mostTries = 3;

/**
 * Counts a measure anew. It does so outside any transaction, so that nobody waits for it, and writes
 * only where measure and answers are still as they were counted; where they keep changing, as during
 * a large import, it holds them still.
 */
async function bringUpToDate(db: Db, measure: Measure): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const counted = await countNow(db, measure);
    const done = await inTransaction(db, async (transaction) => {
      const [now] = await listMeasures(transaction, wholeSight, [measure.id]);
      // Somebody has changed or deleted it meanwhile, and with that its value.
      if (!same(now, measure)) return true;
      if (!same(await basisOf(transaction, measure), counted.basis)) return false;
      await recordValue(transaction, measure.id, '', counted);
      return true;
    });
    if (done) return;
  }
  await inTransaction(db, async (transaction) => {
    const [now] = await listMeasures(transaction, wholeSight, [measure.id]);
    if (now) await recordValue(transaction, now.id, '', await countNow(transaction, now));
  });
}

/**
 * The present figures of measures, by measure. Those whose waves have not changed since they were
 * counted last are not counted again; of the others each figure that is another than before is
 * written down with why.
 */
export async function currentValues(
  db: Db,
  measures: readonly Measure[],
): Promise<Map<number, MeasureValue>> {
  const ids = measures.map(({ id }) => id);
  const last = await lastValues(db, ids);
  const waves = await wavesAmong(db, [...new Set(measures.flatMap(wavesOf))]);
  const revisions = new Map(waves.map(({ id, revision }) => [id, revision]));
  const stale = measures.filter((measure) => {
    const value = last.get(measure.id);
    return !value || !isCurrent(measure, value, revisions);
  });
  if (stale.length === 0) return last;
  for (const measure of stale) await bringUpToDate(db, measure);
  return lastValues(db, ids);
}
