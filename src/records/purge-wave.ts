import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Services } from '../http/services.js';
import { noteErasures } from '../imports/erasure-list.js';
import { purgingImports } from '../imports/import-queries.js';
import { latestJob } from '../jobs/job-queries.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor, Viewer } from '../people/permissions.js';
import { wholeSight, type Sight } from '../people/sight.js';
import { fallQuotes, quotingReports, type QuotingReport } from '../reports/fallen-queries.js';
import { keepFiguresOf } from '../statistics/change-measure.js';
import { measureFigures, type MeasureFigure } from '../statistics/measure-figures.js';
import { listMeasures, wavesOf } from '../statistics/measure-queries.js';
import { findWave, listSurveys } from '../surveys/survey-queries.js';
import { markPurged, publishedFiles, waveImports } from './purge-queries.js';

type Work = Pick<Services, 'config' | 'db' | 'jobs'>;

/** What goes when a wave is purged, and which figures stay. */
export interface PurgePreview {
  responses: number;
  comments: number;
  imports: number;
  measures: { id: number; name: string }[];
  reports: QuotingReport[];
}

const measuresOf = async (db: Db, waveId: number) =>
  (await listMeasures(db, wholeSight)).filter((measure) => wavesOf(measure).includes(waveId));

export async function describePurge(db: Db, viewer: Sight, waveId: number): Promise<PurgePreview> {
  const { surveyId } = await findWave(db, viewer, waveId);
  const survey = (await listSurveys(db, viewer)).find(({ id }) => id === surveyId);
  const wave = survey?.waves.find(({ id }) => id === waveId);
  const measures = await measuresOf(db, waveId);
  return {
    responses: wave?.responses ?? 0,
    comments: wave?.comments ?? 0,
    imports: wave?.imports ?? 0,
    measures: measures.map(({ id, name }) => ({ id, name })),
    reports: await quotingReports(db, viewer, { waveId }),
  };
}

async function refuseUnready(db: Db, waveId: number): Promise<void> {
  const { name, purgedAt } = await findWave(db, wholeSight, waveId);
  const { published, open } = await waveImports(db, waveId);
  const why =
    purgedAt !== null
      ? `The responses of ${name} have been removed already.`
      : open > 0
        ? `A file for ${name} is still being imported. Import or discard it first.`
        : published === 0
          ? `Nothing has been imported for ${name}, so there is nothing to remove.`
          : undefined;
  if (why) throw new ViewfinderError('conflict', why);
}

/** Keeps every figure, lets the quotes fall and takes the wave's responses out of sight, all at once. */
async function decide(
  { config }: Work,
  db: Db,
  { viewer, waveId, shown }: { viewer: Viewer; waveId: number; shown: readonly MeasureFigure[] },
): Promise<PurgePreview> {
  await refuseUnready(db, waveId);
  const at = new Date().toISOString();
  const preview = await describePurge(db, viewer, waveId);
  const whole = await describePurge(db, wholeSight, waveId);
  const { name, surveyName } = await findWave(db, wholeSight, waveId);
  for (const measure of await measuresOf(db, waveId)) {
    const { figures = [] } = shown.find(({ id }) => id === measure.id) ?? {};
    await keepFiguresOf(db, measure, { waveId, at, shown: figures });
  }
  await fallQuotes(db, { waveId }, at);
  const files = await publishedFiles(db, waveId);
  await markPurged(db, waveId, at);
  await recordAudit(db, viewer, {
    action: 'wave_purged',
    subject: { kind: 'wave', id: waveId, name: `${surveyName}, ${name}` },
    after: {
      responses: preview.responses,
      comments: preview.comments,
      measures: preview.measures.map(({ id }) => id),
      reports: whole.reports.map(({ id }) => id),
    },
  });
  await noteErasures(
    config,
    files.map((file) => ({ at, file, row: null })),
  );
  return preview;
}

/** Starts the removal of what is still there, by a job for each import; those at work already are left alone. */
export async function startPurge(
  { db, jobs }: Pick<Work, 'db' | 'jobs'>,
  actor: Actor,
  waveId: number,
): Promise<void> {
  for (const importId of await purgingImports(db, waveId)) {
    const job = await latestJob(db, importId);
    const underWay = job?.kind === 'purge' && (job.state === 'queued' || job.state === 'running');
    if (!underWay) await jobs.start('purge', importId, actor);
  }
}

/** The same, and waits a little for its end. */
export async function continuePurge(services: Work, actor: Actor, waveId: number): Promise<void> {
  await startPurge(services, actor, waveId);
  await services.jobs.idleOrLate();
}

/**
 * Removes a wave's responses, comments and files for good and keeps its measures' figures as they stand.
 * Resolves once that is decided and noted; the rows go in jobs. Returns what goes.
 * @throws ViewfinderError `conflict` where there is nothing to remove, or a file is being imported.
 */
export async function purgeWave(
  services: Work,
  viewer: Viewer,
  waveId: number,
): Promise<PurgePreview> {
  // Before the transaction: judging what may be published writes down that it has left.
  const shown = await measureFigures(services.db, wholeSight, 'publication');
  const preview = await services.db
    .transaction()
    .execute((transaction) => decide(services, transaction, { viewer, waveId, shown }));
  await continuePurge(services, viewer, waveId);
  return preview;
}
