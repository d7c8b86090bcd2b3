import {
  blankCells,
  missingCode,
  missingKindOf,
  optionsPerByte,
  type AnswerCells,
  type Encoding,
} from '../../surveys/answer-codes.js';
import type { PreparedQuestion } from '../import-types.js';
import type { Match } from './match-responses.js';

/** One answer column of the earlier import. */
export interface KnownColumn {
  optionCode: number;
  encoding: Encoding;
  cells: AnswerCells;
}

/** An answer column of the earlier import as the later file changes it. */
export interface ColumnChange {
  optionCode: number;
  encoding: Encoding;
  /** The whole column as it will stand. */
  cells: AnswerCells;
  /** Encoding of the column as it stands; null where it is new. */
  encodingBefore: Encoding | null;
  positions: Uint32Array;
  /** The cells at `positions` as they stand, in `encodingBefore`. */
  before: AnswerCells;
}

/** What the comparison of one question found. */
export interface ComparedAnswers {
  columns: ColumnChange[];
  /** Places in the file of the responses that answered otherwise. */
  changed: Set<number>;
  /** The answers are stored in another way, so that they cannot be compared. */
  isUnlike: boolean;
}

/** By place in the file: how much a response says both times, and how much of it is the same. */
export interface Agreement {
  both: Uint16Array;
  agreed: Uint16Array;
}

export interface QuestionHere {
  question: PreparedQuestion;
  /** The survey's own code for each option of the file. */
  codes: readonly number[];
  /** The file has a column for each option: one that it lacks was not asked, rather than not chosen. */
  hasParts: boolean;
}

export interface QuestionThere {
  columns: readonly KnownColumn[];
  /** Responses of the earlier import. */
  responses: number;
}

/** The responses to compare; what agrees is counted in `agreement`. */
export interface Matched {
  matches: readonly Match[];
  agreement: Agreement;
}

const single = -1;
const chosen = 1;

/** A cell in another encoding, missing kinds and all. */
export function recode(cell: number, from: Encoding, to: Encoding): number {
  const missing = missingKindOf(cell, from);
  return missing ? missingCode(missing, to) : cell;
}

function widen(cells: AnswerCells, from: Encoding, to: Encoding): AnswerCells {
  const wide = blankCells(cells.length, to);
  cells.forEach((cell, at) => (wide[at] = recode(cell, from, to)));
  return wide;
}

const isAnswer = (cell: number, encoding: Encoding) => missingKindOf(cell, encoding) === undefined;

/** Notes how far the answers given both times agree. */
function note(
  { both, agreed }: Agreement,
  { at }: Match,
  [before, now]: readonly [number, number],
  encoding: Encoding,
): void {
  if (!isAnswer(before, encoding) || !isAnswer(now, encoding)) return;
  both[at] = (both[at] ?? 0) + 1;
  if (before === now) agreed[at] = (agreed[at] ?? 0) + 1;
}

/** One column of the earlier import beside what the later file says. */
interface Beside {
  optionCode: number;
  /** As it stands; undefined where it is new. */
  known: KnownColumn | undefined;
  /** Its cells before the change, in `encoding`. */
  start: AnswerCells;
  encoding: Encoding;
  /** The cell that the file has for a response, in `encoding`. */
  now: (match: Match) => number;
  /** Whether the two cells say anything of whether it is the same person. */
  tells: (before: number, now: number) => boolean;
}

function compareColumn(
  { optionCode, known, start, encoding, now, tells }: Beside,
  { matches, agreement }: Matched,
  result: ComparedAnswers,
): void {
  const cells = start.slice();
  const differing: Match[] = [];
  for (const match of matches) {
    const [before, cell] = [start[match.position] ?? 0, now(match)];
    if (tells(before, cell)) note(agreement, match, [before, cell], encoding);
    if (before === cell) continue;
    differing.push(match);
    cells[match.position] = cell;
    if (known ?? isAnswer(cell, encoding)) result.changed.add(match.at);
  }
  if (known && differing.length === 0) return;
  result.columns.push({ optionCode, encoding, cells, ...asBefore(known, differing, encoding) });
}

/** What undoing needs; a new column goes whole. */
function asBefore(known: KnownColumn | undefined, differing: readonly Match[], encoding: Encoding) {
  if (!known) {
    const before = blankCells(0, encoding);
    return { encodingBefore: null, positions: new Uint32Array(), before };
  }
  const positions = Uint32Array.from(differing, ({ position }) => position);
  const before = blankCells(positions.length, known.encoding);
  positions.forEach((position, at) => (before[at] = known.cells[position] ?? 0));
  return { encodingBefore: known.encoding, positions, before };
}

