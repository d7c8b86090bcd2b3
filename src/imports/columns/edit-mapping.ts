import type { MissingKind, Polarity } from '../../surveys/words.js';
import {
  leftOutByDefault,
  type ColumnMapping,
  type ColumnRole,
  type Mapping,
  type QuestionMapping,
  type RowDoubt,
  type SurveyTable,
} from '../import-types.js';
import { buildQuestions } from './build-questions.js';

/** What an officer changed on the screen. */
export interface MappingChanges {
  columns: {
    position: number;
    role: ColumnRole;
    kind?: 'single' | 'scale' | 'multiple' | undefined;
  }[];
  questions: {
    key: string;
    options: { label: string; polarity: Polarity; missing?: MissingKind }[];
    askedOfAll: boolean;
    dontKnowInBase: boolean;
  }[];
  /** Rows to leave out, where that was asked. */
  leaveOut?: readonly RowDoubt[] | undefined;
}

function editQuestion(question: QuestionMapping, changes: MappingChanges): QuestionMapping {
  const change = changes.questions.find((candidate) => candidate.key === question.key);
  if (!change) return question;
  const edited = new Map(change.options.map((option) => [option.label, option]));
  return {
    ...question,
    options: question.options.map((option) => {
      const now = edited.get(option.label);
      return now ? { ...option, polarity: now.polarity, missing: now.missing } : option;
    }),
    askedOfAll: change.askedOfAll,
    dontKnowInBase: change.dontKnowInBase,
  };
}

/** Why a column has its role, where an officer gave it. */
export const chosenReason = 'As you chose.';

function editColumns(mapping: Mapping, changes: MappingChanges): ColumnMapping[] {
  const roles = new Map(changes.columns.map((change) => [change.position, change]));
  return mapping.columns.map((column): ColumnMapping => {
    const change = roles.get(column.position);
    const kind = change ? change.kind : column.kind;
    if (!change || (change.role === column.role && kind === column.kind)) return column;
    return { ...column, role: change.role, kind, reason: chosenReason, confidence: 'high' };
  });
}

const sameDoubts = (a: Mapping['leaveOut'], b: Mapping['leaveOut']) =>
  [...(a ?? leftOutByDefault)].sort().join() === [...(b ?? leftOutByDefault)].sort().join();

/**
 * The mapping with an officer's changes: new roles make new questions, other rows left out make other
 * counts, and the rest stays confirmed.
 */
export function editMapping(
  table: SurveyTable,
  mapping: Mapping,
  changes: MappingChanges,
): Mapping {
  const columns = editColumns(mapping, changes);
  const leaveOut = changes.leaveOut ?? mapping.leaveOut;
  const changed = columns.filter((column, at) => column !== mapping.columns[at]);
  const confirmed = mapping.questions.map((question) => editQuestion(question, changes));
  const known = { ...mapping, columns, questions: confirmed, leaveOut };
  if (changed.length === 0 && sameDoubts(leaveOut, mapping.leaveOut)) return known;
  const wasColumn = new Map(mapping.columns.map((column) => [column.position, column]));
  const rebuilt = new Set(
    changed.flatMap((column) => [column.question, wasColumn.get(column.position)?.question ?? '']),
  );
  const kept = confirmed.filter((question) => !rebuilt.has(question.text));
  const reasons = new Map(kept.map((question) => [question.key, question.reason]));
  const questions = buildQuestions(table, columns, { ...known, questions: kept });
  return {
    ...known,
    questions: questions.map((question) => ({
      ...question,
      reason: reasons.get(question.key) ?? question.reason,
    })),
  };
}
