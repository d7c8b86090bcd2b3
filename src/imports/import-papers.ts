import { z } from 'zod';
import { missingKinds, polarities } from '../surveys/words.js';
import {
  columnRoles,
  mappingSchema,
  rowDoubts,
  type ColumnRole,
  type Mapping,
  type Problem,
} from './import-types.js';
import type { QuestionCounts } from './prepare/count-cells.js';
import type { ProblemKind } from './prepare/problem-kinds.js';
import type { ColumnDescription } from './columns/describe-columns.js';
import type { DoubtfulRows } from './columns/doubtful-rows.js';
import type { UpdateSummary } from './updates/update-summary.js';

/** The JSON papers kept with an import: what was recognised, what was changed, what was found. */

/** Written by the program alone, so read back without a second check. */
export interface ImportProfile {
  layoutName: string;
  sheet: string;
  rows: number;
  evidence: string[];
  notes: string[];
  columns: ColumnDescription[];
  doubtful: DoubtfulRows[];
}

export interface ImportReport {
  rowsRead: number;
  responses: number;
  excluded: { reason: string; count: number }[];
  closedQuestions: number;
  attributes: number;
  openQuestions: number;
  comments: number;
  droppedColumns: number;
  groups: { name: string; count: number }[];
  problems: Problem[];
  /** What is done to responses that the wave has already; responses and comments above are the new ones alone. */
  update?: UpdateSummary | undefined;
  /** Of each kind, listed above or not; earlier versions kept no counts. */
  problemCounts?: Partial<Record<ProblemKind, number>>;
  counts?: QuestionCounts[];
  columns?: ReportColumn[];
}

/** One column of the file and what was made of it. */
export interface ReportColumn {
  letter: string;
  question: string;
  role: ColumnRole;
  reason: string;
  confidence: 'high' | 'medium' | 'low';
}

const judgementsSchema = z
  .array(z.object({ from: z.string(), to: z.string(), isSame: z.boolean() }))
  .optional();

const mappingEditsSchema = z.object({
  columns: z.array(
    z.object({
      position: z.number().int().min(0),
      role: z.enum(columnRoles),
      kind: z.enum(['single', 'scale', 'multiple']).optional(),
    }),
  ),
  questions: z.array(
    z.object({
      key: z.string(),
      options: z.array(
        z.object({
          label: z.string(),
          polarity: z.enum(polarities),
          missing: z.enum(missingKinds).optional(),
        }),
      ),
      askedOfAll: z.boolean(),
      dontKnowInBase: z.boolean(),
      renamed: judgementsSchema,
    }),
  ),
  renamed: judgementsSchema,
  leaveOut: z.array(z.enum(rowDoubts)).readonly().optional(),
});
export type MappingEdits = z.infer<typeof mappingEditsSchema>;

const parseJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** An import may wait for its officer while Viewfinder is upgraded: earlier profiles said less. */
interface EarlierProfile extends Omit<ImportProfile, 'columns' | 'doubtful'> {
  doubtful?: DoubtfulRows[];
  columns: (Omit<ColumnDescription, 'examples' | 'range'> & {
    examples: (string | ColumnDescription['examples'][number])[];
    range?: ColumnDescription['range'];
  })[];
}

export function parseProfile(text: string | null): ImportProfile | null {
  const kept = parseJson(text) as EarlierProfile | null;
  if (kept === null) return null;
  const columns = kept.columns.map(({ range = null, examples, ...column }) => ({
    ...column,
    range,
    examples: examples.map((one) => (typeof one === 'string' ? { text: one, count: 1 } : one)),
  }));
  return { ...kept, columns, doubtful: kept.doubtful ?? [] };
}
export const parseReport = (text: string | null) => parseJson(text) as ImportReport | null;
export const parseMapping = (text: string | null): Mapping | null =>
  text === null ? null : mappingSchema.parse(JSON.parse(text));
export const parseMappingEdits = (text: string | null): MappingEdits | null =>
  text === null ? null : mappingEditsSchema.parse(JSON.parse(text));
