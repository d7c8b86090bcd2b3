import type { Highs } from 'highs';
import { missingKinds } from '../../surveys/words.js';
import type { KnownTable, Total, Unknowns } from './attacker.js';
import { judge, type Means, type Outcome } from './judge.js';
import {
  baseField,
  missingField,
  negativeField,
  optionField,
  placeKey,
  responsesField,
  strayField,
  sumField,
  type Part,
  type PlaceKey,
  type PublishedTable,
} from './published-table.js';
import type { DisclosureRules } from './rules.js';
import { Solver } from './solve-move.js';
import {
  countsOf,
  fixed,
  isStuck,
  isUnprintedIn,
  standingOf,
  type Case,
  type Standing,
} from './standings.js';

export interface Protected {
  withheld: Set<PlaceKey>;
}

/** Of all the programmes for one attempt together: what no move is found for by then is lost. */
const mostUnknowns = 60_000;

/** Every number of a table that is printed or not, those of parts without responses too. */
function everythingIn({ question, by, counted }: PublishedTable): Set<PlaceKey> {
  const parts: Part[] = ['all', ...(by?.options.map(({ code }) => code) ?? [])];
  const answers = [
    ...question.options.map(({ code }) => optionField(code)),
    ...missingKinds.map(missingField),
    strayField,
    negativeField,
  ];
  const fields = [responsesField, baseField, ...(counted ? [sumField] : answers)];
  return new Set(parts.flatMap((part) => fields.map((field) => placeKey(part, field))));
}

/**
 * Where nothing may be told but how many responded: too few of them, or so few that every division
 * leaves too few on one side or the other.
 */
function isTooFew(
  { by, where }: PublishedTable,
  responses: number,
  { leastBase }: DisclosureRules,
) {
  return responses < (by || where ? 2 * leastBase : leastBase);
}

interface Attempt {
  own: Case;
  unknowns: Unknowns;
  means: Means;
}

/** What has no room to move is printed, one after the other, as long as nothing gets less room by it. */
function judged({ own, unknowns, means }: Attempt, from: readonly Standing[]): Outcome {
  const least = own.rules.leastCell;
  const standings = [...from];
  let outcome = judge(unknowns, standings, least, means);
  for (;;) {
    const stuck = [...outcome.lost].flatMap(([at, range]) =>
      isStuck(own, unknowns, { at, range, standing: standings[at] ?? fixed }) ? [at] : [],
    );
    if (stuck.length === 0) return outcome;
    for (const at of stuck) standings[at] = { ...fixed, fate: 'published' };
    const next = judge(unknowns, standings, least, means);
    const before = outcome.lost;
    if ([...next.lost].some(([at, range]) => range < (before.get(at) ?? Infinity))) return outcome;
    outcome = next;
  }
}

/** The standings when some more of the new table is withheld. */
const withheldMore = (
  { totals }: Unknowns,
  standings: readonly Standing[],
  isMeant: (place: Total['places'][number]) => boolean,
) =>
  standings.map((standing, at): Standing => {
    const { places = [], count = 0 } = totals[at] ?? {};
    const isMore = standing.fate === 'shown' && places.some(isMeant);
    return isMore ? { ...standing, fate: 'withheld', isSecret: count > 0 } : standing;
  });

/**
 * Which numbers of a new table to withhold, given what was released before. For each number that must
 * not be told there are then other ways in which whole responses could lie, with every printed number
 * the same and this one in a range of `leastCell`: whoever solves the tables is left with that range. Where
 * no such choice is found the parts of the table are withheld, and otherwise all of it, which tells
 * nothing. What the tables before tell by themselves is past keeping.
 */
export function protect(
  tables: readonly [KnownTable, ...KnownTable[]],
  unknowns: Unknowns,
  rules: DisclosureRules,
  solver: Highs | null,
): Protected {
  const own: Case = { tables, rules, countOf: countsOf(unknowns) };
  const { table } = tables[0];
  const everything = everythingIn(table);
  const responses = unknowns.counts.reduce((sum, count) => sum + count, 0);
  if (isTooFew(table, responses, rules)) return { withheld: everything };
  const standings = unknowns.totals.map((total) => standingOf(own, total));
  const ofNew = (totals: readonly number[]) =>
    totals.flatMap((at) =>
      (unknowns.totals[at]?.places ?? [])
        .filter((place) => place.table === 0 && !isUnprintedIn(place))
        .map(({ place }) => place),
    );
  const isOfPart = ({ table: at, place }: Total['places'][number]) =>
    at === 0 && !place.startsWith('all ');
  const attempts = [standings, withheldMore(unknowns, standings, isOfPart)];
  for (const attempted of attempts) {
    const means: Means = { solver: solver && new Solver(solver, mostUnknowns), known: [] };
    const { fates, lost } = judged({ own, unknowns, means }, attempted);
    if (lost.size > 0) continue;
    const withheld = fates.flatMap((fate, at) => (fate === 'withheld' ? [at] : []));
    return { withheld: new Set(ofNew(withheld)) };
  }
  return { withheld: everything };
}
