import { z } from 'zod';
import { notFound, ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor, Viewer } from '../people/permissions.js';
import { hiddenFrom, wholeSight, type Sight } from '../people/sight.js';
import { hiddenReports } from '../people/sight-queries.js';

export interface Measure {
  id: number;
  name: string;
  surveyId: number;
  survey: string;
  waveId: number;
  wave: string;
  questionId: number;
  question: string;
  optionCodes: number[];
  groupKeys: string[];
  dontKnowInBase: boolean;
  statement: string;
  /** The figure as it stood when the responses behind it were removed, and when that was. */
  kept: (KeptFigure & { at: string }) | null;
}

const keptFigureSchema = z.object({
  numerator: z.number(),
  base: z.number(),
  baseWords: z.string(),
  /** The same with the number of the base withheld. */
  withheldBaseWords: z.string(),
  optionLabels: z.array(z.string()),
});
/** What has to be kept of a figure: the rest follows from it. */
export type KeptFigure = z.infer<typeof keptFigureSchema>;

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
      'measure.keptFigure',
      'measure.keptAt',
    ])
    .where('measure.surveyId', 'not in', hiddenFrom(viewer));

type Row = Awaited<ReturnType<ReturnType<typeof measures>['execute']>>[number];

const parseRow = ({ keptFigure, keptAt, ...row }: Row): Measure => ({
  ...row,
  kept:
    keptFigure === null
      ? null
      : { ...keptFigureSchema.parse(JSON.parse(keptFigure)), at: keptAt ?? '' },
  optionCodes: JSON.parse(row.optionCodes) as number[],
  groupKeys: JSON.parse(row.groupKeys) as string[],
  dontKnowInBase: row.dontKnowInBase === 1,
});

/** Every measure that the viewer may see, in the order in which they were kept. */
export async function listMeasures(db: Db, viewer: Sight): Promise<Measure[]> {
  return (await measures(db, viewer).orderBy('measure.id').execute()).map(parseRow);
}

/** @throws ViewfinderError `not_found`. */
export async function findMeasure(db: Db, viewer: Sight, measureId: number): Promise<Measure> {
  const row = await measures(db, viewer).where('measure.id', '=', measureId).executeTakeFirst();
  if (!row) throw notFound('measure');
  return parseRow(row);
}

/** What the audit keeps of a measure. */
const recorded = (measure: Measure) => {
  const { survey, wave, question, optionCodes, groupKeys, dontKnowInBase, statement } = measure;
  return { survey, wave, question, optionCodes, groupKeys, dontKnowInBase, statement };
};

const subjectOf = ({ id, name }: Measure) => ({ kind: 'measure', id, name });

export type NewMeasure = Omit<Measure, 'id' | 'survey' | 'wave' | 'question' | 'kept'>;

/** Keeps a measure and returns its id. @throws ViewfinderError `conflict` where the name is taken. */
export const addMeasure = (db: Db, actor: Actor, measure: NewMeasure): Promise<number> =>
  db.transaction().execute(async (transaction) => {
    const { optionCodes, groupKeys, dontKnowInBase, ...plain } = measure;
    const taken = await transaction
      .selectFrom('measure')
      .select('id')
      .where('name', '=', measure.name)
      .executeTakeFirst();
    if (taken) {
      const message = `There is already a measure called “${measure.name}”. Choose another name`;
      const faults = [{ field: 'name', message }];
      throw new ViewfinderError('conflict', `${message}.`, { faults });
    }
    const { id } = await transaction
      .insertInto('measure')
      .values({
        ...plain,
        optionCodes: JSON.stringify(optionCodes),
        groupKeys: JSON.stringify(groupKeys),
        dontKnowInBase: dontKnowInBase ? 1 : 0,
        createdAt: new Date().toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const added = await findMeasure(transaction, wholeSight, id);
    const [subject, after] = [subjectOf(added), recorded(added)];
    await recordAudit(transaction, actor, { action: 'measure_created', subject, after });
    return id;
  });

export const changeStatement = (
  db: Db,
  actor: Actor,
  measureId: number,
  statement: string,
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const measure = await findMeasure(transaction, wholeSight, measureId);
    await transaction
      .updateTable('measure')
      .set({ statement })
      .where('id', '=', measureId)
      .execute();
    await recordAudit(transaction, actor, {
      action: 'measure_changed',
      subject: subjectOf(measure),
      before: { statement: measure.statement },
      after: { statement },
    });
  });

/** Keeps a measure's figure as it stands: the responses behind it are about to go. */
export async function keepFigure(
  db: Db,
  measureId: number,
  figure: KeptFigure,
  keptAt: string,
): Promise<void> {
  const keptFigure = JSON.stringify(figure);
  await db.updateTable('measure').set({ keptFigure, keptAt }).where('id', '=', measureId).execute();
}

/** @throws ViewfinderError `conflict` while a report uses the measure. */
async function refuseUsed(db: Db, viewer: Sight, measureId: number): Promise<void> {
  const using = db
    .selectFrom('reportPart')
    .innerJoin('report', 'report.id', 'reportPart.reportId')
    .select(['report.id', 'report.title'])
    .where('reportPart.measureId', '=', measureId);
  const used = await using
    .where('report.id', 'not in', hiddenReports(db, viewer))
    .executeTakeFirst();
  if (used) {
    throw new ViewfinderError(
      'conflict',
      `The report “${used.title}” uses this measure. Take it out of the report first.`,
      { link: { href: `/reports/${used.id}`, text: 'Open the report' } },
    );
  }
  if (await using.executeTakeFirst()) {
    throw new ViewfinderError(
      'conflict',
      'A report that you cannot open uses this measure. Ask an administrator to have it taken out first.',
    );
  }
}

/** Deletes a measure. @throws ViewfinderError `conflict` while a report uses it. */
export const removeMeasure = (db: Db, viewer: Viewer, measureId: number): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await refuseUsed(transaction, viewer, measureId);
    const measure = await findMeasure(transaction, wholeSight, measureId);
    await transaction.deleteFrom('measure').where('id', '=', measureId).execute();
    const [subject, before] = [subjectOf(measure), recorded(measure)];
    await recordAudit(transaction, viewer, { action: 'measure_deleted', subject, before });
  });
