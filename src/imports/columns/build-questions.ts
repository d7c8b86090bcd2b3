import { foldLabel } from '../../surveys/words.js';
import type { ColumnMapping, Mapping, QuestionMapping, SurveyTable } from '../import-types.js';
import { commonSpellings } from './column-profile.js';
import { sharedScales } from './grid-scales.js';
import { groupParent, questionParents } from './base-parents.js';
import { guessBase, lastAnswers } from './guess-base.js';
import type { GuessedOption } from './guessed-options.js';
import { guessOptions, unjudgedOptions } from './option-polarity.js';
import {
  gatherQuestions,
  isAnswered,
  isPart,
  repliesOf,
  type QuestionColumns,
} from './question-columns.js';
import { withoutTestRows } from './test-rows.js';

type Option = QuestionMapping['options'][number];

/** A confirmed option keeps its reading. */
function optionOf(guessed: GuessedOption, confirmed: Option | undefined): Omit<Option, 'count'> {
  const { label, polarity, missing } = confirmed ?? guessed;
  return { label, polarity, missing };
}

function kindOf(question: QuestionColumns, known: QuestionMapping | undefined) {
  const chosen = question.columns[0]?.kind ?? known?.kind;
  return chosen ?? (question.columns.some(isPart) ? 'multiple' : 'single');
}

/** What is known of a question before its own cells are read. */
interface Hints {
  /** Confirmed for the last import of the survey. */
  known: QuestionMapping | undefined;
  /** Answers to other rows of the same grid. */
  offered: readonly string[];
}

function buildQuestion(
  table: SurveyTable,
  question: QuestionColumns,
  { known, offered }: Hints,
): QuestionMapping {
  const kind = kindOf(question, known);
  const { counts, labels } = commonSpellings(
    table.rows.flatMap((row) => repliesOf(table, question, row)),
  );
  const countOf = (label: string) => counts.get(foldLabel(label)) ?? 0;
  const parts = question.columns.filter(isPart).map((column) => column.option ?? '');
  const others = question.others.map(({ option }) => option);
  const seen = [...parts, ...others, ...labels.values(), ...offered];
  const given = [...new Map(seen.map((label) => [foldLabel(label), label])).values()];
  const guessed = kind === 'multiple' ? unjudgedOptions(given) : guessOptions(question.text, given);
  const options = guessed.ordered ? guessed.options : byCount(guessed.options, countOf);
  const confirmed = new Map(known?.options.map((option) => [foldLabel(option.label), option]));
  const { reason, dontKnowInBase } = known
    ? { ...known, reason: 'As confirmed for the last import of this survey.' }
    : { reason: guessed.reason, dontKnowInBase: true };
  return {
    key: question.key,
    text: question.text,
    kind: kind === 'single' && guessed.scale ? 'scale' : kind,
    options: options.map((option) => ({
      ...optionOf(option, confirmed.get(foldLabel(option.label))),
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

/**
 * The closed questions of a table, with options, polarity and base; what was confirmed before is kept.
 */
export function buildQuestions(
  received: SurveyTable,
  columns: readonly ColumnMapping[],
  known?: Mapping,
): QuestionMapping[] {
  const table = withoutTestRows(received);
  const before = new Map(known?.questions.map((question) => [question.key, question]));
  const gathered = gatherQuestions(table, columns);
  const scales = sharedScales(table, gathered);
  const last = lastAnswers(table, columns);
  const parents = groupParent(table, columns);
  return gathered.map((question) => {
    const confirmed = before.get(question.key);
    const offered = scales.get(question.key) ?? [];
    const built = buildQuestion(table, question, { known: confirmed, offered });
    const position = question.columns[0]?.position ?? 0;
    const answered = Uint8Array.from(table.rows, (row) =>
      isAnswered(table, question, row) ? 1 : 0,
    );
    const base = guessBase({ position, answered, last }, parents);
    parents.push(...questionParents(table, question, built));
    return { ...built, base: confirmed ? confirmed.base : base };
  });
}
