import type { Highs } from 'highs';
import { type KnownTable, type Total, type Unknowns } from './attacker.js';
import { costOf, isFirstWithheld } from './first-withheld.js';
import { questionsOf } from '../conditions.js';
import type { AskedQuestion } from '../rates.js';
import { changesOf, cheapestExchange, type Fate, type Move, type Search } from './moves.js';
import {
  isUnprinted,
  placeKey,
  responsesField,
  type Part,
  type PlaceKey,
  type PublishedTable,
} from './published-table.js';
import { isFew, type DisclosureRules } from './rules.js';
import { solveMove } from './solve-move.js';

export interface Protected {
  withheld: Set<PlaceKey>;
  /** Numbers that could not be kept from following, whatever this table withholds. */
  exposed: PlaceKey[];
}

/** The part and the field that a key is made of. */
function parse(key: PlaceKey): { part: Part; field: string } {
  const space = key.indexOf(' ');
  const part = key.slice(0, space);
  return {
    part: part === 'all' || part === 'none' ? part : Number(part),
    field: key.slice(space + 1),
  };
}

type CountOf = (table: number, place: PlaceKey) => number;

function countsOf({ totals }: Unknowns): CountOf {
  const counts = new Map(
    totals.flatMap(({ places, count }) =>
      places.map(({ table, place }) => [`${table} ${place}`, count] as const),
    ),
  );
  return (table, place) => counts.get(`${table} ${place}`) ?? 0;
}

interface Standing {
  fate: Fate | 'unprinted';
  /** Whether an attacker must not learn it. */
  isSecret: boolean;
  cost: number;
}

const fixed: Standing = { fate: 'published', isSecret: false, cost: 0 };

/** Everything that the new table, the first, is judged by. */
interface Case {
  tables: readonly KnownTable[];
  rules: DisclosureRules;
  countOf: CountOf;
}

/** How many responded to a wave is said on its page. */
const isWholeWave = (table: PublishedTable, part: Part, field: string) =>
  part === 'all' && field === responsesField && !table.where;

function standingOfPlace(
  { tables, rules, countOf }: Case,
  { table: at, place }: Total['places'][number],
): Standing {
  const known = tables[at];
  const { part, field } = parse(place);
  if (!known || isWholeWave(known.table, part, field)) return fixed;
  const hasOwn = !isUnprinted(part, field);
  if (known.withheld && hasOwn) {
    return known.withheld.has(place) ? { fate: 'withheld', isSecret: true, cost: 0 } : fixed;
  }
  const countIn = (other: string) => countOf(at, placeKey(part, other));
  const inAll = (other: string) => countOf(at, placeKey('all', other));
  const isFirst = isFirstWithheld(known.table, field, { inPart: countIn, inAll }, rules);
  if (at === 0 && hasOwn) {
    const cost = costOf(part, field, countIn(field));
    return { fate: isFirst ? 'withheld' : 'shown', isSecret: isFirst, cost };
  }
  const isSecret = isFirst && isFew(countIn(field), rules.leastCell);
  return { fate: 'unprinted', isSecret, cost: 0 };
}

/** The same number in several tables: once published it stays so, once withheld too. */
function standingOf(own: Case, { places }: Total): Standing & { fate: Fate } {
  const all = places.map((place) => standingOfPlace(own, place));
  const has = (fate: Standing['fate']) => all.some((one) => one.fate === fate);
  if (has('published')) return { ...fixed, fate: 'published' };
  const isSecret = all.some((one) => one.isSecret);
  const cost = all.reduce((sum, one) => sum + one.cost, 0);
  const isShown = has('shown') && !has('withheld') && !isSecret;
  return { fate: isShown ? 'shown' : 'withheld', isSecret, cost };
}

const isUnprintedIn = ({ place }: Total['places'][number]) => {
  const { part, field } = parse(place);
  return isUnprinted(part, field);
};

/** Withholds what a move changes, and remembers which totals it moves far enough. */
function take(search: Search, fates: Fate[], move: Move, safe: Set<number>): number[] {
  const more: number[] = [];
  for (const [total, change] of changesOf(search.unknowns, move)) {
    if (Math.abs(change) >= search.least) safe.add(total);
    if (fates[total] !== 'shown') continue;
    fates[total] = 'withheld';
    more.push(total);
  }
  return more;
}

/**
 * Which numbers of a new table to withhold, given what was released before. For each number that must
 * not be told there is then another way in which whole responses could lie, with every printed number
 * the same and this one `leastCell` away: whoever solves the tables is left with at least that range.
 */
export function protect(
  tables: readonly [KnownTable, ...KnownTable[]],
  unknowns: Unknowns,
  rules: DisclosureRules,
  solver: Highs,
): Protected {
  const own: Case = { tables, rules, countOf: countsOf(unknowns) };
  const standings = unknowns.totals.map((total) => standingOf(own, total));
  const fates = standings.map(({ fate }) => fate);
  const search: Search = {
    unknowns,
    fates,
    costs: standings.map(({ cost }) => cost),
    least: rules.leastCell,
  };
  // What nobody can be counted in tells nothing that is not told already.
  const isFixed = (target: number) => !solveMove(solver, { ...search, least: 1 }, target);
  const safe = new Set<number>();
  const lost: number[] = [];
  const waiting = standings.flatMap(({ isSecret, fate }, at) =>
    isSecret && fate === 'withheld' ? [at] : [],
  );
  for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
    if (safe.has(target)) continue;
    const move = cheapestExchange(search, target) ?? solveMove(solver, search, target);
    if (move) waiting.push(...take(search, fates, move, safe));
    else if (unknowns.totals[target]?.count === 0 && isFixed(target)) fates[target] = 'published';
    else lost.push(target);
  }
  const ofNew = (totals: readonly number[]) =>
    totals.flatMap((at) =>
      (unknowns.totals[at]?.places ?? [])
        .filter((place) => place.table === 0 && !isUnprintedIn(place))
        .map(({ place }) => place),
    );
  const withheld = fates.flatMap((fate, at) => (fate === 'withheld' ? [at] : []));
  return { withheld: new Set(ofNew(withheld)), exposed: ofNew(lost) };
}

/**
 * Tables that nobody prints and that follow from a narrowed one where the whole is printed too: of those
 * whom it leaves out, and of each answer by which it chooses.
 */
export function impliedBy(
  { question, by, where, counted }: PublishedTable,
  questions: readonly AskedQuestion[],
): PublishedTable[] {
  if (!where) return [];
  const rest: PublishedTable = { question, by, where: { kind: 'not', of: where }, counted };
  const chosenBy = questionsOf(where).filter((id) => id !== question.id);
  return [
    rest,
    ...questions
      .filter(({ id }) => chosenBy.includes(id))
      .map((other) => ({ question, by: other, where: null, counted: null })),
  ];
}