const nothing = (): ComparedAnswers => ({ columns: [], changed: new Set(), isUnlike: false });

const notAsked = (responses: number, encoding: Encoding) =>
  blankCells(responses, encoding).fill(missingCode('not_asked', encoding));

function encodingFor({ question, codes }: QuestionHere, known: KnownColumn | undefined): Encoding {
  if (question.encoding === 'f64') return 'f64';
  const most = codes.reduce((a, b) => Math.max(a, b), 0);
  return known?.encoding === 'u16' || most >= optionsPerByte ? 'u16' : 'u8';
}

/** The cell of a response in the survey's codes. */
function cellsNow({ question, codes }: QuestionHere, encoding: Encoding) {
  const own = question.columns[0]?.cells ?? blankCells(0, question.encoding);
  return ({ at }: Match): number => {
    const cell = own[at] ?? 0;
    const isCode = question.encoding !== 'f64' && isAnswer(cell, question.encoding);
    return isCode ? (codes[cell] ?? cell) : recode(cell, question.encoding, encoding);
  };
}

function compareSingle(
  here: QuestionHere,
  { columns, responses }: QuestionThere,
  matched: Matched,
): ComparedAnswers {
  const result = nothing();
  const [known] = columns;
  const isNumber = here.question.encoding === 'f64';
  if (known && (known.optionCode !== single || (known.encoding === 'f64') !== isNumber)) {
    return { ...result, isUnlike: true };
  }
  const encoding = encodingFor(here, known);
  const now = cellsNow(here, encoding);
  if (!known && !matched.matches.some((match) => isAnswer(now(match), encoding))) return result;
  const start = known
    ? widen(known.cells, known.encoding, encoding)
    : notAsked(responses, encoding);
  const beside = { optionCode: single, known, start, encoding, now, tells: () => true };
  compareColumn(beside, matched, result);
  return result;
}

/** The options of a multiple choice that the comparison goes through, each with its cells now. */
function optionsNow({ question, codes, hasParts }: QuestionHere, { columns }: QuestionThere) {
  const here = new Map(
    question.columns.map(({ option, cells }) => [codes[option] ?? option, cells]),
  );
  const first = question.columns[0]?.cells ?? blankCells(0, 'u8');
  const unchosen = first.map((cell) => (isAnswer(cell, 'u8') ? 0 : cell));
  const gone = columns.filter(({ optionCode }) => !hasParts && !here.has(optionCode));
  return [...here, ...gone.map(({ optionCode }) => [optionCode, unchosen] as const)];
}

function compareMultiple(
  here: QuestionHere,
  there: QuestionThere,
  matched: Matched,
): ComparedAnswers {
  const result = nothing();
  if (there.columns.some(({ optionCode }) => optionCode === single)) {
    return { ...result, isUnlike: true };
  }
  const [sibling] = there.columns;
  // Who answered, and was never offered an option, has not chosen it.
  const blank =
    sibling?.cells.map((cell) => (isAnswer(cell, 'u8') ? 0 : cell)) ??
    notAsked(there.responses, 'u8');
  for (const [code, cells] of optionsNow(here, there)) {
    const known = there.columns.find(({ optionCode }) => optionCode === code);
    const says = (cell: number | undefined) =>
      sibling ? cell === chosen : cell !== undefined && isAnswer(cell, 'u8');
    if (!known && !matched.matches.some(({ at }) => says(cells[at]))) continue;
    const beside: Beside = {
      optionCode: code,
      known,
      start: known?.cells ?? blank,
      encoding: 'u8',
      now: ({ at }) => cells[at] ?? 0,
      // What was chosen neither time is chosen by hardly anybody.
      tells: (before, now) => before === chosen || now === chosen,
    };
    compareColumn(beside, matched, result);
  }
  return result;
}

/**
 * Compares the answers of matched responses in a later file with those stored in the earlier import:
 * the columns as they will stand, and who answered otherwise. A question that the earlier import lacks
 * gets a column, "not asked" for everybody else.
 */
export const compareAnswers = (
  here: QuestionHere,
  there: QuestionThere,
  matched: Matched,
): ComparedAnswers =>
  here.question.kind === 'multiple'
    ? compareMultiple(here, there, matched)
    : compareSingle(here, there, matched);
