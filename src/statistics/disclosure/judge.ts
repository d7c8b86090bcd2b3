import type { Unknowns } from './attacker.js';
import {
  changesOf,
  cheapestExchange,
  composedMoves,
  costOfMove,
  type Fate,
  type Move,
  type Search,
} from './moves.js';
import { freeMoves, solveMoves, type Solved, type Solver } from './solve-move.js';
import type { Standing } from './standings.js';

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
  for (const move of moves) {
    for (const [total, change] of changesOf(search.unknowns, move)) {
      if (Math.abs(change) >= search.least) safe.add(total);
      if (fates[total] !== 'shown') continue;
      fates[total] = 'withheld';
      more.push(total);
    }
  }
  return { more, range: rangeOf(search, moves, target) };
}

/** Without a solver there are exchanges alone. */
export interface Means {
  solver: Solver | null;
  /** The moves that were found before. */
  known: Move[];
}

export interface Outcome {
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

const rangeOf = ({ unknowns }: Search, moves: readonly Move[], target: number) =>
  moves.reduce((sum, move) => sum + Math.abs(changesOf(unknowns, move).get(target) ?? 0), 0);

/** Of two answers among a few dozen people, or one among hundreds: less than any base. */
const slightCost = 12;

const cheapestOf = (search: Search, moves: readonly (Move | undefined)[]) =>
  moves
    .filter((move) => move !== undefined)
    .map((move) => ({ move, cost: costOfMove(search, move) }))
    .sort((a, b) => a.cost - b.cost)[0];

/** A move that costs little is taken as it is; otherwise an exchange or what the solver finds, whichever is cheaper. */
function cheapestMoves(judgement: Judgement, target: number, solver: Solver | null): Solved {
  const { search } = judgement;
  const known = cheapestOf(search, [knownMove(judgement, target)]);
  if (known?.cost === 0) return { moves: [known.move], most: null };
  const ready = cheapestOf(search, [known?.move, cheapestExchange(search, target)]);
  if (ready?.cost === 0) return { moves: [ready.move], most: null };
  const composed = composedMoves(search, target);
  if (composed.length > 0) return { moves: composed, most: null };
  if (ready && (!solver || ready.cost <= slightCost)) return { moves: [ready.move], most: null };
  if (!solver) return { moves: [], most: 0 };
  const solved = solveMoves(solver, search, target);
  const isOne = solved.moves.length === 1 && solved.most === null;
  const found = cheapestOf(search, [ready?.move, isOne ? solved.moves[0] : undefined]);
  if (!found) return solved;
  const free = found.cost > 0 ? freeMoves(solver, search, target) : [];
  const isFree = rangeOf(search, free, target) >= search.least;
  return { moves: isFree ? free : [found.move], most: null };
}

/**
 * Withholds, one secret after the other, what lets it lie otherwise. Every move stays possible after it:
 * what is withheld stays so, and nothing is published on the way.
 */
export function judge(
  unknowns: Unknowns,
  standings: readonly Standing[],
  least: number,
  { solver, known }: Means,
): Outcome {
  const fates = standings.map(({ fate }): Fate => (fate === 'unprinted' ? 'withheld' : fate));
  const search: Search = { unknowns, fates, costs: standings.map(({ cost }) => cost), least };
  const judgement: Judgement = { search, fates, safe: new Set(), known };
  const lost = new Map<number, number>();
  const waiting = standings.flatMap(({ isSecret, fate }, at) =>
    isSecret && fate === 'withheld' ? [at] : [],
  );
  for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
    if (judgement.safe.has(target)) continue;
    const { moves, most } = cheapestMoves(judgement, target, solver);
    known.push(...moves);
    const { more, range } = take(judgement, moves, target);
    waiting.push(...more);
    if (range < least) lost.set(target, most ?? least - 1);
  }
  return { fates, lost };
}
