import loadHighs, { type Highs } from 'highs';
import { missingKinds } from '../../../src/surveys/words.js';

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
 * The withheld numbers that all tables together tell more closely than `width`. Three kinds are no
 * secrets: a part of a number that is printed as 0; one that another table prints, of the very same
 * people; and a reason for no answer, which is printed by policy and withheld only to keep others.
 */
export async function toldOf(
  printed: readonly Printed[],
  kinds: number,
  width: number,
): Promise<Found[]> {
  const keyOf = ({ counts }: Printed) => counts.map(Number).join('');
  const open = new Set(printed.filter(({ value }) => value !== null).map(keyOf));
  const nobody = printed.filter(({ value }) => value === 0);
  const isOfNobody = ({ counts }: Printed) =>
    nobody.some((zero) => counts.every((counted, kind) => !counted || zero.counts[kind] === true));
  const secrets = printed.filter(
    (one) =>
      one.value === null &&
      one.counts.includes(true) &&
      !isOfNobody(one) &&
      !open.has(keyOf(one)) &&
      !isReason(one.name),
  );
  const own = new Map(secrets.map((one) => [keyOf(one), one]));
  return attack(printed, kinds, width, [...own.values()]);
}
