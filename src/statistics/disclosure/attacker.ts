import type { AskedQuestion } from '../asked-question.js';
import { missingKinds } from '../../surveys/words.js';
import { routingOf } from '../base-rule.js';
import type { Answer, Answers, JointCount } from './joint-answers.js';
import { isLeftOut, placesOf, type PlaceKey, type PublishedTable } from './published-table.js';

/** A table as an attacker meets it: printed, or one that follows where nothing is withheld. */
export interface KnownTable {
  table: PublishedTable;
  /** Of a table that was released: what it withholds. */
  withheld: ReadonlySet<PlaceKey> | null;
}

/** A number of one or more tables: those that count the same responses are the same number. */
export interface Total {
  places: { table: number; place: PlaceKey }[];
  /** The cells that it is the sum of. */
  cells: number[];
  count: number;
}

/**
 * What an attacker looks for: how many responses are in each cell, all of them whole and none below 0.
 * Cells are laid out as classes of respondents by answers to the question, so that cell
 * `class * answers + answer`.
 */
export interface Unknowns {
  counts: number[];
  /** False where nobody can be: whoever was not asked has not answered. */
  possible: boolean[];
  answers: number;
  /** The totals that each cell is part of. */
  totalsOf: number[][];
  totals: Total[];
}

const keyOfAnswers = (answers: Answers) =>
  [...answers].map(([id, { codes, missing }]) => `${id}:${missing ?? codes.join('+')}`).join();

/** Every answer to a question that somebody could have given, as far as an attacker can know. */
function possibleAnswers(question: AskedQuestion, counts: readonly JointCount[]): Answer[] {
  const own = new Map<string, Answer>();
  const add = (answer: Answer) => own.set(answer.missing ?? answer.codes.join('+'), answer);
  for (const { answers } of counts) {
    const answer = answers.get(question.id);
    if (answer) add(answer);
  }
  for (const { code } of question.options) add({ codes: [code], missing: null });
  for (const missing of missingKinds) add({ codes: [], missing });
  return [...own.values()];
}

/** Who is asked is no secret where other answers decide it: nobody else has answered, nor they been left out. */
function isAskedSo(question: AskedQuestion, answers: Answers): boolean {
  const answer = answers.get(question.id);
  if (!answer || !routingOf(question)) return true;
  if (isLeftOut(question, answers)) return answer.missing === 'not_asked';
  return answer.missing !== 'not_asked';
}

/** Merges what no total tells apart. */
function merged<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

interface Cell {
  count: number;
  possible: boolean;
  places: string[];
}

/** The cells of each class of respondents, by answer to the question of the first table. */
function cellsOf(
  tables: readonly KnownTable[],
  counts: readonly JointCount[],
  isPossible: (answers: Answers) => boolean,
): Cell[][] {
  const [fresh] = tables;
  if (!fresh) return [];
  const { question } = fresh.table;
  const possible = possibleAnswers(question, counts).map((one) => new Map([[question.id, one]]));
  const places = new Map(possible.map((one, at) => [keyOfAnswers(one), at]));
  const classes = new Map<string, { others: Answers; has: boolean; counts: number[] }>();
  for (const { answers, count } of counts) {
    const others = new Map([...answers].filter(([id]) => id !== question.id));
    const answer = answers.get(question.id);
    const key = `${keyOfAnswers(others)} ${answer !== undefined}`;
    const none = { others, has: answer !== undefined, counts: possible.map(() => 0) };
    const own = classes.get(key) ?? none;
    const at = answer ? (places.get(keyOfAnswers(new Map([[question.id, answer]]))) ?? 0) : 0;
    own.counts[at] = (own.counts[at] ?? 0) + count;
    classes.set(key, own);
  }
  return [...classes.values()].map(({ others, has, counts: own }) =>
    possible.map((answer, at): Cell => {
      const answers = has ? new Map([...others, ...answer]) : others;
      const count = own[at] ?? 0;
      return {
        count,
        possible: count > 0 || (isPossible(answers) && isAskedSo(question, answers)),
        places: tables.flatMap(({ table }, number) =>
          placesOf(table, answers).map((place) => `${number}\t${place}`),
        ),
      };
    }),
  );
}

const column = (cells: readonly Cell[][], at: number) => cells.map((row) => row[at]);
const keyOfCells = (cells: readonly (Cell | undefined)[]) =>
  cells.map((cell) => `${cell?.possible === true} ${cell?.places.join('\n') ?? ''}`).join('\n\n');

function sumOf(cells: readonly (Cell | undefined)[]): Cell {
  const [first] = cells;
  return {
    count: cells.reduce((sum, cell) => sum + (cell?.count ?? 0), 0),
    possible: first?.possible ?? false,
    places: first?.places ?? [],
  };
}

/** Lays out what an attacker knows of tables as totals over cells that are not known; the first table is the new one. */
export function unknownsOf(
  tables: readonly KnownTable[],
  counts: readonly JointCount[],
  isPossible: (answers: Answers) => boolean,
): Unknowns {
  const byClass = merged(cellsOf(tables, counts, isPossible), keyOfCells).map((rows) =>
    (rows[0] ?? []).map((_, at) => sumOf(column(rows, at))),
  );
  const columns = (byClass[0] ?? []).map((_, at) => column(byClass, at));
  const byAnswer = merged(columns, keyOfCells);
  const rows = byClass.map((_, at) =>
    byAnswer.map((same) => sumOf(same.map((cells) => cells[at]))),
  );
  const cells = rows.flat();
  const cellsOfPlace = new Map<string, number[]>();
  cells.forEach(({ places, possible }, cell) => {
    if (!possible) return;
    for (const place of places) {
      const own = cellsOfPlace.get(place);
      if (own) own.push(cell);
      else cellsOfPlace.set(place, [cell]);
    }
  });
  const counted = cells.map(({ count }) => count);
  const totals = merged([...cellsOfPlace], ([, own]) => own.join()).map((same): Total => {
    const own = same[0]?.[1] ?? [];
    return {
      places: same.map(([key]) => {
        const [table = '', place = ''] = key.split('\t');
        return { table: Number(table), place: place as PlaceKey };
      }),
      cells: own,
      count: own.reduce((sum, cell) => sum + (counted[cell] ?? 0), 0),
    };
  });
  const totalsOf: number[][] = cells.map(() => []);
  totals.forEach((total, at) => total.cells.forEach((cell) => totalsOf[cell]?.push(at)));
  return {
    counts: counted,
    possible: cells.map(({ possible }) => possible),
    answers: byAnswer.length,
    totalsOf,
    totals,
  };
}
