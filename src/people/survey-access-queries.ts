import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';

/**
 * Ids of the restricted surveys that an account is let into neither by name nor by a team. An
 * administrator is no exception: they can name themselves, and the audit shows it.
 */
export async function hiddenSurveysFor(db: Db, accountId: number): Promise<number[]> {
  const hidden = await db
    .selectFrom('survey')
    .select('survey.id')
    .where('survey.restricted', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('surveyAccess')
            .leftJoin('teamMember', 'teamMember.teamId', 'surveyAccess.teamId')
            .select('surveyAccess.id')
            .whereRef('surveyAccess.surveyId', '=', 'survey.id')
            .where(({ or, eb }) =>
              or([
                eb('surveyAccess.accountId', '=', accountId),
                eb('teamMember.accountId', '=', accountId),
              ]),
            ),
        ),
      ),
    )
    .orderBy('survey.id')
    .execute();
  return hidden.map(({ id }) => id);
}

/** Every survey by name, with whether only those named may see it. */
export async function listSurveyAccess(db: Db) {
  const surveys = await db
    .selectFrom('survey')
    .select(['id', 'name', 'restricted'])
    .orderBy('name')
    .execute();
  return surveys.map((survey) => ({ ...survey, restricted: survey.restricted === 1 }));
}

export interface SurveyAccess {
  id: number;
  name: string;
  restricted: boolean;
  /** Whom the list names; kept, but without effect, while the survey is open to everyone. */
  accountIds: number[];
  teamIds: number[];
}

/** Who is let into a survey. @throws ViewfinderError `not_found`. */
export async function findSurveyAccess(db: Db, surveyId: number): Promise<SurveyAccess> {
  const survey = await db
    .selectFrom('survey')
    .select(['id', 'name', 'restricted'])
    .where('id', '=', surveyId)
    .executeTakeFirst();
  if (!survey) throw notFound('survey');
  const named = await db
    .selectFrom('surveyAccess')
    .select(['accountId', 'teamId'])
    .where('surveyId', '=', surveyId)
    .orderBy('id')
    .execute();
  return {
    ...survey,
    restricted: survey.restricted === 1,
    accountIds: named.flatMap(({ accountId }) => accountId ?? []),
    teamIds: named.flatMap(({ teamId }) => teamId ?? []),
  };
}

/** Puts the list of who is let in, whole, in place of the one before; in a transaction. */
export async function replaceSurveyAccess(
  db: Db,
  { id, restricted, accountIds, teamIds }: Omit<SurveyAccess, 'name'>,
): Promise<void> {
  await db
    .updateTable('survey')
    .set({ restricted: restricted ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  await db.deleteFrom('surveyAccess').where('surveyId', '=', id).execute();
  const named = [
    ...accountIds.map((accountId) => ({ surveyId: id, accountId, teamId: null })),
    ...teamIds.map((teamId) => ({ surveyId: id, accountId: null, teamId })),
  ];
  if (named.length > 0) await db.insertInto('surveyAccess').values(named).execute();
}
