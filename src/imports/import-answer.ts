import type { Db, ImportState } from '../db/schema.js';
import { latestJob } from '../jobs/job-queries.js';
import { stepAgain } from './begin-step.js';
import { parseReport } from './import-papers.js';
import { importProgress } from './import-progress.js';
import { findImportPapers, type ImportSummary } from './import-queries.js';
import { reportFigures } from './report-figures.js';

/** What a program may do next with an import, by where it stands. */
const nextSteps: Partial<Record<ImportState, string>> = {
  mapping: 'check',
  checked: 'import',
  reading: 'cancel',
  checking: 'cancel',
  importing: 'cancel',
};

function linksOf({ id, state }: ImportSummary, again: boolean) {
  const names = [nextSteps[state], again ? 'again' : undefined].filter(
    (name) => name !== undefined,
  );
  const address = `/api/imports/${id}`;
  return {
    self: address,
    page: `/imports/${id}`,
    problems: `/imports/${id}/problems.csv`,
    ...Object.fromEntries(names.map((name) => [name, `${address}/${name}`])),
  };
}

/** An import with the work on it that is under way, or failed last, as programs are told. */
export async function importAnswer(db: Db, found: ImportSummary) {
  const { id, state, survey, wave, fileName, layout, createdAt, publishedAt } = found;
  const papers = await findImportPapers(db, id);
  const job = await latestJob(db, id);
  const isUnderWay = job?.state === 'queued' || job?.state === 'running';
  const report = parseReport(papers.report);
  return {
    ...{ id, state, survey, wave, fileName, layout, createdAt, publishedAt },
    progress: isUnderWay ? importProgress(job, Date.now()) : null,
    error: job?.state === 'failed' ? job.error : null,
    report: report && reportFigures(report),
    links: linksOf(found, stepAgain(found, job, papers.uploadKey !== null) !== null),
  };
}
