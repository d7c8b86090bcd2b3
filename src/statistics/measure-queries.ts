import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { inTransaction } from '../db/in-transaction.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor, Viewer } from '../people/permissions.js';
import { hiddenFrom, wholeSight, type Sight } from '../people/sight.js';
import { definitionSchema, type MeasureDefinition } from './measure-definition.js';
import { parseKept, type KeptFigure } from './measure-kept.js';
import { refuseUsed } from './measure-use-queries.js';

/** A figure kept for reports, by its name. */
export interface Measure extends MeasureDefinition {
  id: number;
  name: string;
  surveyId: number;
  survey: string;
  waveId: number;
  wave: string;
  questionId: number;
  question: string;
  /** What follows the figure in the sentence that the program writes. */
  statement: string;
  /** The whole sentence as somebody has written it; null where the program writes it. */
  sentenceTemplate: string | null;
  /** The base in words, likewise. */
  baseTemplate: string | null;
  createdAt: string;
  /** The figures of waves whose responses have been removed. */
  kept: KeptFigure[];
}

/** The waves that a measure has figures for, its own first. */
export const wavesOf = ({ waveId, otherWaveIds }: Pick<Measure, 'waveId' | 'otherWaveIds'>) => [
  waveId,
  ...otherWaveIds,
];

const measures = (db: Db, viewer: Sight) =>
  db
    .selectFrom('measure')
    .innerJoin('survey', 'survey.id', 'measure.surveyId')
    .innerJoin('wave', 'wave.id', 'measure.waveId')
    .innerJoin('question', 'question.id', 'measure.questionId')
    .select([
      'measure.id',
      'measure.name',
      'measure.surveyId',
      'survey.name as survey',
      'measure.waveId',
      'wave.name as wave',
      'measure.questionId',
      'question.text as question',
      'measure.optionCodes',
      'measure.groupKeys',
      'measure.dontKnowInBase',
      'measure.statement',
      'measure.sentence as sentenceTemplate',
      'measure.baseWords as baseTemplate',
      'measure.counted',
      'measure.scores',
      'measure.groupsApart',
      'measure.condition',
      'measure.otherWaveIds',
      'measure.createdAt',
      'measure.keptFigure',
      'measure.keptAt',
    ])
    .where('measure.surveyId', 'not in', hiddenFrom(viewer));

type Row = Awaited<ReturnType<ReturnType<typeof measures>['execute']>>[number];

const readJson = (text: string | null): unknown => JSON.parse(text ?? 'null');

const parseRow = ({ keptFigure, keptAt, ...row }: Row): Measure => ({
  ...row,
  ...definitionSchema.parse({
    counted: row.counted,
    optionCodes: readJson(row.optionCodes),
    scores: readJson(row.scores) ?? [],
    groupKeys: readJson(row.groupKeys),
    groupsApart: row.groupsApart === 1,
    dontKnowInBase: row.dontKnowInBase === 1,
    condition: readJson(row.condition),
    otherWaveIds: readJson(row.otherWaveIds),
  }),
  kept: parseKept(keptFigure, row.waveId, keptAt),
});

/** The measures that the viewer may see, or those of some ids, in the order in which they were kept. */
export async function listMeasures(
  db: Db,
  viewer: Sight,
  ids?: readonly number[],
): Promise<Measure[]> {
  const all = measures(db, viewer).orderBy('measure.id');
  const wanted = ids ? all.where('measure.id', 'in', ids.length > 0 ? [...ids] : [0]) : all;
  return (await wanted.execute()).map(parseRow);
}

/** @throws ViewfinderError `not_found`. */
export async function findMeasure(db: Db, viewer: Sight, measureId: number): Promise<Measure> {
  const [measure] = await listMeasures(db, viewer, [measureId]);
  if (!measure) throw notFound('measure');
  return measure;
}

/** What the audit keeps of a measure. */
const recorded = (measure: Measure) => {
  const { name, survey, wave, question, statement, sentenceTemplate, baseTemplate } = measure;
  const words = { statement, sentence: sentenceTemplate, baseWords: baseTemplate };
  return { name, survey, wave, question, ...definitionSchema.parse(measure), ...words };
};

const subjectOf = ({ id, name }: Measure) => ({ kind: 'measure', id, name });

