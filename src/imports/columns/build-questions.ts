import { foldLabel } from '../../surveys/words.js';
import type {
  ColumnMapping,
  Mapping,
  QuestionMapping,
  Renaming,
  SurveyTable,
} from '../import-types.js';
import { commonSpellings } from './column-profile.js';
import { sharedScales } from './grid-scales.js';
import { withoutLeftOut } from './doubtful-rows.js';
import { groupParent, questionParents } from './base-parents.js';
import { guessBase, lastAnswers } from './guess-base.js';
import type { GuessedOption } from './guessed-options.js';
import { nameAnswers } from './keep-options.js';
import { guessOptions, unjudgedOptions } from './option-polarity.js';
import {
  gatherQuestions,
  isAnswered,
  isPart,
  repliesOf,
  type QuestionColumns,
} from './question-columns.js';
import { writtenInAnswers, writtenInLabel } from './written-in.js';

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
  /** Answers that the file itself lists, in their order. */
  listed: readonly string[];
  /** Answers to other rows of the same grid. */
  offered: readonly string[];
  /** Renamed answers that an officer has judged. */
  decided: readonly Renaming[];
}

const unique = (labels: readonly string[]) => [
  ...new Map(labels.map((label) => [foldLabel(label), label])).values(),
];

/** The answers of a question's cells, those written in beside the ones offered apart. */
function tallyReplies(
  table: SurveyTable,
  question: QuestionColumns,
  known: QuestionMapping | undefined,
) {
  const replies = table.rows.map((row) => repliesOf(table, question, row));
  const { counts, labels } = commonSpellings(replies.flat());
  const alone = question.columns.length === 1 && !question.columns.some(isPart);
  const writtenIn = alone ? writtenInAnswers({ counts, labels }, known) : new Set<string>();
  const written = (texts: readonly string[]) =>
    texts.some((text) => writtenIn.has(foldLabel(text)));
  if (writtenIn.size > 0) counts.set(foldLabel(writtenInLabel), replies.filter(written).length);
  const common = [...labels].flatMap(([folded, label]) => (writtenIn.has(folded) ? [] : [label]));
  return { counts, common, hasWrittenIn: writtenIn.size > 0 };
}

const gathered = `Answers that hardly anybody gave are counted as “${writtenInLabel}” and kept as comments.`;

const withCounts = (wordings: readonly string[], countOf: (label: string) => number) =>
  wordings.length === 0
    ? {}
    : { wordings: wordings.map((label) => ({ label, count: countOf(label) })) };

const neutralOption = (label: string): GuessedOption => ({ label, polarity: 'neutral', rank: 0 });

const judgeGiven = (kind: QuestionMapping['kind'], text: string, given: readonly string[]) =>
  kind === 'multiple' ? unjudgedOptions([...given]) : guessOptions(text, [...given]);
/** The different labels, and apart from them those that the file itself declares to be no answer. */
function withoutDeclared({ missing }: QuestionColumns, labels: readonly string[]) {
  const declared = labels.flatMap((label) => {
    const kind = missing.get(foldLabel(label));
    return kind ? [{ ...neutralOption(label), missing: kind }] : [];
  });
  return { declared, given: labels.filter((label) => !missing.has(foldLabel(label))) };
}

