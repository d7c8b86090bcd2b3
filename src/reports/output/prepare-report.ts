import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { parseStoredSource } from '../figure-source.js';
import { listParts } from '../part-queries.js';
import { reportModel, type ReportModel } from '../report-model.js';
import { isLive, type LivePart, type Quote, type Stale, type StoredPart } from '../report-parts.js';
import { isApprovedByAnother } from '../sign-off/approval.js';
import { deskQuotes, type DeskQuote } from '../sign-off/desk-queries.js';
import { gatherMethodology, type ReportUse } from './gather-methodology.js';
import { publish, type Publication } from './publication.js';
import { refusalsOf, type CheckedPart, type Refusal } from './refusals.js';
import { writeMethodology } from './write-methodology.js';

/** A report as it would be printed now, and what stands against printing it. */
export interface PreparedReport {
  report: ReportModel;
  publication: Publication;
  /** What keeps it from leaving, or from leaving as a draft. */
  refusals: { final: Refusal[]; draft: Refusal[] };
}

const staleWords = (stale: Stale | null) =>
  stale && `It has changed since an author accepted it. ${stale.why.join(' ')}`;

/** How a quote of the desk stands with its details, its reasons and its approval. */
const deskFacts = ({ part, facts }: DeskQuote) => ({
  unsettled: facts.unsettled,
  unexplained: facts.unexplained,
  isAsApproved: part.approvedExtract === part.extract && facts.isKnown,
  byAnother: isApprovedByAnother(part, facts),
});

/** A quote that the desk knows nothing of is approved by nobody. */
const unknown = { unsettled: 0, unexplained: 0, isAsApproved: false, byAnother: false };

function checkedQuote(quote: Quote, place: number, desk: DeskQuote | undefined): CheckedPart {
  const { id, extract, status, flagged, waiting, fault } = quote;
  return {
    ...{ kind: 'quote', partId: id, place, words: extract, stale: staleWords(quote.stale) },
    ...{ status, flagged, waiting, fault },
    ...(desk ? deskFacts(desk) : unknown),
  };
}

/** What a figure is called where it is told why it is not printed. */
function nameOf(part: Exclude<LivePart, Quote>): string {
  if (part.kind === 'call_out') return part.sentence;
  return part.kind === 'chart' ? part.chart.title : part.caption;
}

/** What decides of each part whether it may be printed. */
export const checkedParts = (
  { parts }: Pick<ReportModel, 'parts'>,
  desk: readonly DeskQuote[],
): CheckedPart[] =>
  parts.flatMap((part, i): CheckedPart[] => {
    const at = { partId: part.id, place: i + 1 };
    if (part.kind === 'gap') return [{ kind: 'gap', ...at, words: part.why }];
    if (!isLive(part)) return [];
    if (part.kind === 'quote') {
      return [
        checkedQuote(
          part,
          i + 1,
          desk.find((quote) => quote.part.id === part.id),
        ),
      ];
    }
    const isInternal = part.kind === 'chart' && part.chart.internal;
    const stale = staleWords(part.stale);
    return [{ kind: 'figure', ...at, words: nameOf(part), isInternal, stale }];
  });

function questionOf(part: StoredPart | undefined): number | null {
  const source = parseStoredSource(part?.source ?? null);
  return source && 'questionId' in source ? source.questionId : null;
}

/** What the appendix is to be about: of charts and tables the question that their source names. */
function useOf(report: ReportModel, stored: readonly StoredPart[]): ReportUse {
  const measureIds = new Set<number>();
  const waveIds: number[] = [];
  const questions: { waveId: number; questionId: number }[] = [];
  for (const part of report.parts) {
    if (part.kind === 'call_out') measureIds.add(part.measureId);
    if (part.kind !== 'chart' && part.kind !== 'table') continue;
    waveIds.push(...part.waves.map(({ id }) => id));
    const questionId = questionOf(stored.find(({ id }) => id === part.id));
    if (questionId === null) continue;
    questions.push(...part.waves.map(({ id }) => ({ waveId: id, questionId })));
  }
  return { reportId: report.id, measureIds: [...measureIds], questions, waveIds };
}

/** What keeps a report from leaving as it is, and from leaving as a draft. */
export async function refusalsAgainst(db: Db, viewer: Sight, report: ReportModel) {
  const checked = checkedParts(report, await deskQuotes(db, viewer, report.id));
  return { final: refusalsOf(checked, false), draft: refusalsOf(checked, true) };
}

/** Checks every quote and counts every figure of a report again, and lays it out. */
export async function prepareReport(
  db: Db,
  viewer: Sight,
  reportId: number,
  { asksForDraft }: { asksForDraft: boolean },
): Promise<PreparedReport> {
  const report = await reportModel(db, viewer, reportId);
  const refusals = await refusalsAgainst(db, viewer, report);
  const left = new Set(refusals.draft.map(({ partId }) => partId));
  const parts = report.parts.filter(
    (part) => !left.has(part.id) && !(part.kind === 'quote' && part.status === 'withdrawn'),
  );
  const facts = await gatherMethodology(db, viewer, useOf(report, await listParts(db, reportId)));
  const publication = publish({ title: report.title, parts }, writeMethodology(facts), {
    at: new Date().toISOString(),
    isDraft: asksForDraft || refusals.final.length > 0,
  });
  return { report, publication, refusals };
}
