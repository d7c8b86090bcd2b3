import type { MissingKind, Polarity } from '../../surveys/words.js';
import type {
  ColumnMapping,
  ColumnRole,
  Mapping,
  QuestionMapping,
  Renaming,
  SurveyTable,
} from '../import-types.js';
import { buildQuestions } from './build-questions.js';
import {
  changedRenamings,
  judgeOptions,
  judgeRenamings,
  type Judgement,
} from './judge-renamings.js';
import { reword } from './keep-questions.js';

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
    /** Renamed answers, each taken for the known one or not. */
    renamed?: Judgement[] | undefined;
  }[];
  /** Renamed questions, each taken for the known one or not. */
  renamed?: Judgement[] | undefined;
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

/** The columns with their new roles and wordings; those that stay are the same objects. */
function editColumns(
  columns: readonly ColumnMapping[],
  changes: MappingChanges,
  renamed: readonly Renaming[],
): ColumnMapping[] {
  const roles = new Map(changes.columns.map((change) => [change.position, change]));
  const edited = columns.map((column): ColumnMapping => {
    const change = roles.get(column.position);
    const kind = change ? change.kind : column.kind;
    if (!change || (change.role === column.role && kind === column.kind)) return column;
    const reason = 'As you chose.';
    return { ...column, role: change.role, kind, reason, confidence: 'high' };
  });
  return renamed.reduce<ColumnMapping[]>(reword, edited);
}

/**
 * The mapping with an officer's changes: new roles make new questions, a renamed question or answer is
 * the one that the survey knew (`known`: what was confirmed before) or a new one, and the rest stays.
 */
export function editMapping(
  table: SurveyTable,
  mapping: Mapping,
  changes: MappingChanges,
  known?: Mapping,
): Mapping {
  const renamed = changedRenamings(mapping.compared?.renamed, changes.renamed);
  const judged = changes.questions.filter(({ key, renamed: own }) => {
    const question = mapping.questions.find((candidate) => candidate.key === key);
    return changedRenamings(question?.compared?.renamed, own).length > 0;
  });
  const columns = editColumns(mapping.columns, changes, renamed);
  const confirmed = mapping.questions.map((question) => editQuestion(question, changes));
  const was = new Map(mapping.columns.map((column) => [column.position, column]));
  const changed = columns.filter((column) => was.get(column.position) !== column);
  if (changed.length + judged.length === 0) return { ...mapping, questions: confirmed };
  const rebuilt = new Set(
    changed.flatMap((column) => [column.question, was.get(column.position)?.question ?? '']),
  );
  const [reworded, judgedKeys] = [
    new Set(renamed.map(({ from }) => from)),
    new Set(judged.map(({ key }) => key)),
  ];
  const before = (known?.questions ?? []).filter(
    ({ key, text }) => reworded.has(text) || judgedKeys.has(key),
  );
  const kept = confirmed.filter(({ key, text }) => !rebuilt.has(text) && !judgedKeys.has(key));
  const untouched = new Map(kept.map((question) => [question.key, question]));
  const decided = new Map(
    judged.map(({ key, renamed: own }) => [key, judgeOptions(mapping, key, own)]),
  );
  const questions = buildQuestions(
    table,
    columns,
    { ...mapping, questions: [...kept, ...before] },
    decided,
  );
  return {
    ...mapping,
    columns,
    questions: questions.map((question) => {
      const { reason, compared } = untouched.get(question.key) ?? question;
      const again = judgedKeys.has(question.key) ? editQuestion(question, changes) : question;
      return { ...again, reason, ...(compared ? { compared } : {}) };
    }),
    ...(mapping.compared ? { compared: judgeRenamings(mapping.compared, changes.renamed) } : {}),
  };
}
