/** How a wave stands towards the day until which its responses are kept. */
export type RetentionState = 'purged' | 'overdue' | 'due' | 'later' | 'none';

interface Kept {
  retainUntil: string | null;
  purgedAt: string | null;
}

/** So long before the day the reminder begins: a quarter, in which somebody will look. */
export const reminderDays = 90;

const dayOf = (instant: string) => instant.slice(0, 10);

/** `now` is an ISO instant; the responses may be kept through the day itself. */
export function retentionState({ retainUntil, purgedAt }: Kept, now: string): RetentionState {
  if (purgedAt !== null) return 'purged';
  if (retainUntil === null) return 'none';
  if (retainUntil < dayOf(now)) return 'overdue';
  const reminder = new Date(Date.parse(now) + reminderDays * 86_400_000).toISOString();
  return retainUntil <= dayOf(reminder) ? 'due' : 'later';
}

/** How many of the waves are in each state. */
export function countRetention(
  waves: readonly Kept[],
  now: string,
): Record<RetentionState, number> {
  const counts = { purged: 0, overdue: 0, due: 0, later: 0, none: 0 };
  for (const wave of waves) counts[retentionState(wave, now)] += 1;
  return counts;
}
