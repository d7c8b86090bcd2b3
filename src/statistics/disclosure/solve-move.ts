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

/**
 * The integer programme in the LP format: cells move by whole numbers and none falls below 0; what is
 * published stays; what is shown as yet costs what it moves; the target moves by `least`, up or down.
 */
function programme(search: Search, target: number, direction: 1 | -1): string {
  const { unknowns, fates, costs, least } = search;
  const goals: string[] = [];
  const rows: string[] = [];
  unknowns.totals.forEach(({ cells }, at) => {
    const sum = sumOfCells(cells);
    if (fates[at] === 'published') rows.push(`${sum} = 0`);
    if (fates[at] !== 'shown') return;
    const cost = Math.max(costs[at] ?? 0, 0.01).toFixed(3);
    goals.push(`${cost} u${at} + ${cost} v${at}`);
    rows.push(`${sum} - u${at} + v${at} = 0`);
  });
  const aim = sumOfCells(unknowns.totals[target]?.cells ?? []);
  rows.push(direction > 0 ? `${aim} >= ${least}` : `${aim} <= -${least}`);
  const bounds = unknowns.counts.map((count, cell) => {
    if (!unknowns.possible[cell]) return `d${cell} = 0`;
    const most = widest * least;
    return `-${Math.min(count, most)} <= d${cell} <= ${most}`;
  });
  const whole = unknowns.counts.map((_, cell) => `d${cell}`);
  return [
    'Minimize',
    goals.length > 0 ? goals.join('\n + ') : '0 d0',
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    'General',
    ...whole,
    'End',
  ].join('\n');
}

/**
 * The cheapest move of a withheld total by `least`, as J. P. Kelly, B. L. Golden and A. A. Assad,
 * "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992), 397–417,
 * find it with a linear programme for each withheld cell; whatever it moves is to be withheld too.
 * Undefined where what is published leaves the total no such room.
 */
export function solveMove(solver: Highs, search: Search, target: number): Move | undefined {
  for (const direction of [1, -1] as const) {
    const solution = solver.solve(programme(search, target, direction), {
      output_flag: false,
      mip_rel_gap: 0.05,
      time_limit: 5,
    });
    if (solution.Status !== 'Optimal') continue;
    const moved = search.unknowns.counts.flatMap((_, cell): [number, number][] => {
      const change = Math.round(solution.Columns[`d${cell}`]?.Primal ?? 0);
      return change === 0 ? [] : [[cell, change]];
    });
    return new Map(moved);
  }
  return undefined;
}
