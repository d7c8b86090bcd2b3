import type { Db, ImportState } from '../db/schema.js';
import { unfinishedJobs } from '../jobs/job-queries.js';
import type { Sight } from '../people/sight.js';
import { importProgress, type ImportProgress } from './import-progress.js';
import { listImports, type ImportSummary } from './import-queries.js';

export interface ListedImport extends ImportSummary {
  /** While work on it is under way. */
  progress: ImportProgress | null;
  /** What it waits for its officer to do. */
  next: { href: string; text: string } | null;
}

const nextSteps: Partial<Record<ImportState, [page: string, text: string]>> = {
  mapping: ['/columns', 'Confirm columns'],
  checked: ['/checks', 'Check and import'],
  failed: ['', 'See why'],
  undoing: ['', 'Go on undoing'],
};

/** Every import, newest first, with how far it is or what it waits for. */
export async function listWithProgress(db: Db, viewer: Sight): Promise<ListedImport[]> {
  const jobs = new Map((await unfinishedJobs(db)).map((job) => [job.importId, job]));
  const now = Date.now();
  return (await listImports(db, viewer)).map((one) => {
    const job = jobs.get(one.id);
    const [page, text] = nextSteps[one.state] ?? [];
    const next =
      job || page === undefined || text === undefined
        ? null
        : { href: `/imports/${one.id}${page}`, text };
    return { ...one, progress: job ? importProgress(job, now) : null, next };
  });
}
