import type { Db } from '../../db/schema.js';
import { findInExtract } from '../identify/find-in-extract.js';
import { foundOnce, type FoundDetail } from '../identify/part-finding.js';
import { settingNames } from '../identify/setting-queries.js';
import type { QuotableComment } from '../quote-queries.js';

/** What the words of each comment say that could identify somebody; homes and agencies are known by survey. */
export async function detailsOf(
  db: Db,
  comments: readonly QuotableComment[],
): Promise<Map<number, FoundDetail[]>> {
  const names = new Map<string, string[]>();
  const details = new Map<number, FoundDetail[]>();
  for (const { id, text, survey, groupKey } of comments) {
    const known = names.get(survey) ?? (await settingNames(db, id));
    names.set(survey, known);
    details.set(id, foundOnce(findInExtract(text, { group: groupKey, names: known })));
  }
  return details;
}
