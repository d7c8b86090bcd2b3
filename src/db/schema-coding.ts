import type { Generated } from 'kysely';

type JsonText = string;
type Instant = string;

/** One version of a code frame. */
export interface FrameTable {
  id: Generated<number>;
  name: string;
  version: string;
  /** One is in use, and at most one is a draft, which is edited. */
  state: Generated<'draft' | 'current' | 'past'>;
  origin: Generated<'shipped' | 'edited' | 'imported'>;
  basedOnId: number | null;
  /** The whole frame as `FrameContent`; null for one of before, which came with the program. */
  content: JsonText | null;
  note: string | null;
  createdAt: Instant | null;
  createdBy: string | null;
  /** How often a draft was saved, by whom last, and when. */
  revision: Generated<number>;
  changedAt: Instant | null;
  changedBy: string | null;
  /** Keys of themes merged into others, each with the key of the one that takes its comments. */
  merged: Generated<JsonText>;
  putToUseAt: Instant | null;
}

export interface ThemeTable {
  id: Generated<number>;
  frameId: number;
  key: string;
  name: string;
  definition: string;
  position: number;
  parentKey: string | null;
}

export interface TagTable {
  commentId: number;
  themeId: number;
  source: 'rule' | 'model' | 'person';
  evidence: JsonText;
  /** 0 to 1; null for rules and people. */
  confidence: number | null;
}

export interface SentimentTable {
  commentId: number;
  label: string;
  probability: number;
  source: string;
  evidence: JsonText;
  /** 0 nothing bad to 3 severe; null where nobody has looked yet. */
  criticality: number | null;
}

/** A person's word on a theme of a comment: it outlives every version of a frame. */
export interface ThemeJudgementTable {
  commentId: number;
  themeKey: string;
  /** 1 where it applies, 0 where it does not. */
  applies: number;
  /** Spans marked by the person. */
  evidence: JsonText;
  accountId: number | null;
  accountName: string;
  judgedAt: Instant;
}

/** `before` and `after` never hold a word of the comment. */
export interface CodingDecisionTable {
  id: Generated<number>;
  commentId: number;
  kind: 'theme' | 'sentiment' | 'risk' | 'reviewed';
  themeKey: string | null;
  before: JsonText;
  after: JsonText;
  /** 1 where the program had found otherwise. */
  differs: Generated<number>;
  accountId: number | null;
  accountName: string;
  decidedAt: Instant;
  undoneAt: Instant | null;
}

export interface ReviewedCommentTable {
  commentId: number;
  accountId: number | null;
  accountName: string;
  reviewedAt: Instant;
}

/** A comment on somebody's screen, or passed over by them, for a while. */
export interface ReviewClaimTable {
  commentId: number;
  accountId: number;
  isSkipped: number;
  until: Instant;
}

/** What says that someone may be at risk, and what a person made of it. */
export interface RiskHitTable {
  commentId: number;
  /** Each kind once, the worst first. */
  kinds: JsonText;
  /** The place of the worst of them among the kinds of risk: 0 is the worst there is. */
  worst: number;
  /** What was found, with the words, so that a decision on other words is known for one. */
  evidence: JsonText;
  foundAt: Instant;
  /** Null until a person has looked; a comment cannot be quoted before. */
  outcome: string | null;
  settledBy: string | null;
  settledAt: Instant | null;
}

export interface CodingRoundTable {
  id: Generated<number>;
  name: string;
  frameId: number;
  themeKeys: JsonText;
  /** How the comments were chosen. */
  selection: JsonText;
  seed: number;
  state: 'coding' | 'settling' | 'closed';
  createdBy: string;
  createdAt: Instant;
  closedAt: Instant | null;
}

export interface CodingRoundCommentTable {
  roundId: number;
  commentId: number;
  position: number;
  /** What the program had found when the round began. */
  machine: JsonText;
}

export interface CodingRoundCoderTable {
  roundId: number;
  accountId: number;
  accountName: string;
}

export interface RoundCodingTable {
  roundId: number;
  commentId: number;
  accountId: number;
  themeKeys: JsonText;
  sentiment: string | null;
  savedAt: Instant;
}

/** What coders settled on for a comment. */
export interface GoldCodingTable {
  commentId: number;
  roundId: number;
  themeKeys: JsonText;
  sentiment: string | null;
  settledBy: string;
  settledAt: Instant;
}

/** Models of themes learned from confirmed tags; at most one is on. */
export interface ThemeModelTable {
  id: Generated<number>;
  frameId: number;
  state: 'on' | 'off';
  report: JsonText;
  weights: Uint8Array;
  createdBy: string;
  createdAt: Instant;
}
