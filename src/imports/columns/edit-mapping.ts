import type { MissingKind, Polarity } from '../../surveys/words.js';
import {
  leftOutByDefault,
  type ColumnMapping,
  type ColumnRole,
  type Mapping,
  type QuestionMapping,
  type Renaming,
  type RowDoubt,
  type SurveyTable,
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
  /** Rows to leave out, where that was asked. */
  leaveOut?: readonly RowDoubt[] | undefined;
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

/** Why a column has its role, where an officer gave it. */
export const chosenReason = 'As you chose.';

/** The columns with their new roles and wordings; those that stay are the same objects. */
function editColumns(
  mapping: Mapping,
  changes: MappingChanges,
  renamed: readonly Renaming[],
): ColumnMapping[] {
  const roles = new Map(changes.columns.map((change) => [change.position, change]));
  const edited = mapping.columns.map((column): ColumnMapping => {
    const change = roles.get(column.position);
    const kind = change ? change.kind : column.kind;
    if (!change || (change.role === column.role && kind === column.kind)) return column;
    return { ...column, role: change.role, kind, reason: chosenReason, confidence: 'high' };
  });
  return renamed.reduce<ColumnMapping[]>(reword, edited);
}

const sameDoubts = (a: Mapping['leaveOut'], b: Mapping['leaveOut']) =>
  [...(a ?? leftOutByDefault)].sort().join() === [...(b ?? leftOutByDefault)].sort().join();

/** The renamed answers as they were judged, of the questions where that is another judgement. */
function judgedAnswers(mapping: Mapping, changes: MappingChanges): Map<string, Renaming[]> {
  const judged = changes.questions.filter(({ key, renamed }) => {
    const question = mapping.questions.find((candidate) => candidate.key === key);
    return changedRenamings(question?.compared?.renamed, renamed).length > 0;
  });
  return new Map(judged.map(({ key, renamed }) => [key, judgeOptions(mapping, key, renamed)]));
}

/**
 * The mapping with an officer's changes: new roles make new questions, other rows left out make other
 * counts, a renamed question or answer is the one that the survey knew (`earlier`: what was confirmed
 * before) or a new one, and the rest stays confirmed.
 */
export function editMapping(
  table: SurveyTable,
  mapping: Mapping,
  changes: MappingChanges,
  earlier?: Mapping,
): Mapping {
  const renamed = changedRenamings(mapping.compared?.renamed, changes.renamed);
  const decided = judgedAnswers(mapping, changes);
  const columns = editColumns(mapping, changes, renamed);
  const leaveOut = changes.leaveOut ?? mapping.leaveOut;
  const changed = columns.filter((column, at) => column !== mapping.columns[at]);
  const confirmed = mapping.questions.map((question) => editQuestion(question, changes));
  const known: Mapping = {
    ...mapping,
    columns,
    questions: confirmed,
    leaveOut,
    ...(mapping.compared && { compared: judgeRenamings(mapping.compared, changes.renamed) }),
  };
  const sameRows = sameDoubts(leaveOut, mapping.leaveOut);
  if (changed.length === 0 && decided.size === 0 && sameRows) return known;
  const wasColumn = new Map(mapping.columns.map((column) => [column.position, column]));
  const rebuilt = new Set(
    changed.flatMap((column) => [column.question, wasColumn.get(column.position)?.question ?? '']),
  );
  const reworded = new Set(renamed.map(({ from }) => from));
  const before = (earlier?.questions ?? []).filter(
    ({ key, text }) => reworded.has(text) || decided.has(key),
  );
  const kept = confirmed.filter(({ key, text }) => !rebuilt.has(text) && !decided.has(key));
  const questions = buildQuestions(
    table,
    columns,
    { ...known, questions: [...kept, ...before] },
    decided,
  );
  const untouched = new Map(kept.map((question) => [question.key, question]));
  return {
    ...known,
    questions: questions.map((question) => {
      const { reason, compared } = untouched.get(question.key) ?? question;
      const again = decided.has(question.key) ? editQuestion(question, changes) : question;
      return { ...again, reason, ...(compared && { compared }) };
    }),
  };
}
