import { foldLabel, type MissingKind } from '../../surveys/words.js';
import {
  blankCells,
  missingCode,
  missingKindOf,
  optionsPerByte,
} from '../../surveys/answer-codes.js';
import { foldOnce, isBlank } from '../columns/column-profile.js';
import { spellingsOf } from '../columns/keep-options.js';
import { isAnswered, repliesOf, type QuestionColumns } from '../columns/question-columns.js';
import type { PreparedQuestion, QuestionMapping, SurveyTable } from '../import-types.js';

type Row = readonly string[];

/** In the column of an option of a multiple choice. */
const chosen = 1;

export interface ClosedCells {
  question: PreparedQuestion;
  /** Answers that the mapping did not know, at every row. */
  added: { label: string; row: number }[];
  /** Words behind the option that gathers written-in answers, to be kept as comments. */
  written: { text: string; row: number }[];
}

/** The answers of a question as they are numbered in its cells, the unknown ones added or gathered. */
function numberAnswers(mapping: QuestionMapping, replies: readonly (readonly string[])[]) {
  const answers = mapping.options.filter((option) => option.missing === undefined);
  const options = answers.map(({ label, polarity }) => ({ label, polarity }));
  const places = new Map(
    answers.flatMap((option, at) => spellingsOf(option).map((text) => [text, at] as const)),
  );
  const missing = new Map(
    mapping.options.flatMap(({ missing: kind, ...option }) =>
      kind ? spellingsOf(option).map((text) => [text, kind] as const) : [],
    ),
  );
  const known = new Set([...places.keys(), ...missing.keys()]);
  const gathering = foldLabel(mapping.writtenIn ?? '');
  const [gathered, excuse] = [places.get(gathering), missing.get(gathering)];
  const fold = foldOnce();
  const added: ClosedCells['added'] = [];
  const written: ClosedCells['written'] = [];
  const understood = new Set<readonly string[]>();
  replies.forEach((texts, row) => {
    if (understood.has(texts)) return;
    if (texts.every((reply) => known.has(fold(reply)))) understood.add(texts);
    for (const text of texts.filter((reply) => !known.has(fold(reply)))) {
      if (gathered !== undefined) places.set(fold(text), gathered);
      if (excuse) missing.set(fold(text), excuse);
      if (gathered !== undefined || excuse) written.push({ text: text.trim(), row });
      else {
        added.push({ label: text, row });
        if (places.has(fold(text))) continue;
        places.set(fold(text), options.length);
        options.push({ label: text.trim(), polarity: 'neutral' });
      }
    }
  });
  return { options, places, missing, fold, added, written };
}

/** Who the officer says was asked: null for everybody. */
const baseOf = ({ base, askedOfAll }: QuestionMapping) =>
  base && !askedOfAll ? { questionKey: base.questionKey, labels: base.labels } : null;

/** Cells of one question before its base is known: a blank is a "no reply", "-" is "not asked". */
export function closedCells(
  table: SurveyTable,
  columns: QuestionColumns,
  mapping: QuestionMapping,
  rows: readonly Row[],
): ClosedCells {
  const replies = rows.map((row) => repliesOf(table, columns, row));
  const { options, places, missing, fold, added, written } = numberAnswers(mapping, replies);
  const encoding = options.length > optionsPerByte ? 'u16' : 'u8';
  const width = mapping.kind === 'multiple' ? options.length : 1;
  const code = mapping.kind === 'multiple' ? 'u8' : encoding;
  const cells = Array.from({ length: width }, () => blankCells(rows.length, code));
  const read = new Map<
    readonly string[],
    { chosen: (number | undefined)[]; excuse?: MissingKind }
  >();
  const readOnce = (texts: readonly string[]) => {
    const before = read.get(texts);
    if (before) return before;
    const chosen = texts.map((text) => places.get(fold(text)));
    const excuse = texts.map((text) => missing.get(fold(text))).find(Boolean);
    const now = { chosen, ...(excuse ? { excuse } : {}) };
    read.set(texts, now);
    return now;
  };
  replies.forEach((texts, row) => {
    const own = rows[row] ?? [];
    const { chosen, excuse } = readOnce(texts);
    const answered = isAnswered(table, columns, own);
    const notAsked =
      table.notAskedTexts.length > 0 &&
      columns.columns.some(({ position }) => table.notAskedTexts.includes(own[position] ?? ''));
    cells.forEach((column, option) => {
      const value = valueOf(mapping.kind, chosen, option, answered);
      if (value !== undefined) column[row] = value;
      else if (excuse) column[row] = missingCode(excuse, code);
      else if (notAsked) column[row] = missingCode('not_asked', code);
    });
  });
  return {
    question: {
      key: mapping.key,
      text: mapping.text,
      kind: mapping.kind,
      role: null,
      options,
      encoding: code,
      columns: cells.map((column, option) => ({ option, cells: column })),
      base: baseOf(mapping),
      dontKnowInBase: mapping.dontKnowInBase,
    },
    added,
    written,
  };
}

function valueOf(
  kind: QuestionMapping['kind'],
  chosen: readonly (number | undefined)[],
  option: number,
  answered: boolean,
): number | undefined {
  if (kind !== 'multiple') return chosen.find((place) => place !== undefined);
  const any = chosen.some((place) => place !== undefined);
  if (!any && !(answered && chosen.length === 0)) return undefined;
  return chosen.includes(option) ? 1 : 0;
}

/** Whether a cell of this text says "not asked" or nothing, for an open column. */
export const isNoComment = (table: SurveyTable, cell: string) => isBlank(table, cell);

/** For each row whether its answer to the parent leads to the question; undefined where it cannot be told. */
function rowsInBase(
  parent: PreparedQuestion | undefined,
  labels: readonly string[],
): boolean[] | undefined {
  const [first] = parent?.columns ?? [];
  if (!parent || !first) return undefined;
  const wanted = new Set(labels.map(foldLabel));
  const leads = parent.options.map(({ label }) => wanted.has(foldLabel(label)));
  if (parent.kind !== 'multiple') {
    return Array.from(first.cells, (answer) => leads[answer] ?? false);
  }
  const leading = parent.columns.filter(({ option }) => leads[option]);
  return Array.from(first.cells, (_, row) => leading.some(({ cells }) => cells[row] === chosen));
}

/** An answer to a question by a response that its base leaves out. */
export interface StrayAnswer {
  questionKey: string;
  row: number;
}

/** Whether a cell is an answer: in the column of an option, that it was chosen. */
const isGiven = ({ kind, encoding }: PreparedQuestion, cell: number) =>
  kind === 'multiple' ? cell === chosen : missingKindOf(cell, encoding) === undefined;

/** Marks the blanks of everybody outside a question's base as "not asked"; tells who answered all the same. */
export function applyBases(questions: readonly PreparedQuestion[]): StrayAnswer[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  return questions.flatMap((question) => {
    const { key, base, encoding, columns } = question;
    const inBase = base && rowsInBase(byKey.get(base.questionKey), base.labels);
    if (!inBase) return [];
    const noReply = missingCode('no_reply', encoding);
    const notAsked = missingCode('not_asked', encoding);
    const strays = new Set<number>();
    for (const { cells } of columns) {
      inBase.forEach((asked, row) => {
        if (asked) return;
        const cell = cells[row];
        if (cell === noReply) cells[row] = notAsked;
        else if (cell !== undefined && isGiven(question, cell)) strays.add(row);
      });
    }
    return [...strays].sort((a, b) => a - b).map((row) => ({ questionKey: key, row }));
  });
}
