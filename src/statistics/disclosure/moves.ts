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

/** Two cells, or four at the corners of a rectangle, that change by `least` against each other. */
function* exchanges({ counts, possible, answers }: Unknowns, start: number, least: number) {
  const has = (cell: number, change: number) =>
    possible[cell] === true && (counts[cell] ?? 0) + change >= 0;
  const own = Math.floor(start / answers);
  for (const amount of [least, -least].filter((change) => has(start, change))) {
    for (let other = 0; other < counts.length; other += 1) {
      const [row, column] = [Math.floor(other / answers), other % answers];
      const beside = own * answers + column;
      const below = row * answers + (start % answers);
      if (other === start) continue;
      if (has(other, -amount))
        yield new Map([
          [start, amount],
          [other, -amount],
        ]);
      if (row === own || column === start % answers) continue;
      if (!has(other, amount) || !has(beside, -amount) || !has(below, -amount)) continue;
      yield new Map([
        [start, amount],
        [beside, -amount],
        [below, -amount],
        [other, amount],
      ]);
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
  let best: { move: Move; cost: number } | undefined;
  for (const start of startsOf(unknowns, target)) {
    for (const move of exchanges(unknowns, start, least)) {
      const changed = Math.abs(changesOf(unknowns, move).get(target) ?? 0);
      const cost = changed < least ? Infinity : costOfMove(search, move);
      if (cost === 0) return move;
      if (cost < (best?.cost ?? Infinity)) best = { move, cost };
    }
  }
  return best?.move;
}
