import type { Db } from '../db/schema.js';
import { listAccounts, type Account } from './account-queries.js';
import { recordAudit, type Actor } from './audit-queries.js';
import {
  findSurveyAccess,
  replaceSurveyAccess,
  type SurveyAccess,
} from './survey-access-queries.js';
import { findTeam, listTeams, type Team } from './team-queries.js';

/** Every team with its members. */
const teamsWithMembers = async (db: Db): Promise<Team[]> =>
  Promise.all((await listTeams(db)).map(({ id }) => findTeam(db, id)));

export interface SurveyAudience extends SurveyAccess {
  accounts: Account[];
  teams: Team[];
  /** Whoever can see the survey as things stand, and what lets them. */
  people: { id: number; fullName: string; name: string; because: string[] }[];
}

/** Who is let into a survey and who can see it as a result. @throws ViewfinderError `not_found`. */
export async function surveyAudience(db: Db, surveyId: number): Promise<SurveyAudience> {
  const access = await findSurveyAccess(db, surveyId);
  const [accounts, teams] = [await listAccounts(db), await teamsWithMembers(db)];
  const reasonsFor = ({ id }: Account) => [
    ...(access.restricted ? [] : ['Open to everyone']),
    ...(access.restricted && access.accountIds.includes(id) ? ['Named'] : []),
    ...teams
      .filter((team) => access.restricted && access.teamIds.includes(team.id))
      .filter(({ memberIds }) => memberIds.includes(id))
      .map(({ name }) => `Team ${name}`),
  ];
  const people = accounts
    .filter(({ disabledAt, roles }) => disabledAt === null && roles.length > 0)
    .map((account) => ({ account, because: reasonsFor(account) }))
    .filter(({ because }) => because.length > 0)
    .map(({ account: { id, fullName, name }, because }) => ({ id, fullName, name, because }));
  return { ...access, accounts, teams, people };
}

/** Opens a survey to everyone, or closes it to all but these. @throws ViewfinderError `not_found`. */
export async function changeSurveyAccess(
  db: Db,
  actor: Actor,
  surveyId: number,
  form: Pick<SurveyAccess, 'restricted' | 'accountIds' | 'teamIds'>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const before = await findSurveyAccess(transaction, surveyId);
    const accounts = await listAccounts(transaction);
    const teams = await listTeams(transaction);
    const named = accounts.filter(({ id }) => form.accountIds.includes(id)).map(({ id }) => id);
    const namedTeams = teams.filter(({ id }) => form.teamIds.includes(id)).map(({ id }) => id);
    const after = { ...before, ...form, accountIds: named, teamIds: namedTeams };
    await replaceSurveyAccess(transaction, after);
    const inWords = ({ restricted, accountIds, teamIds }: SurveyAccess) => ({
      restricted,
      people: accounts.filter(({ id }) => accountIds.includes(id)).map(({ name }) => name),
      teams: teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name),
    });
    await recordAudit(transaction, actor, {
      action:
        before.restricted === after.restricted ? 'survey_access_changed' : 'survey_restricted',
      subject: { kind: 'survey', id: surveyId, name: before.name },
      before: inWords(before),
      after: inWords(after),
    });
  });
}
