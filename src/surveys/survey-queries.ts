import { ViewfinderError, notFound } from '../errors.js';
import type { Db } from '../db/schema.js';
import { foldLine } from '../http/parse.js';
import { may } from '../people/permissions.js';
import { hiddenFrom, type Sight } from '../people/sight.js';
import { questionKey } from './words.js';

export interface WaveSummary {
  id: number;
  name: string;
  responses: number;
  comments: number;
  imports: number;
  /** Day until which its responses are kept, and when they were removed. */
  retainUntil: string | null;
  purgedAt: string | null;
}

export interface SurveySummary {
  id: number;
  name: string;
  waves: WaveSummary[];
}

/** How many comments of each wave are flagged, and so left out of what this viewer can count. */
async function unseenComments(db: Db, viewer: Sight): Promise<Map<number, number>> {
  if (may(viewer, 'flagged_comments')) return new Map();
  const rows = await db
    .selectFrom('commentFlag')
    .innerJoin('comment', 'comment.id', 'commentFlag.commentId')
    .select(({ fn }) => ['comment.waveId', fn.countAll<number>().as('count')])
    .groupBy('comment.waveId')
    .execute();
  return new Map(rows.map(({ waveId, count }) => [waveId, count]));
}

/** Every survey by name, its waves newest name first, with counts over published imports, and purged ones as they were. */
export async function listSurveys(db: Db, viewer: Sight): Promise<SurveySummary[]> {
  const surveys = await db
    .selectFrom('survey')
    .selectAll()
    .where('id', 'not in', hiddenFrom(viewer))
    .orderBy('name')
    .execute();
  const waves = await db
    .selectFrom('wave')
    .leftJoin('import', (join) =>
      join
        .onRef('import.waveId', '=', 'wave.id')
        .on('import.state', 'in', ['published', 'purging', 'purged']),
    )
    .select(({ fn, val }) => [
      'wave.id',
      'wave.surveyId',
      'wave.name',
      'wave.retainUntil',
      'wave.purgedAt',
      fn.coalesce(fn.sum<number>('import.responseCount'), val(0)).as('responses'),
      fn.coalesce(fn.sum<number>('import.commentCount'), val(0)).as('comments'),
      fn.count<number>('import.id').as('imports'),
    ])
    .groupBy(['wave.id', 'wave.surveyId', 'wave.name', 'wave.retainUntil', 'wave.purgedAt'])
    .orderBy('wave.name', 'desc')
    .execute();
  const unseen = await unseenComments(db, viewer);
  return surveys.map(({ id, name }) => ({
    id,
    name,
    waves: waves
      .filter((wave) => wave.surveyId === id)
      .map(({ surveyId, ...wave }) => ({
        ...wave,
        comments: wave.comments - (unseen.get(wave.id) ?? 0),
      })),
  }));
}

/** A wave with its survey. @throws ViewfinderError `not_found`. */
export async function findWave(db: Db, viewer: Sight, waveId: number) {
  const wave = await db
    .selectFrom('wave')
    .innerJoin('survey', 'survey.id', 'wave.surveyId')
    .select([
      'wave.id',
      'wave.name',
      'wave.surveyId',
      'survey.name as surveyName',
      'wave.retainUntil',
      'wave.purgedAt',
    ])
    .where('wave.id', '=', waveId)
    .where('wave.surveyId', 'not in', hiddenFrom(viewer))
    .executeTakeFirst();
  if (!wave) throw notFound('wave');
  return wave;
}

/** The wave of that survey and name; case and punctuation of the survey do not count. @throws ViewfinderError `not_found`. */
export async function findWaveByName(db: Db, viewer: Sight, surveyName: string, waveName: string) {
  const waves = await db
    .selectFrom('wave')
    .innerJoin('survey', 'survey.id', 'wave.surveyId')
    .select(['wave.id', 'wave.name', 'survey.name as surveyName'])
    .where('wave.surveyId', 'not in', hiddenFrom(viewer))
    .execute();
  const key = questionKey(surveyName);
  const found = waves.find(
    (wave) => questionKey(wave.surveyName) === key && wave.name === waveName.trim(),
  );
  if (found) return found;
  const known = waves.map((wave) => `“${wave.surveyName}”, ${wave.name}`).sort();
  throw new ViewfinderError(
    'not_found',
    `There is no wave ${waveName} of “${surveyName}”. ${known.length > 0 ? `There are: ${known.join('; ')}.` : 'Nothing has been imported yet.'}`,
  );
}

/** A name as it is kept: spaces folded. @throws ViewfinderError `invalid` where blank or too long. */
export function parseName(value: string, field: 'survey' | 'wave'): string {
  const name = foldLine(value);
  const example = field === 'survey' ? '“Fostering survey”' : '“2012-13”';
  const message =
    name === ''
      ? `Enter the name of the ${field}, such as ${example}`
      : `The name of the ${field} must be 120 characters or fewer`;
  if (name === '' || name.length > 120) {
    throw new ViewfinderError('invalid', `${message}.`, { faults: [{ field, message }] });
  }
  return name;
}

/** A survey that exists but not for this viewer: the words say no more than that the name is no use. */
function refuseHidden({ hiddenSurveys }: Sight, surveyId: number | undefined): void {
  if (surveyId === undefined || !hiddenSurveys.includes(surveyId)) return;
  const message = 'You cannot import into a survey of this name. Choose another name';
  throw new ViewfinderError('invalid', `${message}.`, { faults: [{ field: 'survey', message }] });
}

/**
 * The wave of that survey and name, both made where they are new; names differ by more than case.
 * @throws ViewfinderError `invalid` for the name of a survey that the viewer is not let into.
 */
export async function ensureWave(
  db: Db,
  viewer: Sight,
  surveyName: string,
  waveName: string,
): Promise<number> {
  const createdAt = new Date().toISOString();
  const surveys = await db.selectFrom('survey').select(['id', 'name']).execute();
  const key = questionKey(surveyName);
  const known = surveys.find((survey) => questionKey(survey.name) === key)?.id;
  refuseHidden(viewer, known);
  const surveyId =
    known ??
    (
      await db
        .insertInto('survey')
        .values({ name: surveyName, createdAt })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const existing = await db
    .selectFrom('wave')
    .select('id')
    .where('surveyId', '=', surveyId)
    .where('name', '=', waveName)
    .executeTakeFirst();
  if (existing) return existing.id;
  const wave = await db
    .insertInto('wave')
    .values({ surveyId, name: waveName, createdAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return wave.id;
}

/** Removes a wave that holds no import, and its survey if that leaves it without waves. */
export async function removeUnusedWave(db: Db, waveId: number): Promise<void> {
  const wave = await db
    .selectFrom('wave')
    .select(['id', 'surveyId'])
    .where('id', '=', waveId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('import').select('id').where('waveId', '=', waveId))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('measure').select('id').where('waveId', '=', waveId))),
    )
    .executeTakeFirst();
  if (!wave) return;
  await db.deleteFrom('waveInvited').where('waveId', '=', waveId).execute();
  await db
    .deleteFrom('comparability')
    .where(({ eb, or }) => or([eb('waveId', '=', waveId), eb('earlierWaveId', '=', waveId)]))
    .execute();
  await db.deleteFrom('wave').where('id', '=', waveId).execute();
  await db
    .deleteFrom('survey')
    .where('id', '=', wave.surveyId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('wave').select('id').where('surveyId', '=', wave.surveyId))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('question').select('id').where('surveyId', '=', wave.surveyId))),
    )
    .execute();
}
