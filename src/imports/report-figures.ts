import type { ImportReport } from './import-papers.js';
import { summariseReport } from './report-summary.js';

/** The figures of a report as programs are given them; `problems` is how many there are. */
export const reportFigures = (report: ImportReport) => ({
  rowsRead: report.rowsRead,
  responses: report.responses,
  excluded: report.excluded,
  questions: report.closedQuestions + report.openQuestions,
  closedQuestions: report.closedQuestions,
  openQuestions: report.openQuestions,
  attributes: report.attributes,
  comments: report.comments,
  groups: report.groups,
  problems: summariseReport(report, true).count,
});
