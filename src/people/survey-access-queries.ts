import type { Db } from '../db/schema.js';

/** Ids of the restricted surveys that the account is let into neither by name nor by a team. */
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
    .execute();
  return hidden.map(({ id }) => id);
}
