import { facets } from '../../comments/comment-filter.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import { savedSearchesFor } from '../../comments/saved/saved-search-queries.js';
import { handOn } from '../../comments/search-address.js';
import { selectionAddress, type Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { cellAddress } from '../matrix/matrix-address.js';
import { pInWords } from '../p-in-words.js';
import { proportion } from '../percentages.js';
import { compareAddress, comparedAddress, pairsOf } from './compare-address.js';
import { compareWords, examplesOf } from './compare-texts.js';
import {
  comparedTables,
  isComparable,
  readComparison,
  type ComparedTable,
  type Comparison,
} from './read-comparison.js';
import type { ComparedSets } from './read-sets.js';
import { secondAlone, wholeOf } from './second-alone.js';

/** Where one value of a facet is chosen, what the same selection with each other value compares to. */
function changesOf(first: Selection, names: FacetNames) {
  const { chosen } = first.filter;
  return facets.flatMap(({ key, name }) => {
    const [value, ...more] = chosen[key];
    if (value === undefined || more.length > 0 || value.startsWith('-')) return [];
    const others = [...names[key]].filter(([other]) => other !== value).slice(0, 40);
    return [
      {
        name,
        values: others.map(([other, label]) => ({
          name: label,
          href: compareAddress(first, {
            ...first,
            filter: { ...first.filter, chosen: { ...chosen, [key]: [other] } },
          }),
        })),
      },
    ];
  });
}

const mostThemes = 15;

/** The selections of the comments that are counted; null of B where no search finds just those. */
function countedOf({ first, second }: Comparison, { overlap }: ComparedSets) {
  const isApart = second !== null && overlap === 0;
  return { first, second: isApart ? second : secondAlone(first, second ?? wholeOf(first)) };
}

/** A table with each number leading to its comments, where a search finds just those. */
function linked({ facet, title, rows }: ComparedTable, counted: ReturnType<typeof countedOf>) {
  const hrefOf = (selection: Selection | null, value: string, count: number) => {
    if (!selection || count === 0) return null;
    return facet === 'theme'
      ? cellAddress(selection, [value])
      : cellAddress(selection, [], { axis: facet, value });
  };
  const most = facet === 'theme' ? mostThemes : Infinity;
  return {
    title,
    rows: rows.slice(0, most).map(({ first, second, ...row }) => ({
      ...row,
      first: { ...first, href: hrefOf(counted.first, row.key, first.count) },
      second: { ...second, href: hrefOf(counted.second, row.key, second.count) },
      words: pInWords(row.p),
    })),
    cut: Math.max(0, rows.length - most),
  };
}

/** Everything that is compared of two sets; null where either is empty. */
async function contents(db: Db, comparison: Comparison, search: string) {
  const { sets, names } = comparison;
  if (!isComparable(sets)) return null;
  const counted = countedOf(comparison, sets);
  const examples = async (ids: readonly number[]) =>
    (await examplesOf(db, ids)).map((one) => ({
      ...one,
      href: handOn(`/comments/${one.id}`, search),
    }));
  return {
    tables: comparedTables(db, sets, names).map((table) => linked(table, counted)),
    firstHref: selectionAddress(counted.first),
    secondHref: counted.second && selectionAddress(counted.second),
    words: await compareWords(db, sets),
    examples: { first: await examples(sets.first), second: await examples(sets.second) },
  };
}

const sizesOf = ({ first, second, secondWhole, overlap, visible }: ComparedSets) => ({
  first: proportion(first.length, visible),
  second: proportion(secondWhole, visible),
  overlap,
  compared: second.length,
});

/** What B can be changed to. */
function othersOf(first: Selection, second: Selection | null, names: FacetNames) {
  return {
    restHref: second && compareAddress(first, null),
    swapHref: second && compareAddress(second, first),
    changes: changesOf(first, names),
    typed: second?.typed ?? '',
    kept: pairsOf(first),
  };
}

/** Saved searches, each as an address that puts it in the place of A and one in that of B. */
async function savedOf(db: Db, viewer: Viewer, { first, second }: Comparison) {
  const saved = await savedSearchesFor(db, viewer);
  return saved.map(({ name, parameters }) => {
    const pairs = [...new URLSearchParams(parameters)];
    return {
      name,
      asFirst: comparedAddress(pairs, second && pairsOf(second)),
      asSecond: comparedAddress(pairsOf(first), pairs),
    };
  });
}

/** Two selections side by side: those of the address, and behind "b." another, or everything else. */
export async function showComparison(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const comparison = await readComparison(db, viewer, parameters);
  const { first, second, names, guarded, named, advice, sets } = comparison;
  const search = selectionAddress(first);
  return {
    search,
    guarded,
    ...named,
    advice,
    ...othersOf(first, second, names),
    saved: await savedOf(db, viewer, comparison),
    downloads: {
      xlsx: compareAddress(first, second, '/comments/compare.xlsx'),
      csv: compareAddress(first, second, '/comments/compare.csv'),
    },
    sizes: sets && sizesOf(sets),
    found: await contents(db, comparison, search),
  };
}
