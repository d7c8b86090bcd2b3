import type { Db } from '../db/schema.js';
import type { PartKind } from '../db/schema-reports.js';
import { rulesOf } from '../disclosure-rules.js';
import { formatDate } from '../http/formats.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { altText } from '../statistics/charts/alt-text.js';
import { waveResponses } from '../statistics/rate-queries.js';
import { chartTable } from './chart-table.js';
import { checkExtract } from './extract.js';
import { imageOfSource, pageOfSource } from './figure-source.js';
import { identifyQuotes } from './identify/identify-quotes.js';
import type { PartFinding } from './identify/part-finding.js';
import { livePartsOf, type Live } from './live-parts.js';
import { listParts } from './part-queries.js';
import type { QuotableComment } from './quote-queries.js';
import { notesOn } from './report-notes.js';
import {
  isLive,
  type ChartPart,
  type Gap,
  type LivePart,
  type Quote,
  type ReportPart,
  type Stale,
  type StoredPart,
  type TablePart,
} from './report-parts.js';
import { findReport } from './report-queries.js';
import { staleOf } from './stale-parts.js';

/** A wave that the report draws on. */
export interface Source {
  survey: string;
  wave: string;
  /** Responses received. */
  responses: number;
  quotes: number;
  callOuts: number;
  /** Charts and tables. */
  figures: number;
}

/** A report as its page and every file of it show it: figures counted now, extracts checked now. */
export interface ReportModel {
  id: number;
  title: string;
  createdAt: string;
  revision: number;
  parts: ReportPart[];
  /** The quotes that must not be printed. */
  failing: Quote[];
  /** The parts that print something else than an author accepted. */
  stale: LivePart[];
  /** Where something is missing, for the author to settle before anything is printed. */
  gaps: Gap[];
  sources: Source[];
  /** What a reader must know of the quotes and figures, a sentence each. */
  notes: string[];
}

/** Says nothing of why: a reason would be read as one word of the comment. */
const flaggedFault =
  'Somebody has flagged this comment because a person may be at risk. It cannot be quoted until that is settled.';
const waitingFault =
  'This comment may tell of somebody at risk, and nobody has looked at it yet. It cannot be quoted until that is settled.';

export function faultOf(
  { flagged, waiting, text }: QuotableComment,
  extract: string,
): string | null {
  if (flagged) return flaggedFault;
  if (waiting) return waitingFault;
  const checked = checkExtract(text, extract);
  return checked.ok ? null : checked.fault;
}

type LiveOf<K extends Live['of']> = Extract<Live, { of: K }>;

/** A part with what it refers to now, and what has become of that. */
interface LoadedPart {
  part: StoredPart;
  live: Live | null;
  stale: Stale | null;
  /** Whether the viewer may read what it quotes. */
  mayRead: boolean;
  /** What of a quote could identify somebody. */
  findings: PartFinding[];
}

/** What every part has, whatever it shows. */
const keptOf = ({ part: { id, revision }, stale }: LoadedPart) => ({ id, revision, stale });

function quoteOf(loaded: LoadedPart, { comment }: LiveOf<'comment'>, ofSamePerson: number): Quote {
  const { part, mayRead, findings } = loaded;
  const extract = part.extract ?? '';
  const { question, survey, waveId, wave } = comment;
  return {
    ...keptOf(loaded),
    kind: 'quote',
    extract: mayRead ? extract : '',
    attribution: comment.attribution,
    commentId: comment.id,
    question,
    survey,
    waveId,
    wave,
    status: part.status,
    approvedBy: part.approvedBy,
    approvedExtract: mayRead ? part.approvedExtract : null,
    fault: faultOf(comment, extract),
    flagged: comment.flagged,
    waiting: comment.waiting,
    ofSamePerson,
    findings: mayRead ? findings : [],
  };
}

function drawnOf(loaded: LoadedPart, { source, figure }: LiveOf<'figure'>): ChartPart | TablePart {
  const { chart, ...of } = figure;
  const drawn = { ...keptOf(loaded), ...of, href: pageOfSource(source) };
  return loaded.part.kind === 'table'
    ? { ...drawn, kind: 'table', ...chartTable(chart) }
    : { ...drawn, kind: 'chart', chart, alt: altText(chart), image: imageOfSource(source) };
}

const gapOf = ({ id, revision, fallenAt }: StoredPart, place: number, why: string): Gap => ({
  kind: 'gap',
  id,
  revision,
  place,
  fallenAt,
  why,
});

interface Waved {
  survey: string;
  waveId: number;
  wave: string;
  counts: 'quotes' | 'callOuts' | 'figures';
}

