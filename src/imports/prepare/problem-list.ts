import type { ColumnMapping, Problem, SurveyTable } from '../import-types.js';
import { personalDetailsIn } from './personal-details.js';

/** More than anybody reads; the rest is counted. */
const mostProblems = 1000;

/** Gathers what the checks find, each with its place, and what is done about it. */
export interface ProblemList {
  excluded(row: number, reason: string): void;
  unknownGroup(column: ColumnMapping, row: number, value: string): void;
  newAnswer(position: number, row: number, label: string): void;
  secondOf(column: ColumnMapping, what: string): void;
  monthFirst(column: ColumnMapping): void;
  invalid(column: ColumnMapping, row: number, value: string): void;
  comment(column: ColumnMapping, row: number, text: string): void;
  partial(row: number, position: number | undefined): void;
  dropped(columns: readonly ColumnMapping[]): void;
  all(): Problem[];
}

export function createProblemList(table: SurveyTable): ProblemList {
  const problems: Problem[] = [];
  let beyond = 0;

  function add(
    severity: Problem['severity'],
    place: { row?: number; position?: number | undefined; value?: string },
    message: string,
    action: string,
  ): void {
    if (problems.length >= mostProblems) {
      beyond += 1;
      return;
    }
    const column = place.position === undefined ? undefined : table.columns[place.position];
    problems.push({
      severity,
      sheet: table.sheet,
      row: place.row ?? 0,
      column: column?.letter ?? '',
      header: column?.header ?? '',
      value: (place.value ?? '').slice(0, 100),
      message,
      action,
    });
  }

  return {
    excluded: (row, reason) => add('warning', { row }, `${reason}.`, 'The row is left out.'),
    unknownGroup: ({ position }, row, value) =>
      add(
        'warning',
        { row, position, value },
        'This is not the name of a respondent group.',
        'The response is kept without a group.',
      ),
    newAnswer: (position, row, value) =>
      add(
        'note',
        { row, position, value },
        'This answer is not among the confirmed options.',
        'It is added as an option that is neither positive nor negative.',
      ),
    secondOf: ({ position }, what) =>
      add(
        'warning',
        { position },
        `Another column before it says the ${what} already.`,
        'The first counts, and this column is not stored. Give it another role to keep it.',
      ),
    monthFirst: ({ position }) =>
      add(
        'note',
        { position },
        'Its dates are written with the month before the day.',
        'They are read so.',
      ),
    invalid: ({ position, role }, row, value) =>
      add(
        'warning',
        { row, position, value },
        role === 'date' ? 'This is not a date.' : 'This is not a number.',
        'The answer is kept as invalid and out of every figure.',
      ),
    comment: ({ position }, row, text) => {
      for (const detail of personalDetailsIn(text)) {
        add(
          'warning',
          { row, position },
          `The comment seems to hold ${detail}.`,
          'It is kept as written: redact it before it is quoted.',
        );
      }
    },
    partial: (row, position) =>
      add('note', { row, position }, 'The return was not finished.', 'What was answered is kept.'),
    dropped: (columns) => {
      for (const { position } of columns) {
        add(
          'note',
          { position },
          'The column holds personal details.',
          'It is dropped and not stored.',
        );
      }
    },
    all: () => {
      if (beyond === 0) return problems;
      const more = `${beyond} more were found and are not listed.`;
      return [
        ...problems,
        {
          severity: 'note',
          sheet: table.sheet,
          row: 0,
          column: '',
          header: '',
          value: '',
          message: more,
          action: '',
        },
      ];
    },
  };
}
