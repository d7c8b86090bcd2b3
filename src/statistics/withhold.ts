import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { missingKinds } from '../surveys/words.js';
import type { AskedQuestion, Rates } from './rates.js';

/** Fewer than these and a figure could point to a person. */
export const leastCell = 5;
export const leastBase = 10;
export const limits = { leastCell, leastBase };

/** The shorthand of official statistics for a figure that is confidential. */
export const confidential = '[c]';
/** A number, or the mark of one that is withheld. */
export type Figure = number | typeof confidential;

/** True where a share could point to a person: few people behind it, or few on either side of it. */
export const isSmall = ({ numerator, base }: { numerator: number; base: number }) =>
  base < leastBase ||
  (numerator > 0 && numerator < leastCell) ||
  (base > numerator && base - numerator < leastCell);

const notes = {
  trueCounts: `Not for publication: shows counts under ${leastCell}, and figures of fewer than ${leastBase} people.`,
  withheld: `${confidential} means that a figure is withheld to protect people: fewer than ${leastCell} gave the answer, or fewer than ${leastBase} answered, or another withheld figure would follow from it.`,
};

/** What to say beside the figures that a viewer is shown, on a page or in a file. */
export const countsNote = (viewer: Sight): string =>
  may(viewer, 'true_counts') ? notes.trueCounts : notes.withheld;

/** What is counted of one set of responses, by a key each, and which of it is withheld. */
interface Row {
  base: number;
  /** Answers, and don't knows where they count: of a single choice they add up to the base. */
  inBase: Map<string, number>;
  addsUp: boolean;
  /** Answers and reasons outside the base. */
  outside: Map<string, number>;
  withheld: Set<string>;
}

const baseKey = 'base';
const strayKey = 'strays';
const optionKey = (code: number) => `option ${code}`;

function rowOf({ kind, dontKnowInBase }: AskedQuestion, rates: Rates): Row {
  const inBase = new Map<string, number>();
  const outside = new Map<string, number>();
  for (const { code, polarity, count } of rates.options) {
    const excluded = polarity === 'excluded' && kind !== 'multiple';
    (excluded ? outside : inBase).set(optionKey(code), count);
  }
  const countsDontKnow = dontKnowInBase && kind !== 'multiple';
  for (const missing of missingKinds) {
    const own = missing === 'dont_know' && countsDontKnow ? inBase : outside;
    own.set(missing, rates.missing[missing]);
  }
  outside.set(strayKey, rates.strays);
  return { base: rates.base, inBase, addsUp: kind !== 'multiple', outside, withheld: new Set() };
}

const countIn = ({ base, inBase, outside }: Row, key: string) =>
  key === baseKey ? base : (inBase.get(key) ?? outside.get(key) ?? 0);

const keysOf = ({ inBase, outside }: Row) => [baseKey, ...inBase.keys(), ...outside.keys()];

/** The smallest count that is neither 0 nor withheld yet. */
function nextSmallest(cells: ReadonlyMap<string, number>, withheld: ReadonlySet<string>) {
  const shown = [...cells].filter(([key, count]) => count > 0 && !withheld.has(key));
  return shown.sort(([, a], [, b]) => a - b)[0]?.[0];
}

const isFew = (count: number) => count > 0 && count < leastCell;

/**
 * Withholds as much more as it takes until what is withheld together is neither one count nor few
 * people. False where there is nothing more to withhold.
 */
function cover(row: Row, cells: ReadonlyMap<string, number>, least: number): boolean {
  for (;;) {
    const hidden = [...cells].filter(([key, count]) => count > 0 && row.withheld.has(key));
    const together = hidden.reduce((sum, [, count]) => sum + count, 0);
    if (hidden.length === 0 || (hidden.length > 1 && together >= least)) return true;
    const next = nextSmallest(cells, row.withheld);
    if (next === undefined) return false;
    row.withheld.add(next);
  }
}

