import { facets } from './comment-filter.js';
import type { FacetNames } from './facet-name-queries.js';
import type { Selection } from './selection.js';

/** What narrows a selection, in words: "Theme: Food". */
export function chosenNames({ typed, filter }: Selection, names: FacetNames): string[] {
  const searched = filter.search ? [`Search: ${typed}`] : [];
  const chosen = facets.flatMap(({ key, name }) =>
    filter.chosen[key].map((value) => `${name}: ${names[key].get(value) ?? value}`),
  );
  const also = filter.chosen.also.map((key) => `Theme as well: ${names.theme.get(key) ?? key}`);
  const answered = filter.chosen.answered.length > 0 ? ['People who gave certain answers'] : [];
  return [...searched, ...chosen, ...also, ...answered];
}
