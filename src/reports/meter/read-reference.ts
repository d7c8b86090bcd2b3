import { chosenNames } from '../../comments/chosen-names.js';
import { activeChoices, type CommentFilter } from '../../comments/comment-filter.js';
import { facetNames } from '../../comments/facet-name-queries.js';
import { parseSearchAddress } from '../../comments/search-address.js';
import { parametersOf } from '../../comments/saved/show-saved-searches.js';
import { readSelection, selectionAddress } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { parseText } from '../../http/parse.js';
import type { Viewer } from '../../people/permissions.js';
import { selectionAsked } from '../candidates/read-asked.js';

type Parameters = Readonly<Record<string, unknown>>;

/** The comments that a report's quotes are compared with. */
export interface Reference {
  filter: CommentFilter;
  /** Whether they are all comments of the waves that the report draws on. */
  isUsual: boolean;
  words: string[];
  href: string;
  advice: string[];
}

const notAnAddress =
  'What was pasted is not the address of a search, so it was left out. Copy an address that has /comments in it.';

/** What follows the question mark of an address that was pasted, with or without the server before it. */
function pasted(text: string): Parameters | undefined {
  const at = text.indexOf('/comments');
  const address = at < 0 ? '' : parseSearchAddress(text.slice(at));
  return address.startsWith('/comments?')
    ? parametersOf(address.slice('/comments?'.length))
    : undefined;
}

/** What an address asks to compare with: a search that was pasted, a saved one, its own filters; or the report's waves. */
export async function readReference(
  db: Db,
  viewer: Viewer,
  parameters: Parameters,
  waveIds: readonly number[],
): Promise<Reference> {
  const typed = parseText(parameters['address']);
  const { selection, saved } = await selectionAsked(db, viewer, pasted(typed) ?? parameters);
  const { filter } = selection;
  const isUsual =
    saved === null && filter.search === undefined && activeChoices(filter.chosen).length === 0;
  const used = isUsual ? await readSelection(db, viewer, { wave: waveIds.map(String) }) : selection;
  const advice = typed !== '' && pasted(typed) === undefined ? [notAnAddress] : [];
  return {
    filter: used.filter,
    isUsual,
    words: saved
      ? [`Saved search: ${saved.name}`]
      : chosenNames(used, await facetNames(db, viewer)),
    href: selectionAddress(used),
    advice: [...advice, ...used.advice],
  };
}
