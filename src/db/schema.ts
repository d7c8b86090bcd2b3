import type { Generated, GeneratedAlways, Kysely } from 'kysely';
import type {
  CodingDecisionTable,
  CodingRoundCoderTable,
  CodingRoundCommentTable,
  CodingRoundTable,
  FrameTable,
  GoldCodingTable,
  ReviewClaimTable,
  ReviewedCommentTable,
  RiskHitTable,
  RoundCodingTable,
  SentimentTable,
  TagTable,
  ThemeJudgementTable,
  ThemeModelTable,
  ThemeTable,
} from './schema-coding.js';
import type {
  AccountTable,
  ApiTokenTable,
  AuditTable,
  CommentFlagTable,
  SessionTable,
  SurveyAccessTable,
  TeamMemberTable,
  TeamTable,
} from './schema-people.js';
import type { JobTable } from './schema-jobs.js';
import type {
  AnswerChangeTable,
  CommentChangeTable,
  QuestionWordingTable,
  ResponseUpdateTable,
  SameNumbers,
} from './schema-updates.js';
import type {
  AttributionFormTable,
  AttributionPatternTable,
  ComparabilityTable,
  MeasureTable,
  MeasureValueTable,
  QuoteEventTable,
  QuoteVersionTable,
  QuoteKeptDetailTable,
  QuoteRedactionTable,
  ReleasedTable,
  RemovedPartTable,
  ReportPartTable,
  ReportTable,
  WaveInvitedTable,
} from './schema-reports.js';
import type {
  LiveTopicTable,
  SavedSearchLookTable,
  SavedSearchTable,
  TopicTagTable,
} from './schema-searches.js';
import type { QuestionKind, QuestionRole, Polarity } from '../surveys/words.js';

/** Text columns that hold JSON are named so here; queries parse them before handing them on. */
type JsonText = string;
/** ISO 8601, UTC. */
type Instant = string;

export interface SurveyTable {
  id: Generated<number>;
  name: string;
  /** 1 where only those of `surveyAccess` may see it. */
  restricted: Generated<number>;
  createdAt: Instant;
}

export interface WaveTable {
  id: Generated<number>;
  surveyId: number;
  name: string;
  createdAt: Instant;
  /** Day ("2027-03-31") after which the responses are to be removed. */
  retainUntil: string | null;
  purgedAt: Instant | null;
  /** Grows with every change of the wave's answers, or of how they count. */
  revision: Generated<number>;
  /** The same for its answers alone. */
  answersRevision: Generated<number>;
}

export interface QuestionTable {
  id: Generated<number>;
  surveyId: number;
  /** The wording folded by `questionKey`, so that the same question is one row in every wave. */
  key: string;
  text: string;
  kind: QuestionKind;
  /** What an attribute stands for; null for questions proper and other attributes. */
  role: QuestionRole | null;
  position: number;
  /** "Asked of those who said …": that question, and its option codes as a JSON array. */
  baseQuestionId: number | null;
  baseCodes: JsonText | null;
  dontKnowInBase: Generated<number>;
  /** Of whom its figures are, as a `Condition`; null where the routing says it. */
  baseRule: JsonText | null;
  /** The base in words as edited; null where the program writes them. */
  baseWords: string | null;
}

export interface OptionTable {
  id: Generated<number>;
  questionId: number;
  code: number;
  label: string;
  polarity: Polarity;
  position: number;
}

export type ImportState =
  | 'reading'
  | 'mapping'
  | 'checking'
  | 'checked'
  | 'importing'
  | 'published'
  | 'undoing'
  | 'undone'
  | 'purging'
  | 'purged'
  | 'failed';

