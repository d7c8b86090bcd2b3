import { questionKey } from '../../surveys/words.js';
import {
  leftOutByDefault,
  type ColumnMapping,
  type Mapping,
  type SurveyTable,
  type TableColumn,
} from '../import-types.js';
import { buildQuestions } from './build-questions.js';
import { profileColumn, type ColumnProfile } from './column-profile.js';
import { datesReason, guessRole } from './guess-role.js';
import { keepQuestions } from './keep-questions.js';
import { knownQuestions } from './known-questions.js';
import { findColumnGroups, isOtherText, type ColumnGroup } from './option-columns.js';

/** A text column that lists what the option columns beside it say one by one. */
const repeated: Pick<ColumnMapping, 'role' | 'reason' | 'confidence'> = {
  role: 'ignore',
  reason: 'The columns beside it say the same, one option each.',
  confidence: 'high',
};

const ofGroup: Record<'parts' | 'spread', Pick<ColumnMapping, 'kind' | 'reason'>> = {
  parts: {
    kind: 'multiple',
    reason: 'One of the options of a multiple choice, a column for each.',
  },
  spread: { kind: 'single', reason: 'One of the answers of a single choice, a column for each.' },
};

function partOf(column: TableColumn, shape: 'parts' | 'spread'): ColumnMapping {
  return {
    position: column.position,
    role: 'multiple_part',
    ...ofGroup[shape],
    question: column.header,
    option: column.subheader,
    confidence: 'high',
  };
}

const notKept = new Set<ColumnMapping['role']>(['ignore', 'personal', 'response_id']);

/** Headings of the day on which a response was given. */
const responseDate =
  /complet|submi|respon|receiv|return|answered|interview|survey|timestamp|^date$|\bend/i;

/** The day of the response, where the platform does not name it: by its heading, or the only dates. */
function withDate(columns: readonly ColumnMapping[]): ColumnMapping[] {
  const dates = columns.filter(({ role, reason }) => role === 'ignore' && reason === datesReason);
  const headed = dates.filter(({ question }) => responseDate.test(question));
  const chosen = headed[0] ?? (dates.length === 1 ? dates[0] : undefined);
  if (!chosen || columns.some(({ role }) => role === 'date')) return [...columns];
  const reason = 'Its values are dates, and no other column says when the response was given.';
  return columns.map((column) =>
    column === chosen ? { ...column, role: 'date', reason } : column,
  );
}

/** "How much do you agree? Staff listen to me": the heading's own end parts it from the row of its grid. */
function ownWording({ header, subheader, letter }: TableColumn): string {
  if (header === '' || subheader === '') return header || subheader || `Column ${letter}`;
  return `${header}${/[?.:!…]$/.test(header) ? '' : ':'} ${subheader}`;
}

function mapAlone(table: SurveyTable, column: TableColumn, profile: ColumnProfile): ColumnMapping {
  return {
    position: column.position,
    question: ownWording(column),
    ...guessRole(table, column, profile),
  };
}

/**
 * Columns of the same wording that are no options of each other stay questions of their own; a column
 * that is not kept takes no wording from one that is.
 */
function keepApart(table: SurveyTable, columns: readonly ColumnMapping[]): ColumnMapping[] {
  const seen = new Set(
    columns
      .filter((column) => column.role === 'multiple_part')
      .map((column) => questionKey(column.question)),
  );
  return columns.map((column) => {
    if (column.role === 'multiple_part' || notKept.has(column.role)) return column;
    const key = questionKey(column.question);
    const letter = table.columns[column.position]?.letter ?? '';
    const question = seen.has(key) ? `${column.question} (column ${letter})` : column.question;
    seen.add(key);
    return { ...column, question };
  });
}

/** Whether the next columns are the options of this very column, as form builders write both. */
const listsOptions = (column: TableColumn, groups: readonly ColumnGroup[]) =>
  column.subheader === '' &&
  groups.some(
    ({ shape, columns }) =>
      shape === 'parts' &&
      columns.length > 1 &&
      columns[0]?.position === column.position + 1 &&
      columns[0].header === column.header,
  );

/**
 * What every column is, each with its reason: from the platform, the headings, the values, and the
 * mappings that were confirmed for the survey, newest first, where there are any.
 */
export function guessMapping(table: SurveyTable, ...confirmed: readonly Mapping[]): Mapping {
  const profiles = table.columns.map((column) => profileColumn(table, column.position));
  const groups = findColumnGroups(table, profiles);
  const groupOf = new Map<number, ColumnGroup>(
    groups.flatMap((group) => group.columns.map((column) => [column.position, group] as const)),
  );
  const guessed = table.columns.map((column, at) => {
    const shape = groupOf.get(column.position)?.shape;
    const profile = profiles[at] ?? profileColumn(table, column.position);
    const part = shape !== undefined && shape !== 'grid' && !isOtherText(column, profile);
    if (part) return partOf(column, shape);
    const alone = mapAlone(table, column, profile);
    return listsOptions(column, groups) ? { ...alone, ...repeated } : alone;
  });
  const columns = keepApart(table, withDate(guessed));
  const { layout } = table;
  const known = knownQuestions(columns, confirmed);
  if (!known) {
    const questions = buildQuestions(table, columns);
    return { layout, columns, questions, leaveOut: leftOutByDefault };
  }
  const kept = keepQuestions(columns, known, ({ position, option }) =>
    option === undefined ? [...(profiles[position]?.labels.values() ?? [])] : [option],
  );
  const questions = buildQuestions(table, kept.columns, known.all);
  return { layout, ...kept, questions, leaveOut: known.all.leaveOut ?? leftOutByDefault };
}
