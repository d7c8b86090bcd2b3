import type { Db } from '../db/schema.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import { waveResponses } from './rate-queries.js';
import { ratesForAll } from './rates.js';
import {
  noReturns,
  returnsOf,
  type Invited,
  type Received,
  type Returns,
} from './response-rate.js';
import { waveCounts, waveQuestions } from './wave-counts.js';

/** The key that stands for everybody invited to a wave. */
const everybody = '';

/** How many were invited to a wave, as entered. */
export async function invitedOf(db: Db, waveId: number): Promise<Invited> {
  const rows = await db
    .selectFrom('waveInvited')
    .select(['groupKey', 'invited'])
    .where('waveId', '=', waveId)
    .execute();
  const byKey = new Map(rows.map(({ groupKey, invited }) => [groupKey, invited]));
  const all = byKey.get(everybody) ?? null;
  byKey.delete(everybody);
  return { all, groups: byKey };
}

/** Responses by respondent group; none once they have been removed. True counts, for nobody's eyes but theirs who may see them. */
async function groupResponses(db: Db, waveId: number): Promise<Map<string, number>> {
  const wave = await waveQuestions(db, waveId);
  const question = wave.questions.find(({ role }) => role === 'respondent_group');
  if (!question) return new Map();
  const [counted] = await waveCounts(db, wave, [question], { by: null, where: null });
  if (!counted) return new Map();
  const groups = new Map<string, number>();
  for (const { label, count } of ratesForAll(question, counted).options) {
    const key = findRespondentGroup(label)?.key;
    if (key !== undefined && count > 0) groups.set(key, (groups.get(key) ?? 0) + count);
  }
  return groups;
}

export const receivedOf = async (db: Db, waveId: number): Promise<Received> => ({
  all: await waveResponses(db, waveId),
  groups: await groupResponses(db, waveId),
});

/** Of how many invited the responses of a wave and of its groups are, where that is known. */
export async function waveReturns(db: Db, waveId: number): Promise<Returns> {
  const invited = await invitedOf(db, waveId);
  if (invited.all === null && invited.groups.size === 0) return noReturns;
  return returnsOf(invited, await receivedOf(db, waveId));
}

/** Replaces what was entered for a wave; in a transaction. */
export async function saveInvited(db: Db, waveId: number, invited: Invited): Promise<void> {
  await db.deleteFrom('waveInvited').where('waveId', '=', waveId).execute();
  const rows = [
    ...(invited.all === null ? [] : [[everybody, invited.all] as const]),
    ...invited.groups,
  ];
  if (rows.length === 0) return;
  await db
    .insertInto('waveInvited')
    .values(rows.map(([groupKey, number]) => ({ waveId, groupKey, invited: number })))
    .execute();
}
