import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import type { Viewer } from '../people/permissions.js';
import { keyTerms } from '../text/keyness.js';
import { everything } from './comment-filter.js';
import { countWords, drawn } from './count-words.js';
import { facetNames } from './facet-name-queries.js';
import { chosenNames } from './chosen-names.js';
import { readSelection, selectionAddress, type Selection } from './selection.js';
import { idsOf } from './select-ids.js';

const mostTerms = 60;

/** An address that searches the selection for exactly a term. */
const addressOf = (selection: Selection, term: string, path: string) =>
  selectionAddress(selection, { q: `${selection.typed} "${term}"`.trim(), order: '' }, path);

/** The words and phrases that set a selection of comments apart from all others that the viewer may see. */
export async function showWords(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const { leastCell } = rulesOf(db);
  const selected = await idsOf(db, selection.filter);
  const chosen = new Set(selected);
  const others = (await idsOf(db, everything(viewer))).filter((id) => !chosen.has(id));
  const [readHere, readThere] = [drawn(selected), drawn(others)];
  const here = await countWords(db, readHere);
  const rest = await countWords(db, readThere);
  const terms = keyTerms(here, rest, { leastTexts: leastCell, most: mostTerms });
  const names = await facetNames(db, viewer);
  return {
    selection: chosenNames(selection, names),
    search: selectionAddress(selection),
    comments: selected.length,
    others: others.length,
    read: readHere.length,
    readOthers: readThere.length,
    leastTexts: leastCell,
    withheld: selection.filter.withheld === true,
    terms: terms.map((term) => ({
      ...term,
      share: (100 * term.texts) / Math.max(here.texts, 1),
      restShare: (100 * term.restTexts) / Math.max(rest.texts, 1),
      timesAsOften: 2 ** term.logRatio,
      lines: addressOf(selection, term.term, '/comments/lines'),
      comments: addressOf(selection, term.term, '/comments'),
    })),
  };
}
