import { everything, type FacetKey } from '../../comments/comment-filter.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import { savedSearchesFor } from '../../comments/saved/saved-search-queries.js';
import { selectionAddress } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import type { Asked } from './read-asked.js';

const pickedFacets = [
  { key: 'theme', label: 'Theme', any: 'Any theme' },
  { key: 'group', label: 'Respondent group', any: 'Any group' },
  { key: 'survey', label: 'Survey', any: 'Any survey' },
  { key: 'sentiment', label: 'Sentiment', any: 'Any sentiment' },
] as const satisfies readonly { key: FacetKey; label: string; any: string }[];

/** What may be found quotes for, with what is chosen now; whatever else the address says is handed on. */
export async function pickerOf(db: Db, viewer: Viewer, names: FacetNames, asked: Asked) {
  const { own, saved } = asked;
  const { counts } = await searchEngine(db).select(everything(viewer));
  const picked = pickedFacets.filter(({ key }) => {
    const values = own.filter.chosen[key];
    return values.length <= 1 && !values.some((value) => value.startsWith('-'));
  });
  const selects = picked.map(({ key, label, any }) => {
    const there = new Set(counts.filter(({ facet }) => facet === key).map(({ value }) => value));
    const options = [...names[key]]
      .filter(([value]) => there.has(value))
      .map(([value, text]) => ({ value, text }));
    const [value = ''] = own.filter.chosen[key];
    return { name: key, label, options: [{ value: '', text: any }, ...options], value };
  });
  const searches = (await savedSearchesFor(db, viewer)).map(({ id, name }) => ({
    value: String(id),
    text: name,
  }));
  const address = new URL(selectionAddress(own), 'http://picker.invalid');
  const isPicked = (name: string) => picked.some(({ key }) => key === name);
  return {
    selects,
    searches: searches.length > 0 ? [{ value: '', text: 'No saved search' }, ...searches] : [],
    search: saved ? String(saved.id) : '',
    kept: [...address.searchParams].filter(([name]) => !isPicked(name) && name !== 'order'),
  };
}