/** The waves that a part is of. */
function wavesOfPart(part: ReportPart): Waved[] {
  if (!isLive(part)) return [];
  if (part.kind === 'chart' || part.kind === 'table') {
    const { survey, waves } = part;
    return waves.map(({ id, name }) => ({ survey, waveId: id, wave: name, counts: 'figures' }));
  }
  const { survey, waveId, wave } = part;
  return [{ survey, waveId, wave, counts: part.kind === 'quote' ? 'quotes' : 'callOuts' }];
}

async function sourcesOf(db: Db, parts: readonly ReportPart[]): Promise<Source[]> {
  const sources = new Map<number, Source>();
  for (const { waveId, survey, wave, counts } of parts.flatMap(wavesOfPart)) {
    const source = sources.get(waveId) ?? {
      survey,
      wave,
      responses: await waveResponses(db, waveId),
      quotes: 0,
      callOuts: 0,
      figures: 0,
    };
    source[counts] += 1;
    sources.set(waveId, source);
  }
  const name = ({ survey, wave }: Source) => `${survey} ${wave}`;
  return [...sources.values()].sort((a, b) => name(a).localeCompare(name(b), 'en-GB'));
}

const person = (live: Live | null) =>
  live?.of === 'comment' ? `${live.comment.importId}/${live.comment.position}` : null;

const kindWords: Partial<Record<PartKind, string>> = { quote: 'quote', call_out: 'call-out' };

/** A part as it is shown, at its place. */
function partOf(loaded: LoadedPart, at: number, all: readonly LoadedPart[]): ReportPart {
  const { part, live } = loaded;
  const body = part.body ?? '';
  if (part.kind === 'section') return { ...keptOf(loaded), kind: 'section', heading: body };
  if (part.kind === 'text') return { ...keptOf(loaded), kind: 'text', markdown: body };
  if (part.fallenAt !== null) {
    const erased = `Its response was erased on ${formatDate(part.fallenAt)}.`;
    return gapOf(part, at + 1, `A quote was here. ${erased}`);
  }
  const what = kindWords[part.kind] ?? part.kind;
  // Only the database can have lost what it referred to: what is printed must not lack it unseen.
  if (live === null) return gapOf(part, at + 1, `A ${what} was here. What it showed is lost.`);
  if (live.of === 'measure') return { ...live.callOut, ...keptOf(loaded) };
  if (live.of === 'figure') return drawnOf(loaded, live);
  if (live.of === 'nothing')
    return gapOf(part, at + 1, `A ${what} was here that cannot be made any more. ${live.why}`);
  const others = all.filter((one) => one !== loaded && person(one.live) === person(live));
  return quoteOf(loaded, live, others.length);
}

async function loadParts(db: Db, viewer: Sight, stored: readonly StoredPart[]) {
  const all = await livePartsOf(db, viewer, stored);
  const quotes = stored.flatMap((part, at) => {
    const live = all[at];
    return live?.of === 'comment' ? [{ part, comment: live.comment }] : [];
  });
  const identified = await identifyQuotes(db, quotes);
  const loaded: LoadedPart[] = [];
  for (const [at, part] of stored.entries()) {
    const live = all[at] ?? null;
    const isFlagged = live?.of === 'comment' && live.comment.flagged;
    const mayRead = !isFlagged || may(viewer, 'flagged_comments');
    const stale = live && mayRead ? await staleOf(db, viewer, part, live) : null;
    loaded.push({ part, live, stale, mayRead, findings: identified.get(part.id) ?? [] });
  }
  return loaded;
}

/** @throws ViewfinderError `not_found`. */
export async function reportModel(db: Db, viewer: Sight, reportId: number): Promise<ReportModel> {
  const { id, title, createdAt, revision } = await findReport(db, viewer, reportId);
  const loaded = await loadParts(db, viewer, await listParts(db, id));
  const parts = loaded.map((one, at) => partOf(one, at, loaded));
  return {
    id,
    title,
    createdAt,
    revision,
    parts,
    failing: parts.filter((part) => part.kind === 'quote').filter(({ fault }) => fault),
    stale: parts.filter(isLive).filter(({ stale }) => stale),
    gaps: parts.filter((part) => part.kind === 'gap'),
    sources: await sourcesOf(db, parts),
    notes: notesOn(parts, rulesOf(db)),
  };
}

/** The flagged comments whose words the model holds, by id. */
export const flaggedShown = ({ parts }: ReportModel): number[] =>
  parts.flatMap((part) =>
    part.kind === 'quote' && part.flagged && part.extract !== '' ? [part.commentId] : [],
  );
