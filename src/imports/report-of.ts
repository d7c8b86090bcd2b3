import { respondentGroups } from '../surveys/respondent-groups.js';
import type { QuestionKind } from '../surveys/words.js';
import type { ImportReport } from './import-papers.js';
import type { Mapping, PreparedImport } from './import-types.js';

const closedKinds = new Set<QuestionKind>(['single', 'scale', 'multiple']);

export function reportOf(prepared: PreparedImport, mapping: Mapping): ImportReport {
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
  };
}

/** A report for keeping: it says where each problem was, and not what stood there. */
export const reportToKeep = (report: ImportReport): ImportReport => ({
  ...report,
  problems: report.problems.map((problem) => ({ ...problem, value: '' })),
});
