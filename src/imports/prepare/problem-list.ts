import type { ColumnMapping, Problem, SurveyTable } from '../import-types.js';
import { kindsOfProblems, type ProblemKind } from './problem-kinds.js';

/** More places of one kind than anybody goes through; all are counted. */
export const mostPlaces = 5000;

interface Place {
  row?: number | undefined;
  position?: number | undefined;
  value?: string | undefined;
}

/** Instead of the sentences of the kind. */
type Words = Partial<Pick<Problem, 'message' | 'action'>>;

/** Gathers what the checks find, each with its place, and what is done about it. */
export interface ProblemList {
  add(kind: ProblemKind, place: Place, words?: Words): void;
  excluded(row: number, reason: string): void;
  unknownGroup(column: ColumnMapping, row: number, value: string): void;
  secondOf(column: ColumnMapping, what: string): void;
  partial(row: number, position: number | undefined): void;
  dropped(columns: readonly ColumnMapping[]): void;
  all(): Problem[];
  /** How many there are of each kind, listed or not. */
  counts(): Partial<Record<ProblemKind, number>>;
}

/** Long enough to recognise an answer by. */
const longestValue = 100;

export function createProblemList(table: SurveyTable): ProblemList {
  const problems: Problem[] = [];
  const counts = new Map<ProblemKind, number>();

  function headingAt(position: number | undefined) {
    const column = position === undefined ? undefined : table.columns[position];
    return { column: column?.letter ?? '', header: column?.header ?? '' };
  }

  function add(kind: ProblemKind, place: Place, words: Words = {}): void {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count > mostPlaces) return;
    const { row = 0, position, value = '' } = place;
    const { severity, message, action } = kindsOfProblems[kind];
    problems.push({
      kind,
      severity,
      sheet: table.sheet,
      row,
      ...headingAt(position),
      value: value.slice(0, longestValue),
      message,
      action,
      ...words,
    });
  }

  return {
    add,
    excluded: (row, reason) => add('excluded', { row }, { message: `${reason}.` }),
    unknownGroup: ({ position }, row, value) => add('unknown_group', { row, position, value }),
    secondOf: ({ position }, what) =>
      add(
        'second_column',
        { position },
        { message: `Another column before it says the ${what} already.` },
      ),
    partial: (row, position) => add('partial', { row, position }),
    dropped: (columns) => {
      for (const { position } of columns) add('dropped', { position });
    },
    all: () => problems,
    counts: () => Object.fromEntries(counts),
  };
}
