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
