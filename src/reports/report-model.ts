import type { Db } from '../db/schema.js';
import { measureFigure, type MeasureFigure } from '../statistics/measure-figures.js';
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
  /** Why the extract is not verbatim any more; null while it is. */
  fault: string | null;
  /** Other quotes of the report that are of the same response. */
  ofSamePerson: number;
}

export type ReportPart = Quote | CallOut;

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
  sources: Source[];
  /** What a reader must know of the quotes and figures, a sentence each. */
  notes: string[];
}

function quoteOf(part: StoredPart, comment: QuotableComment, others: StoredPart[]): Quote {
  const extract = part.extract ?? '';
  const checked = checkExtract(comment.text, extract);
  const { question, survey, waveId, wave } = comment;
  return {
    kind: 'quote',
    id: part.id,
    extract,
    attribution: attribution(comment.groupKey, survey),
    commentId: comment.id,
    question,
    survey,
    waveId,
    wave,
    fault: checked.ok ? null : checked.fault,
    ofSamePerson: others.length,
  };
}

async function sourcesOf(db: Db, parts: readonly ReportPart[]): Promise<Source[]> {
  const sources = new Map<number, Source>();
  for (const { kind, waveId, survey, wave } of parts) {
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

async function measuresOf(db: Db, stored: readonly StoredPart[]) {
  const figures = new Map<number, MeasureFigure>();
  for (const { measureId } of stored) {
    if (measureId !== null) figures.set(measureId, await measureFigure(db, measureId));
  }
  return figures;
}

/** @throws ViewfinderError `not_found`. */
export async function reportModel(db: Db, reportId: number): Promise<ReportModel> {
  const { id, title, createdAt } = await findReport(db, reportId);
  const stored = await listParts(db, id);
  const comments = await quotedComments(db, id);
  const figures = await measuresOf(db, stored);
  const person = (part: StoredPart) => {
    const comment = comments.get(part.commentId ?? 0);
    return comment && `${comment.importId}/${comment.position}`;
  };
  const parts = stored.flatMap((part): ReportPart[] => {
    const figure = figures.get(part.measureId ?? 0);
    if (figure) return [callOutOf(part.id, figure)];
    const comment = comments.get(part.commentId ?? 0);
    if (!comment) return [];
    const others = stored.filter((one) => one !== part && person(one) === person(part));
    return [quoteOf(part, comment, others)];
  });
  const failing = parts.filter((part) => part.kind === 'quote').filter(({ fault }) => fault);
  return {
    id,
    title,
    createdAt,
    parts,
    failing,
    sources: await sourcesOf(db, parts),
    notes: notesOn(parts),
  };
}

/** The numbers of the comments that a report quotes. */
export const quotedIn = ({ parts }: ReportModel): number[] =>
  parts.flatMap((part) => (part.kind === 'quote' ? [part.commentId] : []));
