import type { Highs } from 'highs';
import { type KnownTable, type Total, type Unknowns } from './attacker.js';
import { costOf, isFirstWithheld } from './first-withheld.js';
import { questionsOf } from '../conditions.js';
import type { AskedQuestion } from '../asked-question.js';
import {
  changesOf,
  cheapestExchange,
  costOfMove,
  type Fate,
  type Move,
  type Search,
} from './moves.js';
import {
  baseField,
  isUnprinted,
  placeKey,
  responsesField,
  type Part,
  type PlaceKey,
  type PublishedTable,
} from './published-table.js';
import { isFew, type DisclosureRules } from './rules.js';
import { solveMoves } from './solve-move.js';

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

/** The judgement of a table under way. */
interface Judgement {
  search: Search;
  fates: Fate[];
  /** Totals that nobody can tell more closely than `least`. */
  safe: Set<number>;
  /** Moves that were found, and may do for other totals too. */
  known: Move[];
}

/** Withholds what moves change, and remembers which totals are safe by them; the range that the target is left. */
function take({ search, fates, safe }: Judgement, moves: readonly Move[], target: number) {
  const more: number[] = [];
  let range = 0;
  for (const move of moves) {
    for (const [total, change] of changesOf(search.unknowns, move)) {
      if (total === target) range += Math.abs(change);
      if (Math.abs(change) >= search.least) safe.add(total);
      if (fates[total] !== 'shown') continue;
      fates[total] = 'withheld';
      more.push(total);
    }
  }
  return { more, range };
}

interface Outcome {
  fates: Fate[];
  /** Totals that are left a smaller range, whatever is withheld, and which. */
  lost: Map<number, number>;
}

/** The cheapest of the moves that are known already and are enough. */
function knownMove({ search, known }: Judgement, target: number): Move | undefined {
  const costs = known
    .filter((move) => Math.abs(changesOf(search.unknowns, move).get(target) ?? 0) >= search.least)
    .map((move) => ({ move, cost: costOfMove(search, move) }))
    .filter(({ cost }) => cost < Infinity);
  return costs.sort((a, b) => a.cost - b.cost)[0]?.move;
}

/** A move that costs nothing is taken as it is; otherwise an exchange or what the solver finds, whichever is cheaper. */
function cheapestMoves(judgement: Judgement, target: number, solver: Highs): Move[] {
  const { search } = judgement;
  const known = knownMove(judgement, target);
  if (known && costOfMove(search, known) === 0) return [known];
  const exchange = cheapestExchange(search, target);
  if (exchange && costOfMove(search, exchange) === 0) return [exchange];
  const solved = solveMoves(solver, search, target);
  const found = [known, exchange, ...(solved.length === 1 ? solved : [])]
    .filter((move) => move !== undefined)
    .map((move) => ({ move, cost: costOfMove(search, move) }))
    .sort((a, b) => a.cost - b.cost);
  return found[0] ? [found[0].move] : solved;
}

function judge(
  unknowns: Unknowns,
  standings: readonly (Standing & { fate: Fate })[],
  least: number,
  { solver, known }: { solver: Highs; known: Move[] },
): Outcome {
  const fates = standings.map(({ fate }) => fate);
  const search: Search = { unknowns, fates, costs: standings.map(({ cost }) => cost), least };
  const judgement: Judgement = { search, fates, safe: new Set(), known };
  const lost = new Map<number, number>();
  const waiting = standings.flatMap(({ isSecret, fate }, at) =>
    isSecret && fate === 'withheld' ? [at] : [],
  );
  for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
    if (judgement.safe.has(target)) continue;
    const moves = cheapestMoves(judgement, target, solver);
    known.push(...moves);
    const { more, range } = take(judgement, moves, target);
    waiting.push(...more);
    if (range < least) lost.set(target, range);
  }
  return { fates, lost };
}

/**
 * Which numbers of a new table to withhold, given what was released before. For each number that must
 * not be told there are then other ways in which whole responses could lie, with every printed number
 * the same and this one in a range of `leastCell`: whoever solves the tables is left with that range.
 */
export function protect(
  tables: readonly [KnownTable, ...KnownTable[]],
  unknowns: Unknowns,
  rules: DisclosureRules,
  solver: Highs,
): Protected {
  const own: Case = { tables, rules, countOf: countsOf(unknowns) };
  const standings = unknowns.totals.map((total) => standingOf(own, total));
  const means: { solver: Highs; known: Move[] } = { solver, known: [] };
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

/**
 * What has no room to move protects nothing: it stays as it is, and others are withheld instead. Of what
 * is withheld for itself that is so where it follows from what has left, and is nobody or a base.
 */
function isStuck(
  { tables, rules }: Case,
  { totals }: Unknowns,
  { at, range, standing }: { at: number; range: number; standing: Standing },
): boolean {
  const { places = [], count = 0 } = totals[at] ?? {};
  if (standing.fate === 'shown') return true;
  const isBase = places.every(({ place }) => parse(place).field === baseField);
  const isHarmless = count === 0 || (isBase && count >= rules.leastCell);
  const isNew = places.every(({ table }) => tables[table]?.withheld === null);
  return range === 0 && isHarmless && isNew;
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
