import loadHighs, { type Highs } from 'highs';
import { missingKinds } from '../../../src/surveys/words.js';
import type { Case } from './cases.js';

/**
 * Somebody who reads tables and solves them. Knows of each printed number which kinds of people it
 * counts, that people are whole and none is counted less than 0 times, and nothing else.
 */
export interface Printed {
  name: string;
  /** The table that it stands in, by the order in which they left. */
  table: number;
  /** By kind of people: whether it counts them. */
  counts: readonly boolean[];
  /** Null where it is withheld. */
  value: number | null;
}

export interface Found {
  name: string;
  least: number;
  most: number;
}

const load = loadHighs as unknown as typeof loadHighs.default;
let solver: Promise<Highs> | undefined;

const sumOf = (numbers: readonly boolean[]) =>
  numbers.flatMap((counted, kind) => (counted ? [`x${kind}`] : [])).join(' + ');

/** The withheld numbers that the printed ones tell more closely than `width`, each with its range. */
export async function attack(
  printed: readonly Printed[],
  kinds: number,
  width: number,
  targets: readonly Printed[],
): Promise<Found[]> {
  const highs = await (solver ??= load());
  const rows = printed.flatMap(({ counts, value }) => {
    const sum = sumOf(counts);
    return value === null || sum === '' ? [] : [`${sum} = ${value}`];
  });
  const names = Array.from({ length: kinds }, (_, kind) => `x${kind}`);
  const solve = (goal: string, sense: 'Minimize' | 'Maximize') => {
    const model = [
      sense,
      goal,
      'Subject To',
      ...new Set(rows),
      'Bounds',
      ...names.map((name) => `0 <= ${name} <= 500`),
      'General',
      ...names,
      'End',
    ].join('\n');
    const solution = highs.solve(model, { output_flag: false });
    if (solution.Status !== 'Optimal') throw new Error(`${goal}: ${solution.Status}`);
    return names.map((name) => Math.round(solution.Columns[name]?.Primal ?? 0));
  };
  const ranges = targets.map(() => ({ least: Infinity, most: -Infinity }));
  const look = (people: readonly number[]) =>
    targets.forEach(({ counts }, at) => {
      const range = ranges[at];
      const count = people.reduce((sum, own, kind) => sum + (counts[kind] ? own : 0), 0);
      if (!range) return;
      range.least = Math.min(range.least, count);
      range.most = Math.max(range.most, count);
    });
  const found: Found[] = [];
  targets.forEach(({ name, counts }, at) => {
    const range = ranges[at];
    const isOpen = () => range !== undefined && range.most - range.least >= width;
    const sum = sumOf(counts);
    if (!range || sum === '') found.push({ name, least: 0, most: 0 });
    if (!range || sum === '' || isOpen()) return;
    look(solve(sum, 'Maximize'));
    if (!isOpen()) look(solve(sum, 'Minimize'));
    if (!isOpen()) found.push({ name, ...range });
  });
  return found;
}

const isReason = (name: string) => missingKinds.some((kind) => name.endsWith(`, ${kind}`));

/**
 * The withheld numbers of fewer than `width` people that all tables together tell more closely than `width`.
 * Reasons for no answer are printed by policy. A number of 0, or of more people, is withheld to keep others
 * or with all of a table: it may be told.
 */
export async function toldOf(
  printed: readonly Printed[],
  { kinds, people }: Pick<Case, 'kinds' | 'people'>,
  width: number,
): Promise<Found[]> {
  const kindOf = new Map(kinds.map((kind, at) => [JSON.stringify(kind), at]));
  const isOfFew = ({ counts }: Printed) => {
    const own = people.filter((person) => counts[kindOf.get(JSON.stringify(person)) ?? -1]);
    return own.length > 0 && own.length < width;
  };
  const secrets = printed.filter(
    (one) => one.value === null && isOfFew(one) && !isReason(one.name),
  );
  return attack(printed, kinds.length, width, secrets);
}
