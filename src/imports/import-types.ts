import { z } from 'zod';
import {
  missingKinds,
  polarities,
  type MissingKind,
  type QuestionKind,
  type QuestionRole,
} from '../surveys/words.js';
import type { AnswerCells, Encoding } from '../surveys/answer-codes.js';
import type { QuestionCounts } from './prepare/count-cells.js';
import type { ProblemKind, Severity } from './prepare/problem-kinds.js';

/** One sheet, every cell as text: numbers plain ("4.5"), dates ISO ("2013-02-28" or "2013-02-28T14:05:00"), blank ''. */
export interface SourceSheet {
  name: string;
  /** Rows may differ in length. Row 1 of the sheet is rows[0], blank rows included. */
  rows: string[][];
  /** Of a file with a dictionary (SPSS): its columns; then no row holds headers. */
  declared?: DeclaredColumn[];
}

/** What a file with a dictionary says of one of its columns. */
export interface DeclaredColumn {
  /** The variable's name. */
  code: string;
  /** The question's wording. */
  header: string;
  /** The option, in a multiple response set. */
  subheader: string;
  /** Labelled answers, given or not, in their order. */
  offered: string[];
  /** Cell texts that are declared to be no answer ("user-missing"). */
  missing: string[];
  known?: PlatformColumn;
}

export interface Workbook {
  format: 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'csv' | 'sav';
  sheets: SourceSheet[];
  /** What was assumed in reading, in plain sentences: encoding, separator, day-first dates. */
  notes: string[];
}

/** What the platform itself says a column is, before any guess. */
export type PlatformColumn = 'response_id' | 'date' | 'personal' | 'technical';

export interface TableColumn {
  /** Place in each of the table's rows; the letter is the sheet's, where blank columns count too. */
  position: number;
  letter: string;
  /** The question's wording; inherited from the left where the platform leaves it blank. */
  header: string;
  /** Option of a multiple choice or row of a grid; '' where there is none. */
  subheader: string;
  /** The platform's own code (QID1, PARTICIPANTTYPE[SQ001]); '' where there is none. */
  code: string;
  known?: PlatformColumn;
  /** The platform itself says that people wrote their own words here ("Open-Ended Response"). */
  freeText?: true;
  /** Answers that the file itself offers, given or not, in their order. */
  offered?: string[];
  /** Cell texts that the file itself declares to be no answer, and why there is none. */
  missing?: { text: string; kind: MissingKind }[];
}

/** A recognised export: columns, and one row a response. */
export interface SurveyTable {
  /** Platform key and name: 'smartsurvey', 'SmartSurvey'. */
  layout: string;
  layoutName: string;
  /** Why this layout was recognised, in plain sentences. */
  evidence: string[];
  sheet: string;
  columns: TableColumn[];
  /** Cells trimmed, every row as long as `columns`. */
  rows: string[][];
  /** 1-based row of the sheet for each of `rows`. */
  sourceRows: number[];
  /** Cell texts that this platform writes for "not asked" ('-' in SmartSurvey). */
  notAskedTexts: string[];
  /** Separator of several answers in one cell (';' Microsoft Forms, ', ' Google Forms), '' for none. */
  multipleSeparator: string;
  notes: string[];
}

