import { may } from '../../people/permissions.js';
import {
  activeChoices,
  facets,
  noValue,
  wantedOf,
  type CommentFilter,
  type FacetKey,
} from '../comment-filter.js';
import type { CodeColumn } from './code-column.js';
import type { CommentColumns } from './comment-columns.js';

export interface FacetCount {
  facet: FacetKey;
  /** As in the address: a key or an id. */
  value: string;
  count: number;
}

/** Comments marked so, by their ids; all others are out. */
export interface Marked {
  marks: Uint8Array;
  mark: number;
}

export interface Selected extends Marked {
  /** Of the selected comments, in order. */
  ids: Uint32Array;
  total: number;
  /** Each facet's values, counted with all other facets applied but not its own. */
  counts: FacetCount[];
}

/** One facet that narrows: which of its codes go on. */
interface Narrowing {
  facet: FacetKey;
  accepted: Uint8Array;
}

/** What no choice of a facet can widen: what is hidden from whoever looks, and themes that all must have. */
function fixed(columns: CommentColumns, { viewer, chosen: { also } }: CommentFilter): Narrowing[] {
  const surveys = new Set(viewer.hiddenSurveys.map(String));
  const { survey, flag, theme } = columns.facets;
  return [
    ...(surveys.size > 0
      ? [{ facet: 'survey' as const, accepted: survey.accepting(([id]) => !surveys.has(id ?? '')) }]
      : []),
    ...(may(viewer, 'flagged_comments')
      ? []
      : [{ facet: 'flag' as const, accepted: flag.accepting(([value]) => value === noValue) }]),
    ...also.map((key) => ({
      facet: 'theme' as const,
      accepted: theme.accepting((own) => own.includes(key)),
    })),
  ];
}

const isFacet = (key: string): key is FacetKey => facets.some((facet) => facet.key === key);

function chosen(columns: CommentColumns, filter: CommentFilter): Narrowing[] {
  return activeChoices(filter.chosen)
    .filter(isFacet)
    .map((facet) => {
      const { wanted, unwanted } = wantedOf(filter.chosen[facet]);
      const accepted = columns.facets[facet].accepting(
        (values) =>
          (wanted.length === 0 || wanted.some((value) => values.includes(value))) &&
          !unwanted.some((value) => values.includes(value)),
      );
      return { facet, accepted };
    });
}

type Bytes = Uint8Array | Uint16Array | Uint32Array;

/** What an id's state is while facets are gone through; 1 and more: it fails that facet alone. */
const selectedState = 0;
const outState = 255;
/** A comment that fails a second facet counts nowhere. */
const failsMoreState = 254;

function start({ imports, highestId }: CommentColumns, { marks, mark }: Marked): Uint8Array {
  const states = new Uint8Array(highestId + 1).fill(outState);
  for (let id = 1; id <= highestId; id += 1) {
    if (imports[id] !== 0 && marks[id] === mark) states[id] = selectedState;
  }
  return states;
}

function leaveOut(states: Uint8Array, codes: Bytes, accepted: Uint8Array): void {
  for (let id = 1; id < states.length; id += 1) {
    if (accepted[codes[id] ?? 0] === 0) states[id] = outState;
  }
}

function fail(states: Uint8Array, codes: Bytes, accepted: Uint8Array, state: number): void {
  for (let id = 1; id < states.length; id += 1) {
    if (accepted[codes[id] ?? 0] === 1 || states[id] === outState) continue;
    states[id] = states[id] === selectedState ? state : failsMoreState;
  }
}

/** The ids in a state, in order: counting them facet by facet is then a loop without a doubt in it. */
function idsIn(states: Uint8Array, wanted: number): Uint32Array {
  let total = 0;
  for (let id = 1; id < states.length; id += 1) total += states[id] === wanted ? 1 : 0;
  // One more, to be written to beyond the last.
  const ids = new Uint32Array(total + 1);
  let count = 0;
  for (let id = 1; id < states.length; id += 1) {
    ids[count] = id;
    count += states[id] === wanted ? 1 : 0;
  }
  return ids.subarray(0, total);
}

/** Adds up how many of these comments have each code, or takes them off. */
function tally(ids: Uint32Array, codes: Bytes, counts: Int32Array, step: 1 | -1): void {
  for (let at = 0; at < ids.length; at += 1) {
    const code = codes[ids[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + step;
  }
}

/** How many of the selected comments have each code of a facet. */
type Tally = (column: CodeColumn) => Int32Array;

/** Counts the fewer: the selected comments, or all the others, to take them off what is known of all. */
function tallyOf(
  { imports, present }: CommentColumns,
  states: Uint8Array,
  ids: Uint32Array,
): Tally {
  if (ids.length * 2 <= present) {
    return ({ codes, values }) => {
      const counts = new Int32Array(values.length);
      tally(ids, codes, counts, 1);
      return counts;
    };
  }
  const isLeftOut = states.map((state, id) =>
    state !== selectedState && imports[id] !== 0 ? 1 : 0,
  );
  const others = idsIn(isLeftOut, 1);
  return ({ codes, counts: all }) => {
    const counts = Int32Array.from(all);
    tally(others, codes, counts, -1);
    return counts;
  };
}

/** Adds up the codes of a facet by value. */
function valueCounts(facet: FacetKey, valuesOf: readonly string[][], counts: Int32Array) {
  const byValue = new Map<string, number>();
  for (const [code, values] of valuesOf.entries()) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    for (const value of values) byValue.set(value, (byValue.get(value) ?? 0) + count);
  }
  return [...byValue].map(([value, count]): FacetCount => ({ facet, value, count }));
}

/**
 * Selects among marked comments and counts every facet: a comment that fails one facet alone counts for
 * that facet, to say what choosing another value there would add. One loop a facet, each over bytes.
 */
export function selectComments(
  columns: CommentColumns,
  filter: CommentFilter,
  marked: Marked,
): Selected {
  const states = start(columns, marked);
  for (const { facet, accepted } of fixed(columns, filter)) {
    leaveOut(states, columns.facets[facet].codes, accepted);
  }
  const narrowing = chosen(columns, filter);
  for (const [at, { facet, accepted }] of narrowing.entries()) {
    fail(states, columns.facets[facet].codes, accepted, at + 1);
  }
  const ids = idsIn(states, selectedState);
  const selected = tallyOf(columns, states, ids);
  const counts = facets.flatMap(({ key }) => {
    const column = columns.facets[key];
    const byCode = selected(column);
    const own = narrowing.findIndex(({ facet }) => facet === key);
    if (own >= 0) tally(idsIn(states, own + 1), column.codes, byCode, 1);
    return valueCounts(key, column.values, byCode);
  });
  return { marks: states, mark: selectedState, ids, total: ids.length, counts };
}
