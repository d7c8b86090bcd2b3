import type { Highs } from 'highs';
import type { KnownTable, Unknowns } from './attacker.js';
import { judge, type Means } from './judge.js';
import type { PlaceKey } from './published-table.js';
import type { DisclosureRules } from './rules.js';
import { countsOf, fixed, isStuck, isUnprintedIn, standingOf, type Case } from './standings.js';
import { Solver } from './solve-move.js';

export interface Protected {
  withheld: Set<PlaceKey>;
  /** Numbers that could not be kept from following, whatever this table withholds. */
  exposed: PlaceKey[];
}

/** Of all the programmes for one table together: a second or so. */
const mostUnknowns = 40_000;

/**
 * Which numbers of a new table to withhold, given what was released before. For each number that must
 * not be told there are then other ways in which whole responses could lie, with every printed number
 * the same and this one in a range of `leastCell`: whoever solves the tables is left with that range.
 */
export function protect(
  tables: readonly [KnownTable, ...KnownTable[]],
  unknowns: Unknowns,
  rules: DisclosureRules,
  solver: Highs | null,
): Protected {
  const own: Case = { tables, rules, countOf: countsOf(unknowns) };
  const standings = unknowns.totals.map((total) => standingOf(own, total));
  const means: Means = { solver: solver && new Solver(solver, mostUnknowns), known: [] };
  let outcome = judge(unknowns, standings, rules.leastCell, means);
  for (;;) {
    const stuck = [...outcome.lost].flatMap(([at, range]) =>
      isStuck(own, unknowns, { at, range, standing: standings[at] ?? fixed }) ? [at] : [],
    );
    if (stuck.length === 0) break;
    for (const at of stuck) standings[at] = { ...fixed, fate: 'published' };
    const next = judge(unknowns, standings, rules.leastCell, means);
    const before = outcome.lost;
    if ([...next.lost].some(([at, range]) => range < (before.get(at) ?? Infinity))) break;
    outcome = next;
  }
  const ofNew = (totals: readonly number[]) =>
    totals.flatMap((at) =>
      (unknowns.totals[at]?.places ?? [])
        .filter((place) => place.table === 0 && !isUnprintedIn(place))
        .map(({ place }) => place),
    );
  const withheld = outcome.fates.flatMap((fate, at) => (fate === 'withheld' ? [at] : []));
  return { withheld: new Set(ofNew(withheld)), exposed: ofNew([...outcome.lost.keys()]) };
}
