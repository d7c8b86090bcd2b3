import { chosenNames } from '../../comments/chosen-names.js';
import type { FacetKey } from '../../comments/comment-filter.js';
import { facetNames, type FacetNames } from '../../comments/facet-name-queries.js';
import { isGuarded } from '../../comments/few-people.js';
import { readSelection, selectionAddress, type Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { isRest, secondParameters } from './compare-address.js';
import { compareFacet, readSets, type ComparedSets, type ComparedValue } from './read-sets.js';

/** What two sets are compared by, each in a table of its own. */
const compared = [
  { facet: 'sentiment', title: 'Sentiment' },
  { facet: 'criticality', title: 'Worst statement' },
  { facet: 'theme', title: 'Themes' },
  { facet: 'group', title: 'Who wrote them' },
] as const satisfies readonly { facet: FacetKey; title: string }[];

export interface ComparedTable {
  facet: (typeof compared)[number]['facet'];
  title: string;
  rows: ComparedValue[];
}

/** Every value by which two sets are compared; the themes that differ most come first. */
export const comparedTables = (db: Db, sets: ComparedSets, names: FacetNames): ComparedTable[] =>
  compared.map(({ facet, title }) => {
    const rows = compareFacet(db, sets, facet, names);
    if (facet === 'theme') {
      rows.sort((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
    }
    return { facet, title, rows };
  });

/** Of which comments, in words and as a link. */
function setOf(selection: Selection | null, names: FacetNames, otherwise: string) {
  const words = selection ? chosenNames(selection, names).join('; ') : '';
  return {
    name: words === '' ? otherwise : words,
    href: selection ? selectionAddress(selection) : null,
  };
}

/** The two selections of an address, and the comments that they select; none where these would be of few people. */
export async function readComparison(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const first = await readSelection(db, viewer, parameters);
  const second = isRest(parameters)
    ? null
    : await readSelection(db, viewer, secondParameters(parameters));
  const names = await facetNames(db, viewer);
  const both = second ? [first, second] : [first];
  // With answers chosen its numbers would be counts of few people.
  const guarded = both.some(({ filter }) => isGuarded(filter));
  return {
    first,
    second,
    names,
    guarded,
    named: {
      first: setOf(first, names, 'All comments'),
      second: setOf(second, names, second ? 'All comments' : 'Everything else'),
    },
    advice: both.flatMap(({ advice }) => advice),
    sets: guarded ? null : await readSets(db, viewer, first, second),
  };
}

export type Comparison = Awaited<ReturnType<typeof readComparison>>;

/** True where both sets have comments to compare. */
export const isComparable = (sets: ComparedSets | null): sets is ComparedSets =>
  sets !== null && sets.first.length > 0 && sets.second.length > 0;
