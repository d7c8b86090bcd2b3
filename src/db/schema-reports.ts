import type { Generated } from 'kysely';

/** Text columns that hold JSON are named so here; queries parse them before handing them on. */
type JsonText = string;
/** ISO 8601, UTC. */
type Instant = string;

export interface MeasureTable {
  id: Generated<number>;
  name: string;
  surveyId: number;
  waveId: number;
  questionId: number;
  optionCodes: JsonText;
  /** Respondent group keys as a JSON array; empty for every group. */
  groupKeys: JsonText;
  dontKnowInBase: number;
  /** What follows the figure in its call-out: "of young people … had been restrained". */
  statement: string;
  createdAt: Instant;
  /** The figure as it stood when its responses were purged, and when that was. */
  keptFigure: JsonText | null;
  keptAt: Instant | null;
  /** See `Counted` in statistics/measure-queries. */
  counted: Generated<'options' | 'negative' | 'top_two' | 'mean'>;
  /** Of a mean: the score of each option, as JSON pairs of code and score. */
  scores: JsonText | null;
  /** 1 where each of the groups has a figure of its own. */
  groupsApart: Generated<number>;
  /** Of whom besides, as a `Condition`; null for all. */
  condition: JsonText | null;
  /** Further waves that the figure is made for, oldest first. */
  otherWaveIds: Generated<JsonText>;
  /** As edited; null where the program writes them. */
  baseWords: string | null;
  sentence: string | null;
}

/** One figure that a measure has had. */
export interface MeasureValueTable {
  id: Generated<number>;
  measureId: number;
  recordedAt: Instant;
  accountName: string;
  figure: JsonText;
  /** What it was counted from: definition, imports, revision. */
  basis: JsonText;
  reasons: JsonText;
}

/** How many were invited to a wave; `groupKey` '' for all of them. */
export interface WaveInvitedTable {
  waveId: number;
  groupKey: string;
  invited: number;
}

/** What a person has said of comparing a question's waves. */
export interface ComparabilityTable {
  questionId: number;
  waveId: number;
  earlierWaveId: number;
  comparable: number;
  note: string;
  accountName: string;
  decidedAt: Instant;
  /** What the program had found by then: sentences as a JSON array. */
  findings: JsonText;
}

/** A table that has left, and which of its cells it withheld. */
export interface ReleasedTable {
  id: Generated<number>;
  waveId: number;
  /** The wave's when the table was made. */
  revision: number;
  /** Which table it is of the wave. */
  key: string;
  contents: JsonText;
  releasedAt: Instant;
}

export interface ReportTable {
  id: Generated<number>;
  title: string;
  createdAt: Instant;
  /** Counts up with every change of the report or of a part. */
  revision: Generated<number>;
}

export type PartKind = 'section' | 'text' | 'quote' | 'call_out' | 'chart' | 'table';
export type QuoteStatus = 'draft' | 'ready' | 'approved' | 'withdrawn';

export interface ReportPartTable {
  id: Generated<number>;
  reportId: number;
  position: number;
  kind: PartKind;
  commentId: number | null;
  extract: string | null;
  measureId: number | null;
  createdAt: Instant;
  /** When the quote's comment was erased; its words are gone, its place stays until an author has seen it. */
  fallenAt: Instant | null;
  /** A section's heading, or the Markdown of a text. */
  body: string | null;
  /** Which chart or table. */
  source: JsonText | null;
  /** What the part printed when an author last accepted it. */
  accepted: JsonText | null;
  /** Counts up with every change of the part. */
  revision: Generated<number>;
  status: Generated<QuoteStatus>;
  /** The extract as it was approved, word for word. */
  approvedExtract: string | null;
  approvedById: number | null;
  approvedBy: string | null;
  approvedAt: Instant | null;
  /** What a chart or table draws on, for the queries that ask; the rest is in `source`. */
  surveyId: number | null;
  waveId: number | null;
  questionId: number | null;
  /** Who wrote it last, where it has been changed. */
  changedBy: string | null;
  changedAt: Instant | null;
}

/** A part that was taken out of a report and can be put back. */
export interface RemovedPartTable {
  id: Generated<number>;
  reportId: number;
  commentId: number | null;
  measureId: number | null;
  /** The part that it stood after. */
  afterId: number | null;
  removedAt: Instant;
  accountName: string;
  /** The part with what hangs on it. */
  contents: JsonText;
}

/** Why a detail was redacted; `place` counts the redactions of the extract from 0. */
export interface QuoteRedactionTable {
  partId: number;
  place: number;
  mark: string;
  reason: string;
}

/** A detail that could identify somebody and that a person decided to leave. */
export interface QuoteKeptDetailTable {
  partId: number;
  kind: string;
  /** As it stands in the extract. */
  detail: string;
  reason: string;
  accountName: string;
  decidedAt: Instant;
}

/** What happened to a quote: a status that it got, or what somebody said while it had it. */
export interface QuoteEventTable {
  id: Generated<number>;
  partId: number;
  at: Instant;
  accountName: string;
  status: QuoteStatus;
  note: string | null;
}

/** Words that a quote has had, and who wrote them. */
export interface QuoteVersionTable {
  id: Generated<number>;
  partId: number;
  at: Instant;
  accountId: number | null;
  accountName: string;
  /** Null where what stood there then is not known. */
  extract: string | null;
}

/** How a deployment words whose view a quote is. */
export interface AttributionFormTable {
  groupKey: string;
  singular: string;
  plural: string;
}
export interface AttributionPatternTable {
  id: 1;
  pattern: string;
}
