import { notFound } from '../errors.js';
import type { Db } from '../db/schema.js';

export interface TeamSummary {
  id: number;
  name: string;
  members: number;
  /** Restricted surveys that the team is let into. */
  surveys: number;
}

/** Every team by name. */
export async function listTeams(db: Db): Promise<TeamSummary[]> {
  const teams = await db.selectFrom('team').selectAll().orderBy('name').execute();
  const members = await db.selectFrom('teamMember').select('teamId').execute();
  const surveys = await db
    .selectFrom('surveyAccess')
    .innerJoin('survey', 'survey.id', 'surveyAccess.surveyId')
    .select('surveyAccess.teamId')
    .where('survey.restricted', '=', 1)
    .execute();
  const countOf = (rows: readonly { teamId: number | null }[], id: number) =>
    rows.filter(({ teamId }) => teamId === id).length;
  return teams.map((team) => ({
    ...team,
    members: countOf(members, team.id),
    surveys: countOf(surveys, team.id),
  }));
}

export interface Team {
  id: number;
  name: string;
  memberIds: number[];
}

/** @throws ViewfinderError `not_found`. */
export async function findTeam(db: Db, teamId: number): Promise<Team> {
  const team = await db.selectFrom('team').selectAll().where('id', '=', teamId).executeTakeFirst();
  if (!team) throw notFound('team');
  const members = await db
    .selectFrom('teamMember')
    .select('accountId')
    .where('teamId', '=', teamId)
    .orderBy('accountId')
    .execute();
  return { ...team, memberIds: members.map(({ accountId }) => accountId) };
}

export const findTeamsOf = (db: Db, accountId: number) =>
  db
    .selectFrom('team')
    .innerJoin('teamMember', 'teamMember.teamId', 'team.id')
    .select(['team.id', 'team.name'])
    .where('teamMember.accountId', '=', accountId)
    .orderBy('team.name')
    .execute();

export async function insertTeam(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto('team')
    .values({ name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts the name and the members, whole, in place of those before; in a transaction. */
export async function replaceTeam(db: Db, { id, name, memberIds }: Team): Promise<void> {
  await db.updateTable('team').set({ name }).where('id', '=', id).execute();
  await db.deleteFrom('teamMember').where('teamId', '=', id).execute();
  const members = memberIds.map((accountId) => ({ teamId: id, accountId }));
  if (members.length > 0) await db.insertInto('teamMember').values(members).execute();
}

/** Deletes a team; its members and what it was let into go with it, accounts and surveys stay. */
export async function removeTeam(db: Db, teamId: number): Promise<void> {
  await db.deleteFrom('team').where('id', '=', teamId).execute();
}
