import { z } from 'zod';
import type { Db } from '../db/schema.js';
import { countedFigureSchema, type CountedFigure, type CountedMeasure } from './count-measure.js';
import { basisSchema, reasonSchema, type Basis, type Reason } from './measure-basis.js';
import { definitionSchema } from './measure-definition.js';
import { wavesOf } from './measure-queries.js';
import { orderWaves } from './wave-order.js';
import type { AskedQuestion } from './asked-question.js';

/** One value that a measure has had, with what it was counted from and why it is another than before. */
export interface MeasureValue {
  id: number;
  measureId: number;
  recordedAt: string;
  /** Who changed the definition; '' where the answers changed. */
  accountName: string;
  figures: CountedFigure[];
  basis: Basis;
  reasons: Reason[];
}

const figuresSchema = z.array(countedFigureSchema);
const reasonsSchema = z.array(reasonSchema);

interface Row {
  id: number;
  measureId: number;
  recordedAt: string;
  accountName: string;
  figure: string;
  basis: string;
  reasons: string;
}

const parseRow = ({ figure, basis, reasons, ...row }: Row): MeasureValue => ({
  ...row,
  figures: figuresSchema.parse(JSON.parse(figure)),
  basis: basisSchema.parse(JSON.parse(basis)),
  reasons: reasonsSchema.parse(JSON.parse(reasons)),
});

/** Every value that a measure has had, oldest first. */
export async function listValues(db: Db, measureId: number): Promise<MeasureValue[]> {
  const rows = await db
    .selectFrom('measureValue')
    .selectAll()
    .where('measureId', '=', measureId)
    .orderBy('id')
    .execute();
  return rows.map(parseRow);
}

/** The last value of each of these measures that has one, by measure. */
export async function lastValues(
  db: Db,
  measureIds: readonly number[],
): Promise<Map<number, MeasureValue>> {
  if (measureIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('measureValue')
    .selectAll()
    .where('id', 'in', (query) =>
      query
        .selectFrom('measureValue')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('measureId', 'in', [...measureIds])
        .groupBy('measureId'),
    )
    .execute();
  return new Map(rows.map((row) => [row.measureId, parseRow(row)]));
}

export async function addValue(db: Db, value: Omit<MeasureValue, 'id'>): Promise<void> {
  const { figures, basis, reasons, ...plain } = value;
  await db
    .insertInto('measureValue')
    .values({
      ...plain,
      figure: JSON.stringify(figures),
      basis: JSON.stringify(basis),
      reasons: JSON.stringify(reasons),
    })
    .execute();
}

/** The same value still, counted from answers that have changed meanwhile. */
export async function confirmValue(
  db: Db,
  valueId: number,
  { figures, basis }: Pick<MeasureValue, 'figures' | 'basis'>,
): Promise<void> {
  await db
    .updateTable('measureValue')
    .set({ figure: JSON.stringify(figures), basis: JSON.stringify(basis) })
    .where('id', '=', valueId)
    .execute();
}

/** Waves with their names and revisions, newest first; one that is gone is left out. */
export async function wavesAmong(db: Db, waveIds: readonly number[]) {
  const waves = await db
    .selectFrom('wave')
    .select(['id', 'name', 'revision', 'purgedAt'])
    .where('id', 'in', waveIds.length > 0 ? [...waveIds] : [0])
    .execute();
  return orderWaves(waves).reverse();
}

async function importsOf(db: Db, waveId: number) {
  const imports = await db
    .selectFrom('import')
    .select(['id', 'fileName', 'publishedAt', 'responseCount as responses'])
    .where('waveId', '=', waveId)
    .where('state', '=', 'published')
    .orderBy('id')
    .execute();
  const corrections = await db
    .selectFrom('responseUpdate')
    .select(({ fn }) => ['importId', fn.countAll<number>().as('corrected')])
    .where('changed', '=', 1)
    .where('importId', 'in', imports.length > 0 ? imports.map(({ id }) => id) : [0])
    .groupBy('importId')
    .execute();
  return imports.map((one) => ({
    ...one,
    corrected: corrections.find(({ importId }) => importId === one.id)?.corrected ?? 0,
  }));
}

/** The options of a question, whether or not anybody has answered it. */
export const optionsOf = (db: Db, questionId: number): Promise<AskedQuestion['options']> =>
  db
    .selectFrom('option')
    .select(['code', 'label', 'polarity'])
    .where('questionId', '=', questionId)
    .orderBy('position')
    .orderBy('code')
    .execute();

/** What the figures of a measure follow from, now. */
export async function basisOf(db: Db, measure: CountedMeasure): Promise<Basis> {
  const waves: Basis['waves'] = [];
  for (const { id, revision, purgedAt } of await wavesAmong(db, wavesOf(measure))) {
    waves.push({ id, revision, purged: purgedAt !== null, imports: await importsOf(db, id) });
  }
  const question = await db
    .selectFrom('question')
    .select(['baseRule', 'baseQuestionId', 'baseCodes'])
    .where('id', '=', measure.questionId)
    .executeTakeFirst();
  const options = await optionsOf(db, measure.questionId);
  return {
    definition: definitionSchema.parse(measure),
    waves,
    question: {
      polarities: options.map(({ code, polarity }) => [code, polarity]),
      baseRule: question?.baseRule ?? null,
      routing: JSON.stringify([question?.baseQuestionId, question?.baseCodes]),
    },
  };
}
