import { respondentGroups, findRespondentGroup } from '../../surveys/respondent-groups.js';
import { questionKey } from '../../surveys/words.js';
import type { ColumnMapping, Mapping, QuestionMapping, SurveyTable } from '../import-types.js';
import { commonSpellings, foldLabel, isBlank } from './column-profile.js';
import { guessBase, type BaseParent } from './guess-base.js';
import { splitCell } from './guess-role.js';
import { isChosen } from './option-columns.js';
import { guessOptions, type GuessedOption } from './option-polarity.js';

/** The columns that one closed question is made of: one, or one for each option. */
export interface QuestionColumns {
  key: string;
  text: string;
  columns: ColumnMapping[];
}

/** Closed columns gathered into questions, in the order of the sheet. */
export function gatherQuestions(columns: readonly ColumnMapping[]): QuestionColumns[] {
  const questions = new Map<string, QuestionColumns>();
  for (const column of columns) {
    if (column.role !== 'closed' && column.role !== 'multiple_part') continue;
    const key = questionKey(column.question);
    const known = questions.get(key);
    if (known) known.columns.push(column);
    else questions.set(key, { key, text: column.question, columns: [column] });
  }
  return [...questions.values()];
}

/** The texts that one response gives to a question: none, one, or several of a multiple choice. */
export function repliesOf(
  table: SurveyTable,
  question: QuestionColumns,
  kind: QuestionMapping['kind'],
  row: readonly string[],
): string[] {
  const replies: string[] = [];
  for (const column of question.columns) {
    const cell = row[column.position] ?? '';
    if (isBlank(table, cell)) continue;
    if (column.role === 'multiple_part') {
      if (isChosen(cell, column.option ?? '')) replies.push(column.option ?? '');
    } else if (kind === 'multiple') {
      replies.push(...splitCell(cell, table.multipleSeparator || ';'));
    } else replies.push(cell);
  }
  return replies;
}

/** Whether a response touched the question at all; an unticked 0 is a touch, a blank is not. */
export const isAnswered = (table: SurveyTable, question: QuestionColumns, row: readonly string[]) =>
  question.columns.some((column) => !isBlank(table, row[column.position] ?? ''));

function answersAsParent(
  table: SurveyTable,
  question: QuestionColumns,
  labels: readonly string[],
  folded: (cell: string) => string,
): Int16Array {
  const places = new Map(labels.map((label, at) => [foldLabel(label), at]));
  return Int16Array.from(table.rows, (row) => {
    const [reply] = repliesOf(table, question, 'single', row);
    return reply === undefined ? -1 : (places.get(folded(reply)) ?? -1);
  });
}

/** Key of the attribute that holds each response's group, in every survey. */
export const respondentGroupKey = 'respondent_group';

function groupParent(table: SurveyTable, columns: readonly ColumnMapping[]): BaseParent[] {
  const column = columns.find((candidate) => candidate.role === 'respondent_group');
  if (!column) return [];
  const labels = respondentGroups.map((group) => group.name);
  const answers = Int16Array.from(table.rows, (row) =>
    labels.indexOf(findRespondentGroup(row[column.position] ?? '')?.name ?? ''),
  );
  const key = respondentGroupKey;
  const used = labels.filter((_, at) => answers.includes(at));
  const places = labels.map((label) => used.indexOf(label));
  const usedAnswers = answers.map((answer) => (answer < 0 ? -1 : (places[answer] ?? -1)));
  return [{ key, text: 'Respondent group', position: -1, answers: usedAnswers, labels: used }];
}

type Option = QuestionMapping['options'][number];

/** A confirmed option keeps its reading; one of a multiple choice is chosen or not, never good or bad. */
function optionOf(
  guessed: GuessedOption,
  kind: QuestionMapping['kind'],
  confirmed: Option | undefined,
): Omit<Option, 'count'> {
  if (confirmed) {
    const { label, polarity, missing } = confirmed;
    return { label, polarity, missing };
  }
  const { label, polarity, missing } = guessed;
  return kind === 'multiple' ? { label, polarity: 'neutral' } : { label, polarity, missing };
}

const isPart = (column: ColumnMapping) => column.role === 'multiple_part';

function kindOf(question: QuestionColumns, known: QuestionMapping | undefined) {
  const chosen = question.columns[0]?.kind ?? known?.kind;
  return chosen ?? (question.columns.some(isPart) ? 'multiple' : 'single');
}

function buildQuestion(
  table: SurveyTable,
  question: QuestionColumns,
  known: QuestionMapping | undefined,
): QuestionMapping {
  const kind = kindOf(question, known);
  const replies = table.rows.flatMap((row) => repliesOf(table, question, kind, row));
  const { counts, labels } = commonSpellings(replies);
  const countOf = (label: string) => counts.get(foldLabel(label)) ?? 0;
  const offered = question.columns.filter(isPart).map((column) => column.option ?? '');
  const guessed = guessOptions(question.text, [...new Set([...offered, ...labels.values()])]);
  const inOrder = guessed.scale || kind === 'multiple';
  const options = inOrder ? guessed.options : byCount(guessed.options, countOf);
  const confirmed = new Map(known?.options.map((option) => [foldLabel(option.label), option]));
  const { reason, dontKnowInBase } = known
    ? { ...known, reason: 'As confirmed for the last import of this survey.' }
    : { reason: guessed.reason, dontKnowInBase: true };
  return {
    key: question.key,
    text: question.text,
    kind: kind === 'single' && guessed.scale ? 'scale' : kind,
    options: options.map((option) => ({
      ...optionOf(option, kind, confirmed.get(foldLabel(option.label))),
      count: countOf(option.label),
    })),
    reason,
    base: null,
    dontKnowInBase,
  };
}

/** Most given first and reasons for no answer last, unless the answers are good and bad. */
function byCount(options: GuessedOption[], countOf: (label: string) => number): GuessedOption[] {
  if (options.some((option) => option.polarity !== 'neutral')) return options;
  const place = (option: GuessedOption) =>
    option.missing === undefined ? countOf(option.label) : -1;
  return [...options].sort((a, b) => place(b) - place(a));
}

/** Most parents have few answers; a question with more decides nothing. */
const mostParentAnswers = 12;

/**
 * The closed questions of a table, with options, polarity and base; what was confirmed before is kept.
 */
export function buildQuestions(
  table: SurveyTable,
  columns: readonly ColumnMapping[],
  known?: Mapping,
): QuestionMapping[] {
  const before = new Map(known?.questions.map((question) => [question.key, question]));
  const gathered = gatherQuestions(columns);
  const parents = groupParent(table, columns);
  return gathered.map((question) => {
    const built = buildQuestion(table, question, before.get(question.key));
    const position = question.columns[0]?.position ?? 0;
    const answered = Uint8Array.from(table.rows, (row) =>
      isAnswered(table, question, row) ? 1 : 0,
    );
    const base = guessBase(table, { position, answered }, parents);
    const labels = built.options.map((option) => option.label);
    if (built.kind !== 'multiple' && labels.length <= mostParentAnswers) {
      const answers = answersAsParent(table, question, labels, foldLabel);
      parents.push({ key: built.key, text: built.text, position, answers, labels });
    }
    const confirmed = before.get(question.key);
    return { ...built, base: confirmed ? confirmed.base : base };
  });
}