/** Withholds what is small in a row, and what would give it away within the row. */
function guardRow(row: Row): void {
  const { base, inBase, addsUp, outside, withheld } = row;
  // Of a choice among several the other side of an answer is in no other cell.
  const small = (count: number) => isFew(count) || (!addsUp && isFew(base - count));
  for (const [key, count] of inBase) if (small(count)) withheld.add(key);
  for (const [key, count] of outside) if (isFew(count)) withheld.add(key);
  cover(row, outside, 0);
  const covered = !addsUp || cover(row, inBase, leastCell);
  if (covered && base >= leastBase && !withheld.has(baseKey)) return;
  for (const key of keysOf(row)) withheld.add(key);
}

/** Everybody is the sum of the groups: withholds a second count wherever one alone would follow. */
function guardColumns(all: Row, groups: readonly Row[]): boolean {
  let changed = false;
  for (const key of keysOf(all)) {
    const rows = [...groups, all];
    const hidden = rows.filter(({ withheld }) => withheld.has(key));
    if (hidden.length !== 1 || countIn(all, key) === 0) continue;
    const shown = groups.filter((row) => !row.withheld.has(key) && countIn(row, key) > 0);
    // A row that has lost something already loses less by it than one that is whole.
    const isWhole = ({ withheld }: Row) => (withheld.size === 0 ? 1 : 0);
    const [next = all] = shown.sort(
      (a, b) => isWhole(a) - isWhole(b) || countIn(a, key) - countIn(b, key),
    );
    if (next.withheld.has(key)) continue;
    next.withheld.add(key);
    changed = true;
  }
  return changed;
}

function shown<R extends Rates>({ withheld, inBase }: Row, rates: R) {
  const figure = (key: string, value: number): Figure => (withheld.has(key) ? confidential : value);
  const hidden = [...inBase.keys()].filter((key) => withheld.has(key));
  const negatives = rates.options
    .filter(({ polarity }) => polarity === 'negative')
    .map(({ code }) => optionKey(code));
  // Shown only where it follows from what is shown anyway, or holds all that is withheld.
  const negativeFollows =
    !withheld.has(baseKey) &&
    (hidden.every((key) => negatives.includes(key)) ||
      hidden.every((key) => !negatives.includes(key)));
  return {
    ...rates,
    base: figure(baseKey, rates.base),
    options: rates.options.map((option) => ({
      ...option,
      count: figure(optionKey(option.code), option.count),
      percentage:
        option.percentage === null ? null : figure(optionKey(option.code), option.percentage),
    })),
    missing: Object.fromEntries(
      missingKinds.map((kind) => [kind, figure(kind, rates.missing[kind])]),
    ) as Rates<Figure>['missing'],
    strays: figure(strayKey, rates.strays),
    negative: negativeFollows || !rates.negative ? rates.negative : withheldShare,
  };
}

/** A share of which nothing is shown. */
export const withheldShare = {
  numerator: confidential,
  base: confidential,
  percentage: confidential,
  low: confidential,
  high: confidential,
  words: null,
} as const;

/**
 * The figures of a question as whoever must not see small counts may see them. Everything is withheld
 * of a base under `leastBase`, and every count under `leastCell` but 0, with as many others as keep it
 * from following from the base or from the figures of everybody and of the other groups. Primary
 * suppression with simple secondary suppression inside one table; tables are not compared with each other.
 */
export function withholdSmall<R extends Rates>(
  question: AskedQuestion,
  { all, groups }: { all: Rates; groups: readonly R[] },
): { all: Rates<Figure>; groups: (Omit<R, keyof Rates> & Rates<Figure>)[] } {
  const whole = rowOf(question, all);
  const parts = groups.map((group) => ({ group, row: rowOf(question, group) }));
  const rows = parts.map(({ row }) => row);
  do [whole, ...rows].forEach(guardRow);
  while (rows.length > 0 && guardColumns(whole, rows));
  return { all: shown(whole, all), groups: parts.map(({ group, row }) => shown(row, group)) };
}