export const columnRoles = [
  'response_id',
  'respondent_group',
  'provider',
  'region',
  'local_authority',
  'date',
  'closed',
  'multiple_part',
  'number',
  'open',
  'attribute',
  'personal',
  'ignore',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

const columnMappingSchema = z.object({
  position: z.number().int().min(0),
  role: z.enum(columnRoles),
  /** Of a closed column: one answer, a point on a scale, or several answers in one cell. */
  kind: z.enum(['single', 'scale', 'multiple']).optional(),
  /** Full wording of the question that the column belongs to; with a grid, "Question: row". */
  question: z.string(),
  /** How this file words the question, where the survey knows it by an earlier wording. */
  wording: z.string().optional(),
  /** The option that a part of a multiple choice stands for. */
  option: z.string().optional(),
  /** Why this role was guessed, in one plain sentence. */
  reason: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

const renamingSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Which words differ, and which answers are the same, in plain sentences. */
  evidence: z.string(),
  isSame: z.boolean(),
});
/** An earlier wording and a new one that may be the same question, or the same option. */
export type Renaming = z.infer<typeof renamingSchema>;

const comparisonSchema = z.object({
  /** Questions that are worded as before. */
  same: z.number().int(),
  added: z.array(z.string()),
  gone: z.array(z.string()),
  renamed: z.array(renamingSchema),
});
/** The questions of a file beside those of the earlier file of its survey that is most like it. */
export type Comparison = z.infer<typeof comparisonSchema>;

const optionMappingSchema = z.object({
  label: z.string(),
  /** Other wordings of it in this file. */
  wordings: z.array(z.object({ label: z.string(), count: z.number().int() })).optional(),
  polarity: z.enum(polarities),
  /** Set where the wording is a reason for no answer: "Don't know", "N/A". */
  missing: z.enum(missingKinds).optional(),
  count: z.number().int().min(0),
});

const questionMappingSchema = z.object({
  /** `questionKey` of the wording. */
  key: z.string(),
  text: z.string(),
  kind: z.enum(['single', 'scale', 'multiple']),
  options: z.array(optionMappingSchema),
  /** Why these polarities, in one plain sentence ("Agreeing with “too slow” is negative"). */
  reason: z.string(),
  /** How far the polarities can be trusted. */
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  /** "Asked of those who said …", guessed from where the question is blank. */
  base: z
    .object({
      questionKey: z.string(),
      labels: z.array(z.string()),
      reason: z.string(),
      confidence: z.enum(['high', 'medium', 'low']).optional(),
    })
    .nullable(),
  /** The officer says that the guessed base does not hold; it stays known, to be taken up again. */
  askedOfAll: z.boolean().optional(),
  dontKnowInBase: z.boolean(),
  /** The option that gathers answers which people wrote in; their words become comments. */
  writtenIn: z.string().optional(),
  /** The options beside those of the earlier import, where they differ. */
  compared: comparisonSchema.optional(),
});
export type QuestionMapping = z.infer<typeof questionMappingSchema>;

/** Why a row of a file may be no response that counts, the plainest reason first. */
export const rowDoubts = ['test', 'preview', 'spam', 'partial', 'empty'] as const;
export type RowDoubt = (typeof rowDoubts)[number];

/** A partial return's answers count, and one without any is still a return that was received. */
export const leftOutByDefault: readonly RowDoubt[] = ['test', 'preview', 'spam'];

/** The confirmed reading of an export: kept with its import and reused for the survey's next wave. */
export const mappingSchema = z.object({
  layout: z.string(),
  columns: z.array(columnMappingSchema),
  questions: z.array(questionMappingSchema),
  compared: comparisonSchema.optional(),
  /** Rows that are left out; `leftOutByDefault` where nothing is said. */
  leaveOut: z.array(z.enum(rowDoubts)).readonly().optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** One problem found by the checks. Never holds the text of a comment. */
export interface Problem {
  kind: ProblemKind;
  severity: Severity;
  sheet: string;
  /** 1-based row of the sheet; 0 where the problem is of a whole column or file. */
  row: number;
  /** Column letter; '' where the problem is of a whole row or file. */
  column: string;
  header: string;
  value: string;
  /** What is wrong, and what was or will be done, in one sentence each. */
  message: string;
  action: string;
}

export interface PreparedQuestion {
  key: string;
  text: string;
  kind: Exclude<QuestionKind, 'open'>;
  role: QuestionRole | null;
  /** Option i has the local code i in `cells`; the import renumbers to the survey's own codes. */
  options: { label: string; polarity: (typeof polarities)[number] }[];
  encoding: Encoding;
  /** One column, or one for each option of a multiple choice (1 chosen, 0 not, or a missing code). */
  columns: { option: number; cells: AnswerCells }[];
  base: { questionKey: string; labels: string[] } | null;
  dontKnowInBase: boolean;
}

/** Everything of a file that the import stores, ready and checked, nothing yet written. */
export interface PreparedImport {
  /** rowsRead = responses.length + the sum of excluded counts. */
  rowsRead: number;
  excluded: { reason: string; count: number }[];
  responses: { sourceRow: number; platformId: string | null; groupKey: string | null }[];
  questions: PreparedQuestion[];
  openQuestions: { key: string; text: string }[];
  comments: { position: number; questionKey: string; text: string }[];
  problems: Problem[];
  /** How many problems there are of each kind, listed above or not. */
  problemCounts: Partial<Record<ProblemKind, number>>;
  /** One for each question, attribute and open question: answered + each missing kind = responses. */
  counts: QuestionCounts[];
}
