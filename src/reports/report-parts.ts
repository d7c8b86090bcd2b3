import type { Selectable } from 'kysely';
import type { QuoteStatus, ReportPartTable } from '../db/schema-reports.js';
import type { Chart } from '../statistics/charts/chart.js';
import type { CallOut } from './call-out.js';
import type { PartFinding } from './identify/part-finding.js';
import type { ReportTableContent } from './chart-table.js';

export type StoredPart = Selectable<ReportPartTable>;

/** What a part printed when an author last accepted it, what it prints now, and why: sentences. */
export interface Stale {
  was: string;
  now: string;
  why: string[];
  /** Of what is printed now, so that nobody accepts what they have not seen. */
  mark: string;
}

/** What every part of a report has. */
interface Kept {
  id: number;
  /** The report's when the part was last changed. */
  revision: number;
  /** Null where it prints what an author accepted. */
  stale: Stale | null;
}

/** Begins a section: a heading of the second level. */
export interface Section extends Kept {
  kind: 'section';
  heading: string;
}

/** Markdown, whose headings count from the third level. */
export interface TextPart extends Kept {
  kind: 'text';
  markdown: string;
}

export interface Quote extends Kept {
  kind: 'quote';
  extract: string;
  /** "(Child's view from fostering survey)" */
  attribution: string;
  commentId: number;
  question: string;
  survey: string;
  waveId: number;
  wave: string;
  status: QuoteStatus;
  approvedBy: string | null;
  approvedExtract: string | null;
  /** Why it must not be printed: not verbatim any more, flagged, or may tell of risk; null while it may. */
  fault: string | null;
  /** Its words are blank for those who must not read a flagged comment. */
  flagged: boolean;
  /** It may tell of risk, and nobody has looked yet. */
  waiting: boolean;
  /** What could tell who somebody is, settled or not; none for those who must not read the words. */
  findings: PartFinding[];
  /** Other quotes of the report that are of the same response. */
  ofSamePerson: number;
}

export type CallOutPart = CallOut & Kept;

/** What a chart and a table draw on. */
interface Drawn extends Kept {
  /** The page of the chart. */
  href: string;
  surveyId: number;
  survey: string;
  /** The waves that it shows, with their names. */
  waves: { id: number; name: string }[];
}

export interface ChartPart extends Drawn {
  kind: 'chart';
  chart: Chart;
  alt: string;
  /** The address of the drawing, as SVG. */
  image: string;
}

export interface TablePart extends Drawn, ReportTableContent {
  kind: 'table';
}

/** Where something was that is there no more: a quote whose response was erased, a chart that cannot be drawn. */
export interface Gap {
  kind: 'gap';
  id: number;
  revision: number;
  /** Its place in the report, from 1. */
  place: number;
  /** Null where it is no quote that has fallen. */
  fallenAt: string | null;
  /** A sentence. */
  why: string;
}

export type LivePart = Quote | CallOutPart | ChartPart | TablePart;
export type ReportPart = Section | TextPart | LivePart | Gap;

export const isLive = (part: ReportPart): part is LivePart =>
  part.kind === 'quote' ||
  part.kind === 'call_out' ||
  part.kind === 'chart' ||
  part.kind === 'table';