function buildQuestion(
  table: SurveyTable,
  question: QuestionColumns,
  { known, listed, offered, decided }: Hints,
): QuestionMapping {
  const kind = kindOf(question, known);
  const { counts, common, hasWrittenIn } = tallyReplies(table, question, known);
  const inFile = (label: string) => counts.get(foldLabel(label)) ?? 0;
  const parts = question.columns.filter(isPart).map((column) => column.option ?? '');
  const others = question.others.map(({ option }) => option).filter(inFile);
  const seen = unique([...parts, ...others, ...listed, ...common, ...offered]);
  const { given: named, compared, wordingsOf } = nameAnswers(seen, known, decided);
  const countOf = (label: string) =>
    [label, ...wordingsOf(label)].reduce((sum, one) => sum + inFile(one), 0);
  const { declared, given } = withoutDeclared(question, named);
  const guessed = judgeGiven(kind, question.text, given);
  const inOrder = inKnownOrder(guessed, listed)
    ? guessed.options
    : byCount(guessed.options, countOf);
  const answers = hasWrittenIn ? [...inOrder, neutralOption(writtenInLabel)] : inOrder;
  const options = [...answers, ...declared];
  const confirmed = new Map(known?.options.map((option) => [foldLabel(option.label), option]));
  const confirmedBefore = known && {
    reason: 'As confirmed for the last import of this survey.',
    confidence: 'high' as const,
    dontKnowInBase: known.dontKnowInBase,
  };
  return {
    key: question.key,
    text: question.text,
    kind: kind === 'single' && guessed.scale ? 'scale' : kind,
    options: options.map((option) => ({
      ...optionOf(option, confirmed.get(foldLabel(option.label))),
      ...withCounts(wordingsOf(option.label), inFile),
      count: countOf(option.label),
    })),
    reason: hasWrittenIn ? `${guessed.reason} ${gathered}` : guessed.reason,
    confidence: guessed.confidence,
    base: null,
    dontKnowInBase: true,
    ...confirmedBefore,
    ...(hasWrittenIn && { writtenIn: writtenInLabel }),
    ...(compared && { compared }),
  };
}

const inKnownOrder = ({ ordered }: { ordered: boolean }, listed: readonly string[]) =>
  ordered || listed.length > 0;

/** Most given first and reasons for no answer last, unless the answers are good and bad. */
function byCount(options: GuessedOption[], countOf: (label: string) => number): GuessedOption[] {
  if (options.some((option) => option.polarity !== 'neutral')) return options;
  const place = (option: GuessedOption) =>
    option.missing === undefined ? countOf(option.label) : -1;
  return [...options].sort((a, b) => place(b) - place(a));
}

/** The answers that the file itself lists. */
const listedBy = (table: SurveyTable, { columns: [column] }: QuestionColumns) =>
  (column && table.columns[column.position]?.offered) ?? [];

/**
 * The closed questions of a table, with options, polarity and base; what was confirmed before is kept.
 * `decided` holds, by question key, the renamed answers that an officer has judged.
 */
export function buildQuestions(
  received: SurveyTable,
  columns: readonly ColumnMapping[],
  known?: Mapping,
  decided?: ReadonlyMap<string, readonly Renaming[]>,
): QuestionMapping[] {
  const table = withoutLeftOut(received, columns, known?.leaveOut);
  const before = new Map(known?.questions.map((question) => [question.key, question]));
  const gathered = gatherQuestions(table, columns);
  const scales = sharedScales(table, gathered);
  const last = lastAnswers(table, columns);
  const parents = groupParent(table, columns);
  const here = new Set([...parents, ...gathered].map(({ key }) => key));
  return gathered.map((question) => {
    const confirmed = before.get(question.key);
    const offered = scales.get(question.key) ?? [];
    const built = buildQuestion(table, question, {
      known: confirmed,
      listed: listedBy(table, question),
      offered,
      decided: decided?.get(question.key) ?? [],
    });
    const position = question.columns[0]?.position ?? 0;
    const answered = Uint8Array.from(table.rows, (row) =>
      isAnswered(table, question, row) ? 1 : 0,
    );
    const base = guessBase({ position, answered, last }, parents);
    parents.push(...questionParents(table, question, built));
    if (!confirmed) return { ...built, base };
    const isGone = confirmed.base !== null && !here.has(confirmed.base.questionKey);
    return {
      ...built,
      base: isGone ? base : confirmed.base,
      ...(confirmed.askedOfAll ? { askedOfAll: true } : {}),
    };
  });
}
