import type { Unknowns } from './attacker.js';

/** How a total stands: shown for good, shown as yet (at a cost to withhold it), or not shown. */
export type Fate = 'published' | 'shown' | 'withheld';

/** A way in which the responses could lie otherwise, by the change of each cell. */
export type Move = ReadonlyMap<number, number>;

/** What a move changes of the totals; 0 where nothing. */
export function changesOf({ totalsOf }: Unknowns, move: Move): Map<number, number> {
  const changes = new Map<number, number>();
  for (const [cell, change] of move) {
    for (const total of totalsOf[cell] ?? []) {
      changes.set(total, (changes.get(total) ?? 0) + change);
    }
  }
  for (const [total, change] of changes) if (change === 0) changes.delete(total);
  return changes;
}

export interface Search {
  unknowns: Unknowns;
  fates: readonly Fate[];
  /** What it costs to withhold each total. */
  costs: readonly number[];
  /** By how much a withheld number has to move. */
  least: number;
}

/** What has to be withheld besides for a move to be possible; infinite where it cannot be. */
export function costOfMove(search: Search, move: Move): number {
  let cost = 0;
  for (const total of changesOf(search.unknowns, move).keys()) {
    const fate = search.fates[total];
    if (fate === 'published') return Infinity;
    if (fate === 'shown') cost += search.costs[total] ?? 0;
  }
  return cost;
}

/** The cells of a total from which moves start: the fullest ones, of which most can be taken. */
const startsOf = ({ counts, totals }: Unknowns, target: number, most: number) =>
  [...(totals[target]?.cells ?? [])]
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
    .slice(0, most);

type Step = readonly [cell: number, change: number];

/** What a move costs is added up here, without a map for each of thousands of moves. */
class Ledger {
  private readonly changes: Int32Array;
  private touched: number[] = [];
  constructor(private readonly search: Search) {
    this.changes = new Int32Array(search.unknowns.totals.length);
  }

  private add(cell: number, change: number): void {
    for (const total of this.search.unknowns.totalsOf[cell] ?? []) {
      this.changes[total] = (this.changes[total] ?? 0) + change;
      this.touched.push(total);
    }
  }

  /** The cost of steps where they move the target by `least`; infinite where they do not. */
  costOf(steps: readonly Step[], target: number, least: number): number {
    for (const [cell, change] of steps) this.add(cell, change);
    const { fates, costs } = this.search;
    let cost = Math.abs(this.changes[target] ?? 0) < least ? Infinity : 0;
    for (const total of this.touched) {
      const change = this.changes[total];
      if (change === 0) continue;
      this.changes[total] = 0;
      if (fates[total] === 'published') cost = Infinity;
      else if (fates[total] === 'shown') cost += costs[total] ?? 0;
    }
    this.touched = [];
    return cost;
  }
}

/** Two cells, or four at the corners of a rectangle, that change against each other by one of some amounts. */
function* exchanges(
  { counts, possible, answers }: Unknowns,
  start: number,
  amounts: readonly number[],
): Generator<Step[]> {
  const has = (cell: number, change: number) =>
    possible[cell] === true && (counts[cell] ?? 0) + change >= 0;
  const [own, column] = [Math.floor(start / answers), start % answers];
  for (const amount of amounts.filter((change) => has(start, change))) {
    for (let other = 0; other < counts.length; other += 1) {
      if (other === start) continue;
      if (has(other, -amount)) {
        yield [
          [start, amount],
          [other, -amount],
        ];
      }
      const row = Math.floor(other / answers);
      if (row === own || other % answers === column || !has(other, amount)) continue;
      const beside = own * answers + (other % answers);
      const below = row * answers + column;
      if (!has(beside, -amount) || !has(below, -amount)) continue;
      yield [
        [start, amount],
        [beside, -amount],
        [below, -amount],
        [other, amount],
      ];
    }
  }
}

/**
 * The cheapest exchange of two cells, or of four at the corners of a rectangle, that moves a withheld
 * total by `least`. The hypercube method: R. D. Repsilber, "Preservation of confidentiality in aggregated
 * data", Eurostat 1994; here each hypercube is a way in which the responses could lie as well.
 */
export function cheapestExchange(search: Search, target: number): Move | undefined {
  const { unknowns, least } = search;
  const ledger = new Ledger(search);
  let best: { steps: Step[]; cost: number } | undefined;
  for (const start of startsOf(unknowns, target, 8)) {
    for (const steps of exchanges(unknowns, start, [least, -least])) {
      const cost = ledger.costOf(steps, target, least);
      if (cost < (best?.cost ?? Infinity)) best = { steps, cost };
      if (cost === 0) return new Map(steps);
    }
  }
  return best && new Map(best.steps);
}

/** An exchange by one that costs nothing. */
function freeExchange(ledger: Ledger, unknowns: Unknowns, target: number, amount: number) {
  for (const start of startsOf(unknowns, target, 40)) {
    for (const steps of exchanges(unknowns, start, [amount])) {
      if (ledger.costOf(steps, target, 1) === 0) return steps;
    }
  }
  return undefined;
}

/**
 * Moves that withhold nothing more, made of exchanges by one, since in a table of many classes few cells
 * hold `least` responses: up or down, or both where only the two are enough together; otherwise none.
 */
export function composedMoves(search: Search, target: number): Move[] {
  const { unknowns, least } = search;
  const ledger = new Ledger(search);
  const moves: { move: Map<number, number>; range: number }[] = [];
  for (const amount of [1, -1]) {
    const counts = [...unknowns.counts];
    const move = new Map<number, number>();
    let range = 0;
    for (; range < least; range += 1) {
      const steps = freeExchange(ledger, { ...unknowns, counts }, target, amount);
      if (!steps) break;
      for (const [cell, change] of steps) {
        counts[cell] = (counts[cell] ?? 0) + change;
        move.set(cell, (move.get(cell) ?? 0) + change);
      }
    }
    if (range >= least) return [move];
    moves.push({ move, range });
  }
  const isEnough = moves.reduce((sum, { range }) => sum + range, 0) >= least;
  return isEnough ? moves.map(({ move }) => move) : [];
}
