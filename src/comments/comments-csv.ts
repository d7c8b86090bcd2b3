import type { Db } from '../db/schema.js';
import { writeCsv } from '../http/csv.js';
import { attribution } from '../surveys/attribution.js';
import { noValue } from './comment-filter.js';
import { listComments, themesOf } from './comment-queries.js';
import { facetNames } from './facet-name-queries.js';
import type { Selection } from './selection.js';

const header = [
  'Comment number',
  'Attribution',
  'Survey',
  'Wave',
  'Respondent group',
  'Question',
  'Sentiment',
  'Themes',
  'Comment',
];

/** Every comment of a selection, in its order, as a CSV text, with their numbers. */
export async function commentsCsv(
  db: Db,
  { filter, order }: Selection,
): Promise<{ csv: string; ids: number[] }> {
  const names = await facetNames(db, filter.viewer);
  const comments = await listComments(db, filter, order);
  const ids = comments.map(({ id }) => id);
  const themes = await themesOf(db, ids);
  const rows = comments.map(({ id, groupKey, survey, wave, question, sentiment, text }) => [
    id,
    attribution(groupKey, survey),
    survey,
    wave,
    names.group.get(groupKey ?? noValue) ?? groupKey ?? '',
    question,
    names.sentiment.get(sentiment) ?? sentiment,
    (themes.get(id) ?? []).map(({ name }) => name).join('; '),
    text,
  ]);
  return { csv: writeCsv([header, ...rows]), ids };
}
