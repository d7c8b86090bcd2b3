import type { SameNumbers } from '../../db/schema-updates.js';
import type { Db } from '../../db/schema.js';
import { wholeSight } from '../../people/sight.js';
import { findImport } from '../import-queries.js';
import type { PreparedImport } from '../import-types.js';
import { compareImport, type ComparedImport, type UpdatePlace } from './compare-import.js';
import { isUnmistakable, matchResponses, withoutResponses, type Match } from './match-responses.js';
import { findRepeatedWords, type RepeatedWords } from './repeated-words.js';
import { numberedResponses, standOf } from './update-queries.js';

/** A response is the same one again where at least so much of what it says both times is the same. */
const leastAgreed = 0.5;
/** And the files hold the same responses where so many of those with the same number are. */
const leastAlike = 0.5;

/** An earlier import of the wave that holds responses of the file. */
export interface PlannedUpdate {
  importId: number;
  fileName: string;
  /** The group that its whole file is of. */
  groupKey: string | null;
  responses: number;
  matches: Match[];
  /** As it stood when the plan was made. */
  stand: string;
  compared: ComparedImport;
}

/** What a file does to the responses that its wave has already. */
export interface UpdatePlan {
  /** The file without the responses that are known. */
  fresh: PreparedImport;
  updates: PlannedUpdate[];
  /** Earlier imports that hold the same numbers for what seem to be other responses. */
  others: { importId: number; fileName: string; responses: number }[];
  /** Earlier imports in whose words the responses speak that are to be added. */
  repeated: RepeatedWords[];
}

interface Numbering {
  groupKey: string | null;
  sameNumbers: SameNumbers | null;
}

/** Whether what bears the same numbers is the same responses, by what they say. */
function areAlike(
  { both, agreed }: ComparedImport['agreement'],
  matches: readonly Match[],
): boolean {
  const told = matches.filter(({ at }) => (both[at] ?? 0) > 0);
  const alike = told.filter(({ at }) => (agreed[at] ?? 0) >= (both[at] ?? 0) * leastAgreed);
  return told.length > 0 && alike.length >= told.length * leastAlike;
}

function isSame(
  prepared: PreparedImport,
  own: Numbering,
  there: { groupKey: string | null; matches: readonly Match[]; compared: ComparedImport },
): boolean {
  if (own.sameNumbers !== null) return own.sameNumbers === 'update';
  const numbers = there.matches.map(({ at }) => prepared.responses[at]?.platformId ?? '');
  if (numbers.every(isUnmistakable)) return true;
  const otherGroup = there.groupKey !== null && own.groupKey !== null;
  if (otherGroup && there.groupKey !== own.groupKey) return false;
  return areAlike(there.compared.agreement, there.matches);
}

/**
 * Finds the responses of a file that the wave's earlier imports hold, by their numbers, and what they say
 * otherwise now. Numbers that count from 1 are those of the same responses only if the answers say so, or
 * the officer does.
 */
export async function planUpdate(
  db: Db,
  place: UpdatePlace & { waveId: number } & Numbering,
  prepared: PreparedImport,
): Promise<UpdatePlan> {
  const plan: UpdatePlan = { fresh: prepared, updates: [], others: [], repeated: [] };
  const taken = new Set<number>();
  const found = matchResponses(prepared.responses, await numberedResponses(db, place.waveId));
  for (const [importId, all] of found) {
    const matches = all.filter(({ at }) => !taken.has(at));
    if (matches.length === 0) continue;
    const stand = await standOf(db, importId);
    const { fileName, groupKey, responseCount } = await findImport(db, wholeSight, importId);
    const earlier = { ...place, importId, groupKey, responses: responseCount };
    const compared = await compareImport(db, earlier, prepared, matches);
    if (isSame(prepared, place, { groupKey, matches, compared })) {
      const { responses } = earlier;
      plan.updates.push({ importId, fileName, groupKey, responses, matches, stand, compared });
      for (const { at } of matches) taken.add(at);
    } else {
      plan.others.push({ importId, fileName, responses: matches.length });
    }
  }
  const fresh = withoutResponses(prepared, taken);
  return { ...plan, fresh, repeated: await findRepeatedWords(db, place.waveId, fresh) };
}
