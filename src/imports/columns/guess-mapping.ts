import { questionKey } from '../../surveys/words.js';
import type { ColumnMapping, Mapping, SurveyTable, TableColumn } from '../import-types.js';
import { buildQuestions } from './build-questions.js';
import { profileColumn, type ColumnProfile } from './column-profile.js';
import { guessRole } from './guess-role.js';
import { findColumnGroups, isOtherText, type ColumnGroup } from './option-columns.js';

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

const ownWording = ({ header, subheader, letter }: TableColumn) =>
  (subheader === '' ? header : `${header}: ${subheader}`) || `Column ${letter}`;

function mapAlone(table: SurveyTable, column: TableColumn, profile: ColumnProfile): ColumnMapping {
  return {
    position: column.position,
    question: ownWording(column),
    ...guessRole(table, column, profile),
  };
}

/** Columns of the same wording that are no options of each other stay questions of their own. */
function keepApart(table: SurveyTable, columns: readonly ColumnMapping[]): ColumnMapping[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    if (column.role === 'multiple_part') return column;
    const key = questionKey(column.question);
    const letter = table.columns[column.position]?.letter ?? '';
    const question = seen.has(key) ? `${column.question} (column ${letter})` : column.question;
    seen.add(key);
    return { ...column, question };
  });
}

const wordingOf = (column: ColumnMapping) =>
  `${questionKey(column.question)}|${column.option ?? ''}`;

function asConfirmed(
  column: ColumnMapping,
  known: ReadonlyMap<string, ColumnMapping>,
): ColumnMapping {
  const before = known.get(wordingOf(column));
  if (!before) return column;
  const { role, kind } = before;
  return {
    ...column,
    role,
    kind,
    reason: 'As in the last import of this survey.',
    confidence: 'high',
  };
}

/**
 * What every column is, each with its reason: from the platform, the headings, the values, and the
 * survey's last confirmed mapping where there is one.
 */
export function guessMapping(table: SurveyTable, known?: Mapping): Mapping {
  const profiles = table.columns.map((column) => profileColumn(table, column.position));
  const groups = findColumnGroups(table, profiles);
  const groupOf = new Map<number, ColumnGroup>(
    groups.flatMap((group) => group.columns.map((column) => [column.position, group] as const)),
  );
  const guessed = table.columns.map((column, at) => {
    const shape = groupOf.get(column.position)?.shape;
    const profile = profiles[at] ?? profileColumn(table, column.position);
    const part = shape !== undefined && shape !== 'grid' && !isOtherText(column);
    return part ? partOf(column, shape) : mapAlone(table, column, profile);
  });
  const before = new Map(known?.columns.map((column) => [wordingOf(column), column]));
  const columns = keepApart(table, guessed).map((column) => asConfirmed(column, before));
  return { layout: table.layout, columns, questions: buildQuestions(table, columns, known) };
}
