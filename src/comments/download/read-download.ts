import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/schema.js';
import { ViewfinderError } from '../../errors.js';
import { attributionForms } from '../../surveys/attribution-queries.js';
import { attribution, type AttributionForms } from '../../surveys/attribution.js';
import { noValue } from '../comment-filter.js';
import { themesOf } from '../comment-queries.js';
import { searchEngine, type SelectedComments } from '../engine/search-engine.js';
import { facetNames, type FacetNames } from '../facet-name-queries.js';
import { flagWords } from '../flag-words.js';
import type { Selection } from '../selection.js';
import { commentDetails, regionsOf } from './download-queries.js';

/** @throws ViewfinderError `unavailable` where the search was not finished in its time: a file is whole or it is none. */
export function mustBeWhole({ unfinished }: SelectedComments): void {
  if (!unfinished) return;
  throw new ViewfinderError(
    'unavailable',
    'Not all comments could be searched in the time there is for a search, so no file was made. Add a filter or a word, or try again in a moment.',
  );
}

/** The ids of every comment of a selection, in its order. @throws as `mustBeWhole` */
export async function downloadIds(db: Db, { filter, order, seed }: Selection): Promise<number[]> {
  const engine = searchEngine(db);
  const selected = await engine.select(filter);
  mustBeWhole(selected);
  return (await engine.list(filter, selected, { order, seed })).map(({ id }) => id);
}

export interface DownloadedComment {
  id: number;
  importId: number;
  position: number;
  /** Row of the file that it came from; null where that is not known. */
  fileRow: number | null;
  survey: string;
  wave: string;
  question: string;
  attribution: string;
  group: string;
  region: string;
  text: string;
  sentiment: string;
  /** 0 to 1; null where no sentiment was detected. */
  probability: number | null;
  criticality: number | null;
  themes: { name: string; source: 'rule' | 'model' | 'person' }[];
  flag: string;
  /** It may tell of risk, and nobody has looked. */
  waiting: boolean;
}

type Details = NonNullable<ReturnType<Awaited<ReturnType<typeof commentDetails>>['get']>>;

const inWords = (
  { groupKey, sourceRow, flag, waiting, sentiment, ...rest }: Details,
  { names, forms }: { names: FacetNames; forms: AttributionForms },
  own: Pick<DownloadedComment, 'region' | 'themes'>,
): DownloadedComment => ({
  ...rest,
  ...own,
  fileRow: sourceRow,
  attribution: attribution(forms, groupKey, rest.survey),
  group: names.group.get(groupKey ?? noValue) ?? groupKey ?? '',
  sentiment: names.sentiment.get(sentiment) ?? sentiment,
  flag: flag === null ? '' : flagWords(flag),
  waiting: waiting !== null,
});

/** So many at once: a few milliseconds, after which pages have their turn. */
const commentsAtOnce = 500;

/** The comments in their order, read while they are written. One that is removed meanwhile is left out. */
export async function* readDownload(
  db: Db,
  { filter: { viewer } }: Selection,
  ids: readonly number[],
): AsyncGenerator<DownloadedComment> {
  const words = { names: await facetNames(db, viewer), forms: await attributionForms(db) };
  const regions = new Map<number, string[]>();
  for (let start = 0; start < ids.length; start += commentsAtOnce) {
    const part = ids.slice(start, start + commentsAtOnce);
    const details = await commentDetails(db, part);
    const themes = await themesOf(db, part);
    for (const id of part) {
      const found = details.get(id);
      if (!found) continue;
      const own = regions.get(found.importId) ?? (await regionsOf(db, found.importId));
      regions.set(found.importId, own);
      const region = own[found.position] ?? '';
      yield inWords(found, words, { region, themes: themes.get(id) ?? [] });
    }
    await setImmediate();
  }
}
