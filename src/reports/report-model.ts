import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { measureFigure } from '../statistics/measure-figures.js';
import { changedSince } from '../statistics/measure-history.js';
import { waveResponses } from '../statistics/rate-queries.js';
import { attribution } from '../surveys/attribution.js';
import { callOutOf, type CallOut } from './call-out.js';
import { checkExtract } from './extract.js';
import { listParts, type StoredPart } from './part-queries.js';
import { quotedComments, type QuotableComment } from './quote-queries.js';
import { notesOn } from './report-notes.js';
import { findReport } from './report-queries.js';

export interface Quote {
  kind: 'quote';
  id: number;
  extract: string;
  /** "(Child's view from fostering survey)" */
  attribution: string;
  commentId: number;
  question: string;
  survey: string;
  waveId: number;
  wave: string;
  /** Why it must not be printed: not verbatim any more, flagged, or may tell of risk; null while it may. */
  fault: string | null;
  /** Its words are blank for those who must not read a flagged comment. */
  flagged: boolean;
  /** It may tell of risk, and nobody has looked yet. */
  waiting: boolean;
  /** Other quotes of the report that are of the same response. */
  ofSamePerson: number;
}

/** Where a quote was whose response has been erased. */
export interface Gap {
  kind: 'gap';
  id: number;
  /** Its place in the report, from 1. */
  place: number;
  fallenAt: string;
}

export type ReportPart = Quote | CallOut | Gap;

/** A wave that the report draws on. */
export interface Source {
  survey: string;
  wave: string;
  /** Responses received. */
  responses: number;
  quotes: number;
  callOuts: number;
}

/** A report as its page and every file of it show it: figures counted now, extracts checked now. */
export interface ReportModel {
  id: number;
  title: string;
  createdAt: string;
  parts: ReportPart[];
  /** The quotes that must not be printed. */
  failing: Quote[];
  /** Where quotes have fallen, for the author to settle before anything is printed. */
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

function faultOf({ flagged, waiting, text }: QuotableComment, extract: string): string | null {
  if (flagged) return flaggedFault;
  if (waiting) return waitingFault;
  const checked = checkExtract(text, extract);
  return checked.ok ? null : checked.fault;
}

function quoteOf(
  part: StoredPart,
  { comment, mayRead }: { comment: QuotableComment; mayRead: boolean },
  others: StoredPart[],
): Quote {
  const extract = part.extract ?? '';
  const { question, survey, waveId, wave } = comment;
  return {
    kind: 'quote',
    id: part.id,
    extract: mayRead ? extract : '',
    attribution: attribution(comment.groupKey, survey),
    commentId: comment.id,
    question,
    survey,
    waveId,
    wave,
    fault: faultOf(comment, extract),
    flagged: comment.flagged,
    waiting: comment.waiting,
    ofSamePerson: others.length,
  };
}

async function sourcesOf(db: Db, parts: readonly ReportPart[]): Promise<Source[]> {
  const sources = new Map<number, Source>();
  for (const part of parts) {
    if (part.kind === 'gap') continue;
    const { kind, waveId, survey, wave } = part;
    const source = sources.get(waveId) ?? {
      survey,
      wave,
      responses: await waveResponses(db, waveId),
      quotes: 0,
      callOuts: 0,
    };
    source[kind === 'quote' ? 'quotes' : 'callOuts'] += 1;
    sources.set(waveId, source);
  }
  const name = ({ survey, wave }: Source) => `${survey} ${wave}`;
  return [...sources.values()].sort((a, b) => name(a).localeCompare(name(b), 'en-GB'));
}

/** The call-outs by part, as they are for publication, whoever looks. */
async function callOutsOf(db: Db, viewer: Sight, stored: readonly StoredPart[]) {
  const callOuts = new Map<number, CallOut>();
  for (const { id, measureId, createdAt } of stored) {
    if (measureId === null) continue;
    const measure = await measureFigure(db, viewer, measureId, 'publication');
    callOuts.set(
      id,
      callOutOf(id, measure, rulesOf(db), await changedSince(db, measure, createdAt)),
    );
  }
  return callOuts;
}

/** @throws ViewfinderError `not_found`. */
export async function reportModel(db: Db, viewer: Sight, reportId: number): Promise<ReportModel> {
  const { id, title, createdAt } = await findReport(db, viewer, reportId);
  const stored = await listParts(db, id);
  const comments = await quotedComments(db, id);
  const callOuts = await callOutsOf(db, viewer, stored);
  const person = (part: StoredPart) => {
    const comment = comments.get(part.commentId ?? 0);
    return comment && `${comment.importId}/${comment.position}`;
  };
  const parts = stored.flatMap((part, i): ReportPart[] => {
    const { fallenAt } = part;
    if (fallenAt !== null) return [{ kind: 'gap', id: part.id, place: i + 1, fallenAt }];
    const callOut = callOuts.get(part.id);
    if (callOut) return [callOut];
    const comment = comments.get(part.commentId ?? 0);
    if (!comment) return [];
    const others = stored.filter((one) => one !== part && person(one) === person(part));
    const mayRead = !comment.flagged || may(viewer, 'flagged_comments');
    return [quoteOf(part, { comment, mayRead }, others)];
  });
  const failing = parts.filter((part) => part.kind === 'quote').filter(({ fault }) => fault);
  return {
    id,
    title,
    createdAt,
    parts,
    failing,
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
