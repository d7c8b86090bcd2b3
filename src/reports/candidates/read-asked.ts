import { activeChoices, noValue, type CommentFilter } from '../../comments/comment-filter.js';
import { findSavedSearch } from '../../comments/saved/saved-search-queries.js';
import { parametersOf } from '../../comments/saved/show-saved-searches.js';
import { readSelection, selectionAddress, type Selection } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { parseOptionalId, parseTexts } from '../../http/parse.js';
import type { Viewer } from '../../people/permissions.js';
import { parseAfter } from '../part-form.js';
import { findReport, type Report } from '../report-queries.js';

type Parameters = Readonly<Record<string, unknown>>;

/** What the page of candidates is asked for. */
export interface Asked {
  selection: Selection;
  /** Without what the saved search adds to it. */
  own: Selection;
  /** Whether anything narrows it: without that there is nothing to find quotes for. */
  isChosen: boolean;
  saved: { id: number; name: string } | null;
  report: Report | null;
  /** The part of the report that a quote is to go below; null for its end. */
  after: number | null;
  hidesUsed: boolean;
  shown: number;
}

export const shownAtOnce = 10;
const mostShown = 40;

const given = (parameters: Parameters) =>
  Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => parseTexts(value).some((text) => text !== '')),
  );

/** A selection as its address or a saved search gives it; what the address says besides narrows or replaces that. */
export async function selectionAsked(db: Db, viewer: Viewer, parameters: Parameters) {
  const id = parseOptionalId(parameters['search']);
  const own = await readSelection(db, viewer, given(parameters));
  if (id === undefined) return { selection: own, own, saved: null };
  const saved = await findSavedSearch(db, viewer, id);
  const all = { ...parametersOf(saved.parameters), ...given(parameters) };
  return { selection: await readSelection(db, viewer, all), own, saved };
}

/** @throws ViewfinderError `not_found` for a saved search or a report that the viewer may not see. */
export async function readAsked(db: Db, viewer: Viewer, parameters: Parameters): Promise<Asked> {
  const { selection, own, saved } = await selectionAsked(db, viewer, parameters);
  const reportId = parseOptionalId(parameters['report']);
  const { filter } = selection;
  return {
    selection,
    own,
    isChosen:
      saved !== null || filter.search !== undefined || activeChoices(filter.chosen).length > 0,
    saved: saved && { id: saved.id, name: saved.name },
    report: reportId === undefined ? null : await findReport(db, viewer, reportId),
    after: parseAfter(parameters['after']),
    hidesUsed: parameters['used'] === 'hide',
    shown: Math.min(mostShown, Math.max(shownAtOnce, parseOptionalId(parameters['show']) ?? 0)),
  };
}

/** A selection without the comments that are flagged: nobody quotes these. */
export const withoutFlagged = (filter: CommentFilter): CommentFilter => ({
  ...filter,
  chosen: { ...filter.chosen, flag: [noValue] },
});

/** The address of the page with some of it changed. */
export function askedAddress(
  { own, saved, report, after, hidesUsed, shown }: Asked,
  change: { hidesUsed?: boolean; shown?: number } = {},
): string {
  const path = report ? `/reports/${report.id}/candidates` : '/reports/candidates';
  const address = new URL(selectionAddress(own, {}, path), 'http://candidates.invalid');
  const { searchParams } = address;
  if (saved) searchParams.set('search', String(saved.id));
  if (after !== null) searchParams.set('after', String(after));
  if (change.hidesUsed ?? hidesUsed) searchParams.set('used', 'hide');
  const show = change.shown ?? shown;
  if (show > shownAtOnce) searchParams.set('show', String(show));
  return `${address.pathname}${address.search}`;
}
