import { chosenNames } from '../../comments/chosen-names.js';
import { searchEngine } from '../../comments/engine/search-engine.js';
import { facetNames } from '../../comments/facet-name-queries.js';
import { selectionAddress } from '../../comments/selection.js';
import type { Db } from '../../db/schema.js';
import { rulesOf } from '../../disclosure-rules.js';
import type { Viewer } from '../../people/permissions.js';
import { candidateNotes, subjectOf, typicalReason } from './candidate-words.js';
import { otherSide, viewOfItsOwn, type Compared } from './find-contrasts.js';
import { pickerOf } from './picker.js';
import {
  drawTexts,
  mostCompared,
  mostRanked,
  rankCandidates,
  type Candidate,
} from './rank-candidates.js';
import { askedAddress, readAsked, shownAtOnce, withoutFlagged, type Asked } from './read-asked.js';

export interface Shown {
  reason: string;
  /** The page to find back to. */
  from: string;
  reportId: number | null;
}

/** A candidate as a page shows it, with the address that quotes it and finds back to `from`. */
export function showCandidate(candidate: Candidate, { reason, from, reportId }: Shown) {
  const { id, text, attribution, wave, question } = candidate.comment;
  const quote = new URLSearchParams({
    comment: String(id),
    ...(reportId === null ? {} : { report: String(reportId) }),
    from,
  });
  return {
    id,
    text,
    attribution,
    wave,
    question,
    reason,
    notes: candidateNotes(candidate, reportId),
    href: `/comments/${id}?${new URLSearchParams({ from }).toString()}`,
    quote: `/reports/quotes/new?${quote.toString()}`,
  };
}

async function contrastsOf(db: Db, viewer: Viewer, found: Compared) {
  const contrasts = [
    ...(await otherSide(db, viewer, found.filter)),
    ...(await viewOfItsOwn(db, viewer, found)),
  ];
  const seen = new Set<number>();
  return contrasts.filter(({ candidate: { comment } }) => {
    const isNew = !seen.has(comment.id);
    seen.add(comment.id);
    return isNew;
  });
}

async function candidatesFor(db: Db, viewer: Viewer, asked: Asked) {
  const filter = withoutFlagged(asked.selection.filter);
  const { ids, total, unfinished } = await searchEngine(db).select(filter);
  const texts = await drawTexts(db, ids);
  const names = await facetNames(db, viewer);
  const ranked = await rankCandidates(db, viewer, texts, {
    themes: filter.chosen.theme,
  });
  const contrasts = await contrastsOf(db, viewer, { texts, total, filter });
  const apart = new Set(contrasts.map(({ candidate }) => candidate.comment.id));
  const isWanted = ({ uses }: Candidate) => !asked.hidesUsed || uses.length === 0;
  const typical = ranked.filter((one) => !apart.has(one.comment.id) && isWanted(one));
  const subject = subjectOf(total, filter, names);
  const shown = {
    from: askedAddress(asked),
    reportId: asked.report?.id ?? null,
  };
  const next = asked.shown + shownAtOnce;
  return {
    total,
    subject,
    unfinished,
    compared: texts.length,
    drawn: total > mostCompared,
    typical: typical
      .slice(0, asked.shown)
      .map((one) => showCandidate(one, { ...shown, reason: typicalReason(one, subject) })),
    ranked: typical.length,
    contrasts: contrasts
      .filter(({ candidate }) => isWanted(candidate))
      .map(({ candidate, reason }) => showCandidate(candidate, { ...shown, reason })),
    hasUsed: ranked.some(({ uses }) => uses.length > 0),
    more:
      next <= mostRanked && typical.length > asked.shown
        ? askedAddress(asked, { shown: next })
        : null,
  };
}

/** Ranked candidates for a quote, each with the reason, and what else was said; only a form while nothing is chosen. */
export async function findCandidates(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const asked = await readAsked(db, viewer, parameters);
  const { selection, report, saved, hidesUsed } = asked;
  const names = await facetNames(db, viewer);
  return {
    report: report && { id: report.id, title: report.title },
    saved: saved?.name ?? null,
    selection: chosenNames(selection, names),
    advice: selection.advice,
    search: selectionAddress(selection),
    action: report ? `/reports/${report.id}/candidates` : '/reports/candidates',
    after: asked.after,
    picker: await pickerOf(db, viewer, names, asked),
    withheld: selection.filter.withheld ? rulesOf(db).leastCell : null,
    hidesUsed,
    usedHref: askedAddress(asked, { hidesUsed: !hidesUsed }),
    found: asked.isChosen ? await candidatesFor(db, viewer, asked) : null,
  };
}
