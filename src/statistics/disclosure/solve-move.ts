import loadHighs, { type Highs } from 'highs';
import type { Unknowns } from './attacker.js';
import type { Move, Search } from './moves.js';

// The package describes its module for require(): imported, the loader is the default export itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loading: Promise<Highs> | undefined;
/** The solver is WebAssembly that takes a moment to load: once for the process, when first needed. */
export const loadSolver = (): Promise<Highs> => (loading ??= load());

/** No cell moves by more than this many times what is asked of the total. */
const widest = 4;

/** By how much the target moves: at least so far at the least cost, or as far as it can. */
type Aim = 'enough' | 'farthest';
type Direction = 1 | -1;

interface Way {
  direction: Direction;
  aim: Aim;
  /** What is not whole when solved in fractions is given up. */
  isQuick?: boolean;
}

/** Cheap against moving the target one further, whatever it costs. */
const slight = 1e-4;

function goalOf({ fates, costs }: Search, aim: Aim, sum: string): string {
  const weight = aim === 'enough' ? 1 : slight;
  const paid = fates.flatMap((fate, at) => {
    if (fate !== 'shown') return [];
    const cost = Math.max(weight * (costs[at] ?? 0), 1e-5).toFixed(5);
    return [`${cost} u${at} + ${cost} v${at}`];
  });
  return [...paid, ...(aim === 'farthest' ? [sum] : []), '0 d0'].join('\n + ');
}

/** Cells that no total of the programme tells apart: one unknown. */
interface Bundle {
  cells: number[];
  /** How many responses can be taken from it. */
  count: number;
}

/** A total of the programme, by its bundles. */
interface Row {
  total: number;
  bundles: number[];
}

interface Programme {
  bundles: Bundle[];
  rows: Row[];
}

/** What is withheld may change by anything: the programme is of the printed totals and the target alone. */
function programmeOf({ unknowns, fates }: Search, target: number): Programme {
  const isMet = (total: number) => total === target || fates[total] !== 'withheld';
  const known = new Map<string, number>();
  const bundles: Bundle[] = [];
  const rows = new Map<number, Row>();
  unknowns.counts.forEach((count, cell) => {
    if (!unknowns.possible[cell]) return;
    const totals = (unknowns.totalsOf[cell] ?? []).filter(isMet);
    const key = totals.join();
    const at = known.get(key) ?? bundles.length;
    if (at === bundles.length) {
      known.set(key, at);
      bundles.push({ cells: [], count: 0 });
      for (const total of totals) {
        const row = rows.get(total) ?? { total, bundles: [] };
        row.bundles.push(at);
        rows.set(total, row);
      }
    }
    const bundle = bundles[at];
    if (!bundle) return;
    bundle.cells.push(cell);
    bundle.count += count;
  });
  return { bundles, rows: [...rows.values()] };
}

/**
 * In the LP format: bundles move by whole numbers and none falls below 0; what is published stays; what
 * is shown as yet costs what it moves; the target moves up or down.
 */
