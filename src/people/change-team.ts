import type { FieldFault } from '../errors.js';
import type { Db } from '../db/schema.js';
import { foldLine, parseText } from '../http/parse.js';
import { listAccounts } from './account-queries.js';
import { recordAudit, type Actor } from './audit-queries.js';
import { findTeam, insertTeam, listTeams, removeTeam, replaceTeam } from './team-queries.js';

const sameName = (a: string, b: string) =>
  a.localeCompare(b, 'en-GB', { sensitivity: 'base' }) === 0;

/** The name of a team from a form, and what is wrong with it; case alone makes no other name. */
async function parseTeamName(
  db: Db,
  value: unknown,
  ownId?: number,
): Promise<{ name: string; faults: FieldFault[] }> {
  const name = foldLine(parseText(value));
  const faultWith = (message: string) => ({ name, faults: [{ field: 'name', message }] });
  if (name === '') return faultWith('Enter a name for the team');
  if (name.length > 80) return faultWith('The name must be 80 characters or fewer');
  const taken = (await listTeams(db)).some(
    (team) => team.id !== ownId && sameName(team.name, name),
  );
  return taken ? faultWith(`There is already a team named ${name}`) : { name, faults: [] };
}

/** Adds a team without members; its id, or what is wrong with the name. */
export async function addTeam(db: Db, actor: Actor, entered: unknown) {
  return db.transaction().execute(async (transaction) => {
    const { name, faults } = await parseTeamName(transaction, entered);
    if (faults.length > 0) return { name, faults };
    const id = await insertTeam(transaction, name);
    const subject = { kind: 'team', id, name };
    await recordAudit(transaction, actor, { action: 'team_added', subject });
    return { id, name, faults };
  });
}

/** Gives a team another name and other members. @throws ViewfinderError `not_found`. */
export async function changeTeam(
  db: Db,
  actor: Actor,
  teamId: number,
  form: { name: unknown; memberIds: readonly number[] },
) {
  return db.transaction().execute(async (transaction) => {
    const before = await findTeam(transaction, teamId);
    const { name, faults } = await parseTeamName(transaction, form.name, teamId);
    if (faults.length > 0) return { name, faults };
    const accounts = (await listAccounts(transaction)).map((one) => ({
      id: one.id,
      name: one.name,
    }));
    const known = accounts.filter(({ id }) => form.memberIds.includes(id));
    await replaceTeam(transaction, { id: teamId, name, memberIds: known.map(({ id }) => id) });
    const members = accounts.filter(({ id }) => before.memberIds.includes(id));
    await recordAudit(transaction, actor, {
      action: 'team_changed',
      subject: { kind: 'team', id: teamId, name },
      before: { name: before.name, members: members.map((one) => one.name) },
      after: { name, members: known.map((one) => one.name) },
    });
    return { name, faults };
  });
}

/** Deletes a team: its members lose what only the team let them into. @throws ViewfinderError `not_found`. */
export async function deleteTeam(db: Db, actor: Actor, teamId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const team = await findTeam(transaction, teamId);
    const members = (await listAccounts(transaction)).filter(({ id }) =>
      team.memberIds.includes(id),
    );
    await removeTeam(transaction, teamId);
    await recordAudit(transaction, actor, {
      action: 'team_removed',
      subject: { kind: 'team', id: teamId, name: team.name },
      before: { members: members.map(({ name }) => name) },
    });
  });
}
