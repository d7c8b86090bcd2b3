import { respondentGroups } from '../surveys/respondent-groups.js';
import type { QuestionKind } from '../surveys/words.js';
import type { ImportReport } from './import-papers.js';
import type { ColumnRole, Mapping, PreparedImport, SurveyTable } from './import-types.js';
import { personalDetailsIn } from './prepare/personal-details.js';

const closedKinds = new Set<QuestionKind>(['single', 'scale', 'multiple']);

/** What the checks found, and what an import of it would hold. */
export function reportOf(
  prepared: PreparedImport,
  mapping: Mapping,
  table: SurveyTable,
): ImportReport {
  const closed = prepared.questions.filter(({ kind }) => closedKinds.has(kind)).length;
  const groups = respondentGroups.map(({ key, name }) => ({
    name,
    count: prepared.responses.filter((response) => response.groupKey === key).length,
  }));
  return {
    rowsRead: prepared.rowsRead,
    responses: prepared.responses.length,
    excluded: prepared.excluded,
    closedQuestions: closed,
    attributes: prepared.questions.length - closed,
    openQuestions: prepared.openQuestions.length,
    comments: prepared.comments.length,
    droppedColumns: mapping.columns.filter((column) => column.role === 'personal').length,
    groups: groups.filter((group) => group.count > 0),
    problems: prepared.problems,
    problemCounts: prepared.problemCounts,
    counts: prepared.counts,
    columns: mapping.columns.map(({ position, role, question, reason, confidence }) => ({
      letter: table.columns[position]?.letter ?? '',
      question,
      role,
      reason,
      confidence,
    })),
  };
}

/** Columns whose values are stored as answers, so that a kept report may name them too. */
const storedRoles = new Set<ColumnRole>([
  'closed',
  'multiple_part',
  'number',
  'date',
  'attribute',
  'provider',
  'region',
  'local_authority',
]);

/**
 * A report for keeping: the values of answers, which are stored anyhow; of comments, personal details and
 * what is not stored it says where they were and not what stood there.
 */
export function reportToKeep(report: ImportReport): ImportReport {
  const stored = new Set(
    report.columns?.filter(({ role }) => storedRoles.has(role)).map(({ letter }) => letter),
  );
  return {
    ...report,
    problems: report.problems.map((problem) => {
      const isKept = stored.has(problem.column) && personalDetailsIn(problem.value).length === 0;
      return isKept ? problem : { ...problem, value: '' };
    }),
  };
}