function written(search: Search, target: number, own: Programme, { direction, aim }: Way): string {
  const { fates, least } = search;
  const most = widest * least;
  const sumOf = (bundles: readonly number[]) => bundles.map((at) => `d${at}`).join(' + ');
  const rows = own.rows.flatMap(({ total, bundles }) => {
    if (fates[total] === 'published') return [`${sumOf(bundles)} = 0`];
    return fates[total] === 'shown' ? [`${sumOf(bundles)} - u${total} + v${total} = 0`] : [];
  });
  const moved = own.rows.find(({ total }) => total === target)?.bundles ?? [];
  const enough = direction > 0 ? `>= ${least}` : `<= -${least}`;
  const farthest = direction > 0 ? '>= 0' : '<= 0';
  const towards = moved.map((at) => `${direction > 0 ? '- ' : ''}d${at}`);
  return [
    'Minimize',
    goalOf(search, aim, towards.join(direction > 0 ? ' ' : ' + ')).replaceAll('+ -', '-'),
    'Subject To',
    ...rows,
    `${sumOf(moved)} ${aim === 'enough' ? enough : farthest}`,
    'Bounds',
    ...own.bundles.map(({ count }, at) => `-${Math.min(count, most)} <= d${at} <= ${most}`),
  ].join('\n');
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

/** The changes of the cells of each bundle: what leaves one is taken from whichever has it. */
function moveOf(
  { counts }: Unknowns,
  bundles: readonly Bundle[],
  changes: readonly number[],
): Move {
  const move = new Map<number, number>();
  bundles.forEach(({ cells }, at) => {
    let left = Math.round(changes[at] ?? 0);
    for (const cell of cells) {
      const change = Math.max(left, -(counts[cell] ?? 0));
      if (change !== 0) move.set(cell, change);
      left -= change;
    }
  });
  return move;
}

/** Asked so much, and no more: counted by the unknowns of each programme, so that every machine finds the same. */
export class Solver {
  private left: number;
  constructor(
    private readonly highs: Highs,
    mostUnknowns: number,
  ) {
    this.left = mostUnknowns;
  }

  /** The changes of the bundles, none where nothing will do; null where there is no telling in time. */
  changes(lines: string, size: number, areWhole: boolean): number[] | null {
    if (this.left < size) return null;
    this.left -= size;
    const general = areWhole
      ? ['General', ...Array.from({ length: size }, (_, at) => `d${at}`)]
      : [];
    const solution = this.highs.solve([lines, ...general, 'End'].join('\n'), {
      output_flag: false,
      time_limit: 1,
      ...(areWhole ? { mip_rel_gap: 0.05, mip_max_nodes: 100 } : {}),
    });
    if (solution.Status === 'Infeasible') return [];
    if (solution.Status !== 'Optimal') return null;
    return Array.from({ length: size }, (_, at) => solution.Columns[`d${at}`]?.Primal ?? 0);
  }
}

/** The programme with nothing but some of its bundles. */
function reduced({ bundles, rows }: Programme, isKept: (at: number) => boolean): Programme {
  const kept = bundles.flatMap((_, at) => (isKept(at) ? [at] : []));
  const places = new Map(kept.map((at, place) => [at, place]));
  return {
    bundles: bundles.filter((_, at) => isKept(at)),
    rows: rows
      .map((row) => ({ ...row, bundles: row.bundles.flatMap((at) => places.get(at) ?? []) }))
      .filter((row) => row.bundles.length > 0),
  };
}

/** Fewer than this are solved in whole numbers all together. */
const fewBundles = 200;

/** What a programme comes to: a move of whole numbers, where there is one, and how far it goes in fractions. */
interface Solution {
  move: Move | undefined;
  /** No move goes farther; null where there was no telling in time. */
  farthest: number | null;
}

/**
 * In fractions first, which is quick and mostly whole already; otherwise of no more than what moves there,
 * since any move that is possible does.
 */
function solve(solver: Solver, search: Search, target: number, way: Way): Solution {
  const { unknowns } = search;
  const own = programmeOf(search, target);
  const changesOf = (one: Programme, areWhole: boolean) =>
    solver.changes(written(search, target, one, way), one.bundles.length, areWhole);
  const relaxed = changesOf(own, false);
  if (relaxed === null) return { move: undefined, farthest: null };
  if (relaxed.length === 0) return { move: undefined, farthest: 0 };
  const row = own.rows.find(({ total }) => total === target);
  const moved = row?.bundles.reduce((sum, at) => sum + (relaxed[at] ?? 0), 0) ?? 0;
  const farthest = Math.floor(Math.abs(moved) + 1e-6);
  if (relaxed.every(isWhole)) return { move: moveOf(unknowns, own.bundles, relaxed), farthest };
  if (way.isQuick === true || farthest === 0) return { move: undefined, farthest };
  const isMoved = (at: number) => Math.abs(relaxed[at] ?? 0) > 1e-6;
  const few = reduced(own, (at) => own.bundles.length <= fewBundles || isMoved(at));
  const changes = changesOf(few, true);
  const isFound = changes !== null && changes.length > 0;
  return { move: isFound ? moveOf(unknowns, few.bundles, changes) : undefined, farthest };
}

/** Moves of a total, and the range that it has at most, whatever moves; null where nothing tells. */
export interface Solved {
  moves: Move[];
  most: number | null;
}

/**
 * The cheapest moves that leave a withheld total a range of `least`, as J. P. Kelly, B. L. Golden and
 * A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992),
 * 397–417, find them with a linear programme for each withheld cell; whatever they move is to be withheld
 * too. One move, up or down, where one is enough; otherwise the farthest in both directions.
 */
export function solveMoves(solver: Solver, search: Search, target: number): Solved {
  for (const direction of [1, -1] as const) {
    const { move } = solve(solver, search, target, { direction, aim: 'enough' });
    if (move) return { moves: [move], most: null };
  }
  return farthestMoves(solver, search, target, false);
}

/** The moves of a total as far as it goes, up and down; none where they are not enough together. */
function farthestMoves(solver: Solver, search: Search, target: number, isQuick: boolean): Solved {
  const of = (quick: boolean) =>
    ([1, -1] as const).map((direction) =>
      solve(solver, search, target, { direction, aim: 'farthest', isQuick: quick }),
    );
  const quick = of(true);
  const bounds = quick.map(({ farthest }) => farthest);
  const most = bounds.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  const isWhole = quick.every(({ move, farthest }) => move !== undefined || farthest === 0);
  const isHopeless = most !== null && most < search.least;
  const own = isWhole || isQuick || isHopeless ? quick : of(false);
  return { moves: own.map(({ move }) => move).filter((move) => move !== undefined), most };
}

/** The same without withholding anything more. */
export function freeMoves(solver: Solver, search: Search, target: number): Move[] {
  const fates = search.fates.map((fate) => (fate === 'shown' ? 'published' : fate));
  return farthestMoves(solver, { ...search, fates }, target, true).moves;
}
