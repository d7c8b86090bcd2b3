import type { KnownTable, Total, Unknowns } from './attacker.js';
import { costOf, isFirstWithheld } from './first-withheld.js';
import type { Fate } from './moves.js';
import {
  baseField,
  isUnprinted,
  placeKey,
  responsesField,
  type Part,
  type PlaceKey,
  type PublishedTable,
} from './published-table.js';
import { isFew, type DisclosureRules } from './rules.js';

/** The part and the field that a key is made of. */
function parse(key: PlaceKey): { part: Part; field: string } {
  const space = key.indexOf(' ');
  const part = key.slice(0, space);
  return {
    part: part === 'all' || part === 'none' ? part : Number(part),
    field: key.slice(space + 1),
  };
}

export type CountOf = (table: number, place: PlaceKey) => number;

/** The number at a place of a table. */
export function countsOf({ totals }: Unknowns): CountOf {
  const counts = new Map(
    totals.flatMap(({ places, count }) =>
      places.map(({ table, place }) => [`${table} ${place}`, count] as const),
    ),
  );
  return (table, place) => counts.get(`${table} ${place}`) ?? 0;
}

export interface Standing {
  fate: Fate | 'unprinted';
  /** Whether an attacker must not learn it. */
  isSecret: boolean;
  cost: number;
}

export const fixed: Standing = { fate: 'published', isSecret: false, cost: 0 };

/** Everything that the new table, the first, is judged by. */
export interface Case {
  tables: readonly KnownTable[];
  rules: DisclosureRules;
  countOf: CountOf;
}

/** How many responded to a wave is said on its page. */
const isWholeWave = (table: PublishedTable, part: Part, field: string) =>
  part === 'all' && field === responsesField && !table.where;

const leastOf = (field: string, { leastBase, leastCell }: DisclosureRules) =>
  field === baseField ? leastBase : leastCell;

/** Who gave no category is no secret, as a reason for no answer; what they answered is. */
const isSecretUnprinted = (part: Part, field: string) =>
  part !== 'none' || (field !== baseField && field !== responsesField);

/** Of a number that the new table would print, or that no table prints. */
function standingOfOpen(
  { rules, countOf }: Case,
  table: PublishedTable,
  { table: at, place }: Total['places'][number],
): Standing {
  const { part, field } = parse(place);
  const countIn = (other: string) => countOf(at, placeKey(part, other));
  const inAll = (other: string) => countOf(at, placeKey('all', other));
  const isFirst = isFirstWithheld(table, field, { inPart: countIn, inAll }, rules);
  if (at === 0 && !isUnprinted(part, field)) {
    const cost = costOf(part, field, countIn(field));
    return { fate: isFirst ? 'withheld' : 'shown', isSecret: isFirst, cost };
  }
  const isFewPeople = isFew(countIn(field), leastOf(field, rules));
  const isSecret = isFirst && isFewPeople && isSecretUnprinted(part, field);
  return { fate: 'unprinted', isSecret, cost: 0 };
}

function standingOfPlace(own: Case, one: Total['places'][number]): Standing {
  const known = own.tables[one.table];
  const { part, field } = parse(one.place);
  if (!known || isWholeWave(known.table, part, field)) return fixed;
  if (!known.withheld || isUnprinted(part, field)) return standingOfOpen(own, known.table, one);
  return known.withheld.has(one.place) ? { fate: 'withheld', isSecret: true, cost: 0 } : fixed;
}

/** The same number in several tables: once published it stays so, once withheld too. */
export function standingOf(own: Case, { places }: Total): Standing & { fate: Fate } {
  const all = places.map((place) => standingOfPlace(own, place));
  const has = (fate: Standing['fate']) => all.some((one) => one.fate === fate);
  if (has('published')) return { ...fixed, fate: 'published' };
  const isSecret = all.some((one) => one.isSecret);
  const cost = all.reduce((sum, one) => sum + one.cost, 0);
  const isShown = has('shown') && !has('withheld') && !isSecret;
  return { fate: isShown ? 'shown' : 'withheld', isSecret, cost };
}

export const isUnprintedIn = ({ place }: Total['places'][number]) => {
  const { part, field } = parse(place);
  return isUnprinted(part, field);
};

/**
 * What has no room to move protects nothing: it stays as it is, and others are withheld instead. Of what
 * is withheld for itself that is so where it follows from what has left, and is nobody or a base.
 */
export function isStuck(
  { tables, rules }: Case,
  { totals }: Unknowns,
  { at, range, standing }: { at: number; range: number; standing: Standing },
): boolean {
  const { places = [], count = 0 } = totals[at] ?? {};
  if (standing.fate === 'shown') return true;
  const isBase = places.every(({ place }) => parse(place).field === baseField);
  const isHarmless = count === 0 || (isBase && count >= rules.leastBase);
  const isNew = places.every(({ table }) => tables[table]?.withheld === null);
  return range === 0 && isHarmless && isNew;
}
