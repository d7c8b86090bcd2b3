import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { answerNames } from '../answer-name-queries.js';
import { chosenNames } from '../chosen-names.js';
import { searchEngine } from '../engine/search-engine.js';
import { facetNames } from '../facet-name-queries.js';
import { readSelection } from '../selection.js';
import { mayChange, savedSearchesFor } from './saved-search-queries.js';

/** The parameters of an address as a request has them: a list where one is given more than once. */
export function parametersOf(text: string): Record<string, string[] | string> {
  const pairs = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((key) => {
      const values = pairs.getAll(key);
      return [key, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

/** What a search selects for somebody, in words. */
export async function searchInWords(db: Db, viewer: Viewer, parameters: Record<string, unknown>) {
  const selection = await readSelection(db, viewer, parameters);
  const { answered, ...chosen } = selection.filter.chosen;
  const filter = { ...selection.filter, chosen: { ...chosen, answered: [] } };
  const words = chosenNames({ ...selection, filter }, await facetNames(db, viewer));
  const answers = [...(await answerNames(db, viewer, answered)).values()];
  return { selection, words: [...words, ...answers] };
}

/** Every saved search that somebody may open, with how many comments it finds now and how many are new to them. */
export async function showSavedSearches(db: Db, viewer: Viewer) {
  const searches = [];
  for (const saved of await savedSearchesFor(db, viewer)) {
    const { selection, words } = await searchInWords(db, viewer, parametersOf(saved.parameters));
    const { marks, mark, total, unfinished } = await searchEngine(db).select(selection.filter);
    let fresh = 0;
    if (saved.lastCommentId !== null) {
      for (let id = saved.lastCommentId + 1; id < marks.length; id += 1) {
        if (marks[id] === mark) fresh += 1;
      }
    }
    const { id, name, note, ownerName, isShared, lookedAt } = saved;
    searches.push({
      ...{ id, name, note, words, total, lookedAt },
      fresh: saved.lastCommentId === null ? null : fresh,
      isWhole: !unfinished,
      shared: isShared === 1,
      owner: saved.ownerId === viewer.accountId ? null : ownerName,
      mayChange: mayChange(viewer, saved),
    });
  }
  return { searches };
}
