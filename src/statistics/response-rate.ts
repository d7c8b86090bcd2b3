import { formatCount, formatNumber } from '../http/formats.js';
import { percentageInWords } from './figure-words.js';

/** How many were invited, where that was entered: of a wave altogether, and of respondent groups by key. */
export interface Invited {
  all: number | null;
  groups: ReadonlyMap<string, number>;
}

/** How many responses a wave has, and of each respondent group that responded by key. */
export interface Received {
  all: number;
  groups: ReadonlyMap<string, number>;
}

/** So many responded of so many who were invited. */
export interface Returned {
  responses: number;
  invited: number;
}

/** Where it is known of whom the responses are a part; of a wave altogether, and of its groups by key. */
export interface Returns {
  all: Returned | null;
  groups: ReadonlyMap<string, Returned>;
  /** The number entered for the wave, where more have responded since. */
  exceeded: number | null;
}

export const noReturns: Returns = { all: null, groups: new Map(), exceeded: null };

const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);

/** Responses that came after the number was entered can exceed it: it is then known to be wrong. */
const returnedOf = (responses: number, invited: number | null | undefined): Returned | null =>
  typeof invited === 'number' && invited > 0 && invited >= responses
    ? { responses, invited }
    : null;

/** As entered, or as the groups add up to where each has its number and everybody is of a group. */
function invitedAltogether(invited: Invited, received: Received): number | null {
  if (invited.all !== null) return invited.all;
  const ofEach = [...received.groups.keys()].every((key) => invited.groups.has(key));
  const grouped = received.groups.size > 0 && sum(received.groups.values()) === received.all;
  return ofEach && grouped ? sum(invited.groups.values()) : null;
}

/** A group has its own response rate or none: how many of all responded says little of how many of it did. */
export function returnsOf(invited: Invited, received: Received): Returns {
  const altogether = invitedAltogether(invited, received);
  const all = returnedOf(received.all, altogether);
  const groups = [...received.groups].flatMap(([key, responses]): [string, Returned][] => {
    if (all && responses === received.all) return [[key, all]];
    const own = returnedOf(responses, invited.groups.get(key));
    return own ? [[key, own]] : [];
  });
  return { all, groups: new Map(groups), exceeded: all ? null : altogether };
}

/** "104 of 130 invited responded (80%)"; "104 responses received" where nobody said how many were invited. */
export function responsesInWords(responses: number, { all, exceeded }: Returns): string {
  if (all) {
    const rate = percentageInWords({ numerator: responses, base: all.invited });
    return `${formatNumber(responses)} of ${formatNumber(all.invited)} invited responded (${rate})`;
  }
  const received = `${formatCount(responses, 'response')} received`;
  if (exceeded === null) return received;
  return `${received}, more than the ${formatNumber(exceeded)} entered as invited`;
}

/** What is said of the intervals of figures beside them; null where there is nothing to say. */
export const intervalNote = (returned: Returned | null): string | null =>
  returned && 'Intervals are corrected for how many of those invited responded.';