/** What of a measure somebody can change. */
export type MeasureText = Pick<Measure, 'name' | 'statement' | 'sentenceTemplate' | 'baseTemplate'>;
export type MeasureChange = MeasureDefinition & MeasureText;
export type NewMeasure = MeasureChange & Pick<Measure, 'surveyId' | 'waveId' | 'questionId'>;

const columnsOf = (measure: MeasureChange) => ({
  name: measure.name,
  statement: measure.statement,
  sentence: measure.sentenceTemplate,
  baseWords: measure.baseTemplate,
  counted: measure.counted,
  optionCodes: JSON.stringify(measure.optionCodes),
  scores: measure.counted === 'mean' ? JSON.stringify(measure.scores) : null,
  groupKeys: JSON.stringify(measure.groupKeys),
  groupsApart: measure.groupsApart ? 1 : 0,
  dontKnowInBase: measure.dontKnowInBase ? 1 : 0,
  condition: measure.condition && JSON.stringify(measure.condition),
  otherWaveIds: JSON.stringify(measure.otherWaveIds),
});

async function refuseTaken(db: Db, name: string, measureId: number | null): Promise<void> {
  const taken = await db
    .selectFrom('measure')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', measureId ?? 0)
    .executeTakeFirst();
  if (!taken) return;
  const message = `There is already a measure called “${name}”. Choose another name`;
  throw new ViewfinderError('conflict', `${message}.`, { faults: [{ field: 'name', message }] });
}

/** Keeps a measure and returns its id. @throws ViewfinderError `conflict` where the name is taken. */
export const addMeasure = (db: Db, actor: Actor, measure: NewMeasure): Promise<number> =>
  inTransaction(db, async (transaction) => {
    await refuseTaken(transaction, measure.name, null);
    const { surveyId, waveId, questionId } = measure;
    const { id } = await transaction
      .insertInto('measure')
      .values({
        ...columnsOf(measure),
        surveyId,
        waveId,
        questionId,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const added = await findMeasure(transaction, wholeSight, id);
    const [subject, after] = [subjectOf(added), recorded(added)];
    await recordAudit(transaction, actor, { action: 'measure_created', subject, after });
    return id;
  });

/**
 * Changes a measure; where nothing is another than before, nothing is written. Returns it as it is then.
 * @throws ViewfinderError `not_found`, or `conflict` where the name is taken.
 */
export const saveMeasure = (
  db: Db,
  actor: Actor,
  measureId: number,
  change: MeasureChange,
): Promise<Measure> =>
  inTransaction(db, async (transaction) => {
    const before = await findMeasure(transaction, wholeSight, measureId);
    await refuseTaken(transaction, change.name, measureId);
    await transaction
      .updateTable('measure')
      .set(columnsOf(change))
      .where('id', '=', measureId)
      .execute();
    const after = await findMeasure(transaction, wholeSight, measureId);
    if (JSON.stringify(recorded(before)) !== JSON.stringify(recorded(after))) {
      await recordAudit(transaction, actor, {
        action: 'measure_changed',
        subject: subjectOf(after),
        before: recorded(before),
        after: recorded(after),
      });
    }
    return after;
  });

/** Keeps a measure's figures of waves whose responses are about to go. */
export async function keepFigures(
  db: Db,
  measureId: number,
  figures: readonly KeptFigure[],
): Promise<void> {
  const keptAt = figures.at(-1)?.at ?? null;
  const keptFigure = JSON.stringify(figures);
  await db.updateTable('measure').set({ keptFigure, keptAt }).where('id', '=', measureId).execute();
}

/** Deletes a measure. @throws ViewfinderError `conflict` while a report uses it. */
export const removeMeasure = (db: Db, viewer: Viewer, measureId: number): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await refuseUsed(transaction, viewer, measureId);
    const measure = await findMeasure(transaction, wholeSight, measureId);
    await transaction.deleteFrom('measureValue').where('measureId', '=', measureId).execute();
    await transaction.deleteFrom('measure').where('id', '=', measureId).execute();
    const [subject, before] = [subjectOf(measure), recorded(measure)];
    await recordAudit(transaction, viewer, { action: 'measure_deleted', subject, before });
  });
