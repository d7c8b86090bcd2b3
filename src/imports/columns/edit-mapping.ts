import type { MissingKind, Polarity } from '../../surveys/words.js';
import type {
  ColumnMapping,
  ColumnRole,
  Mapping,
  QuestionMapping,
  SurveyTable,
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

/** The mapping with an officer's changes: new roles make new questions, and the rest stays confirmed. */
export function editMapping(
  table: SurveyTable,
  mapping: Mapping,
  changes: MappingChanges,
): Mapping {
  const roles = new Map(changes.columns.map((change) => [change.position, change]));
  let changed = false;
  const columns = mapping.columns.map((column): ColumnMapping => {
    const change = roles.get(column.position);
    const kind = change ? change.kind : column.kind;
    if (!change || (change.role === column.role && kind === column.kind)) return column;
    changed = true;
    const reason = 'As you chose.';
    return { ...column, role: change.role, kind, reason, confidence: 'high' };
  });
  const confirmed = mapping.questions.map((question) => editQuestion(question, changes));
  if (!changed) return { ...mapping, questions: confirmed };
  const known = { ...mapping, questions: confirmed };
  const wasKind = new Map(mapping.columns.map((column) => [column.position, column]));
  const rebuilt = new Set(
    columns
      .filter((column) => wasKind.get(column.position) !== column)
      .flatMap((column) => [column.question, wasKind.get(column.position)?.question ?? '']),
  );
  const kept = known.questions.filter((question) => !rebuilt.has(question.text));
  const reasons = new Map(kept.map((question) => [question.key, question.reason]));
  const questions = buildQuestions(table, columns, { ...known, questions: kept });
  return {
    ...mapping,
    columns,
    questions: questions.map((question) => ({
      ...question,
      reason: reasons.get(question.key) ?? question.reason,
    })),
  };
}
