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
}

export interface ReportPartTable {
  id: Generated<number>;
  reportId: number;
  position: number;
  kind: 'quote' | 'call_out';
  commentId: number | null;
  extract: string | null;
  measureId: number | null;
  createdAt: Instant;
  /** When the quote's comment was erased; its words are gone, its place stays until an author has seen it. */
  fallenAt: Instant | null;
}
