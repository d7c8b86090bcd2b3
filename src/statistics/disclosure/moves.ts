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
const startsOf = ({ counts, totals }: Unknowns, target: number) =>
  [...(totals[target]?.cells ?? [])]
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
    .slice(0, 8);

/** What a move costs is added up here, without a map for each of thousands of moves. */
class Ledger {
  private readonly changes: Int32Array;
  private touched: number[] = [];
  constructor(private readonly search: Search) {
    this.changes = new Int32Array(search.unknowns.totals.length);
  }

  add(cell: number, change: number): void {
    for (const total of this.search.unknowns.totalsOf[cell] ?? []) {
      this.changes[total] = (this.changes[total] ?? 0) + change;
      this.touched.push(total);
    }
  }

  /** The cost of what was added, where it moves the target by `least`; starts anew. */
  settle(target: number): number {
    const { fates, costs, least } = this.search;
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

type Step = readonly [cell: number, change: number];

/** Two cells, or four at the corners of a rectangle, that change by `least` against each other. */
function* exchanges(
  { counts, possible, answers }: Unknowns,
  start: number,
  least: number,
): Generator<Step[]> {
  const has = (cell: number, change: number) =>
    possible[cell] === true && (counts[cell] ?? 0) + change >= 0;
  const [own, column] = [Math.floor(start / answers), start % answers];
  for (const amount of [least, -least].filter((change) => has(start, change))) {
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
  for (const start of startsOf(unknowns, target)) {
    for (const steps of exchanges(unknowns, start, least)) {
      for (const [cell, change] of steps) ledger.add(cell, change);
      const cost = ledger.settle(target);
      if (cost < (best?.cost ?? Infinity)) best = { steps, cost };
      if (cost === 0) return new Map(steps);
    }
  }
  return best && new Map(best.steps);
}