export interface ImportTable {
  id: Generated<number>;
  waveId: number;
  state: ImportState;
  /** The name the officer's file had: shown, never used as a path. */
  fileName: string;
  fileSha256: string;
  fileBytes: number;
  /** The file's name in the uploads folder while it is needed. */
  uploadName: string | null;
  /** The key of the stored file and of the papers of an import under way; once it is imported, that of a kept file, sealed. */
  uploadKey: string | null;
  /** Set where the officer said that the whole file is of one respondent group. */
  groupKey: string | null;
  layout: string | null;
  profile: JsonText | null;
  mapping: JsonText | null;
  /** What the officer changed in the mapping, until the worker has worked it in. */
  mappingEdits: JsonText | null;
  report: JsonText | null;
  responseCount: Generated<number>;
  commentCount: Generated<number>;
  createdAt: Instant;
  publishedAt: Instant | null;
  /** The version of the frame that its comments are coded by; null where that is to be done again. */
  codedBy: number | null;
  /** What the officer says of response numbers that the wave has already; null where it is left to the evidence. */
  sameNumbers: SameNumbers | null;
}

export interface AnswerColumnTable {
  importId: number;
  questionId: number;
  /** The option of a multiple choice; -1 for every other kind. */
  optionCode: number;
  encoding: 'u8' | 'u16' | 'f64';
  cells: Uint8Array;
}

export interface ResponseTable {
  importId: number;
  /** 0-based place of the response in every answer column of its import. */
  position: number;
  /** 1-based row of the sheet that the response came from. */
  sourceRow: number;
  platformId: string | null;
}

export interface CommentTable {
  id: Generated<number>;
  importId: number;
  surveyId: number;
  waveId: number;
  questionId: number;
  position: number;
  groupKey: string | null;
  text: string;
  /** Runs of characters between white space; the database works it out. */
  words: GeneratedAlways<number>;
}

export interface Schema {
  account: AccountTable;
  team: TeamTable;
  teamMember: TeamMemberTable;
  surveyAccess: SurveyAccessTable;
  session: SessionTable;
  apiToken: ApiTokenTable;
  audit: AuditTable;
  commentFlag: CommentFlagTable;
  savedSearch: SavedSearchTable;
  savedSearchLook: SavedSearchLookTable;
  liveTopic: LiveTopicTable;
  topicTag: TopicTagTable;
  survey: SurveyTable;
  wave: WaveTable;
  question: QuestionTable;
  option: OptionTable;
  import: ImportTable;
  answerColumn: AnswerColumnTable;
  response: ResponseTable;
  comment: CommentTable;
  sentiment: SentimentTable;
  frame: FrameTable;
  theme: ThemeTable;
  tag: TagTable;
  codingDecision: CodingDecisionTable;
  codingRoundCoder: CodingRoundCoderTable;
  codingRoundComment: CodingRoundCommentTable;
  codingRound: CodingRoundTable;
  goldCoding: GoldCodingTable;
  reviewedComment: ReviewedCommentTable;
  reviewClaim: ReviewClaimTable;
  riskHit: RiskHitTable;
  roundCoding: RoundCodingTable;
  themeJudgement: ThemeJudgementTable;
  themeModel: ThemeModelTable;
  measure: MeasureTable;
  measureValue: MeasureValueTable;
  waveInvited: WaveInvitedTable;
  comparability: ComparabilityTable;
  releasedTable: ReleasedTable;
  report: ReportTable;
  reportPart: ReportPartTable;
  removedPart: RemovedPartTable;
  quoteRedaction: QuoteRedactionTable;
  quoteKeptDetail: QuoteKeptDetailTable;
  quoteEvent: QuoteEventTable;
  quoteVersion: QuoteVersionTable;
  attributionForm: AttributionFormTable;
  attributionPattern: AttributionPatternTable;
  job: JobTable;
  responseUpdate: ResponseUpdateTable;
  answerChange: AnswerChangeTable;
  commentChange: CommentChangeTable;
  questionWording: QuestionWordingTable;
}

/** A connection or a transaction on it; every `*-queries.ts` function takes one. */
export type Db = Kysely<Schema>;
