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

  /** The changes of the bundles; undefined where there are none, or there is no telling in time. */
  changes(lines: string, bundles: number): number[] | undefined {
    const relaxed = this.solved(lines, bundles, {});
    if (!relaxed || relaxed.every(isWhole)) return relaxed;
    const names = Array.from({ length: bundles }, (_, at) => `d${at}`);
    return this.solved([lines, 'General', ...names].join('\n'), bundles * 4, {
      mip_rel_gap: 0.05,
      mip_max_nodes: 100,
    });
  }

  private solved(lines: string, size: number, options: Record<string, number>) {
    if (this.left < size) return undefined;
    this.left -= size;
    const solution = this.highs.solve(`${lines}\nEnd`, {
      output_flag: false,
      time_limit: 2,
      ...options,
    });
    if (solution.Status !== 'Optimal') return undefined;
    const { Columns } = solution;
    return Array.from({ length: size }, (_, at) => Columns[`d${at}`]?.Primal ?? 0);
  }
}

function found(solver: Solver, search: Search, target: number, way: Way): Move | undefined {
  const own = programmeOf(search, target);
  const changes = solver.changes(written(search, target, own, way), own.bundles.length);
  return changes && moveOf(search.unknowns, own.bundles, changes);
}

/**
 * The cheapest moves that leave a withheld total a range of `least`, as J. P. Kelly, B. L. Golden and
 * A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992),
 * 397–417, find them with a linear programme for each withheld cell; whatever they move is to be withheld
 * too. One move, up or down, where one is enough; otherwise the farthest in both directions.
 */
export function solveMoves(solver: Solver, search: Search, target: number): Move[] {
  const enough = found(solver, search, target, { direction: 1, aim: 'enough' });
  const other = enough ?? found(solver, search, target, { direction: -1, aim: 'enough' });
  return other ? [other] : farthestMoves(solver, search, target);
}

/** The moves of a total as far as it goes, up and down. */
const farthestMoves = (solver: Solver, search: Search, target: number): Move[] =>
  ([1, -1] as const)
    .map((direction) => found(solver, search, target, { direction, aim: 'farthest' }))
    .filter((move) => move !== undefined);

/** The same without withholding anything more. */
export function freeMoves(solver: Solver, search: Search, target: number): Move[] {
  const fates = search.fates.map((fate) => (fate === 'shown' ? 'published' : fate));
  return farthestMoves(solver, { ...search, fates }, target);
}
