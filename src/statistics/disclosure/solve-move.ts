import loadHighs, { type Highs } from 'highs';
import type { Move, Search } from './moves.js';

// The package describes its module for require(): imported, the loader is the default export itself.
const load = loadHighs as unknown as typeof loadHighs.default;

let loading: Promise<Highs> | undefined;
/** The solver is WebAssembly that takes a moment to load: once for the process, when first needed. */
export const loadSolver = (): Promise<Highs> => (loading ??= load());

/** No cell moves by more than this many times what is asked of the total. */
const widest = 4;

const sumOfCells = (cells: readonly number[]) => cells.map((cell) => `d${cell}`).join(' + ');

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

/**
 * The integer programme in the LP format: cells move by whole numbers and none falls below 0; what is
 * published stays; what is shown as yet costs what it moves; the target moves up or down.
 */
function programme(search: Search, target: number, { direction, aim }: Way): string {
  const { unknowns, fates, least } = search;
  const own = unknowns.totals[target]?.cells ?? [];
  const rows = unknowns.totals.flatMap(({ cells }, at) => {
    const sum = sumOfCells(cells);
    if (fates[at] === 'published') return [`${sum} = 0`];
    return fates[at] === 'shown' ? [`${sum} - u${at} + v${at} = 0`] : [];
  });
  const enough = direction > 0 ? `>= ${least}` : `<= -${least}`;
  const farthest = direction > 0 ? '>= 0' : '<= 0';
  const bounds = unknowns.counts.map((count, cell) => {
    if (!unknowns.possible[cell]) return `d${cell} = 0`;
    const most = widest * least;
    return `-${Math.min(count, most)} <= d${cell} <= ${most}`;
  });
  const towards = own.map((cell) => `${direction > 0 ? '- ' : ''}d${cell}`);
  return [
    'Minimize',
    goalOf(search, aim, towards.join(direction > 0 ? ' ' : ' + ')).replaceAll('+ -', '-'),
    'Subject To',
    ...rows,
    `${sumOfCells(own)} ${aim === 'enough' ? enough : farthest}`,
    'Bounds',
    ...bounds,
    'General',
    ...unknowns.counts.map((_, cell) => `d${cell}`),
    'End',
  ].join('\n');
}

function found(solver: Highs, search: Search, target: number, way: Way): Move | undefined {
  const options = { output_flag: false, mip_rel_gap: 0.05, time_limit: 5 };
  const solution = solver.solve(programme(search, target, way), options);
  if (solution.Status !== 'Optimal') return undefined;
  const moved = search.unknowns.counts.map((_, cell): [number, number] => [
    cell,
    Math.round(solution.Columns[`d${cell}`]?.Primal ?? 0),
  ]);
  return new Map(moved.filter(([, change]) => change !== 0));
}

/**
 * The cheapest moves that leave a withheld total a range of `least`, as J. P. Kelly, B. L. Golden and
 * A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992),
 * 397–417, find them with a linear programme for each withheld cell; whatever they move is to be withheld
 * too. One move, up or down, where one is enough; otherwise the farthest in both directions.
 */
export function solveMoves(solver: Highs, search: Search, target: number): Move[] {
  const enough = found(solver, search, target, { direction: 1, aim: 'enough' });
  const other = enough ?? found(solver, search, target, { direction: -1, aim: 'enough' });
  return other ? [other] : farthestMoves(solver, search, target);
}

/** The moves of a total as far as it goes, up and down. */
export const farthestMoves = (solver: Highs, search: Search, target: number): Move[] =>
  ([1, -1] as const)
    .map((direction) => found(solver, search, target, { direction, aim: 'farthest' }))
    .filter((move) => move !== undefined);

/** The same without withholding anything more. */
export function freeMoves(solver: Highs, search: Search, target: number): Move[] {
  const fates = search.fates.map((fate) => (fate === 'shown' ? 'published' : fate));
  return farthestMoves(solver, { ...search, fates }, target);
}
