import { setTimeout } from 'node:timers/promises';
import type { ImportState } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Services } from '../http/services.js';
import { askToCancel, dropQueued, latestJob, type OrderedJob } from '../jobs/job-queries.js';
import { cancelledFailure } from '../jobs/run-in-thread.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Viewer } from '../people/permissions.js';
import { discardImport, discardUpload } from './discard-import.js';
import { findImport, type ImportSummary } from './import-queries.js';
import { importState } from './import-state-queries.js';
import { settleImport, takeOverAbandoned } from './settle-import.js';

const cancellable: readonly ImportState[] = ['reading', 'checking', 'importing'];
const uncancellable: Partial<Record<ImportState, string>> = {
  undoing: 'is being undone',
  purging: 'is being removed with its wave',
};

const ended = ({ id, fileName }: ImportSummary) =>
  new ViewfinderError(
    'conflict',
    `The work on ${fileName} had ended before it could be cancelled.`,
    {
      link: { href: `/imports/${id}`, text: 'See where it stands' },
    },
  );

/** What came of the wish to cancel: put in order; taken out of the list; or still being stopped. */
export type Cancelling = 'cancelled' | 'discarded' | 'asked';

type Work = Pick<Services, 'db' | 'config' | 'jobs'>;

/** Work that had not begun needs nobody to stop it. */
async function settleQueued({ db, config }: Work, job: OrderedJob, by: string): Promise<void> {
  const { how, error } = cancelledFailure(by);
  if (await dropQueued(db, job.id, error)) await settleImport(db, config, job, how);
}

/** Whether the work came to its end within the time that a person waits. */
async function hasEnded({ db, config }: Work, importId: number): Promise<boolean> {
  const until = Date.now() + config.jobWaitSeconds * 1000;
  for (;;) {
    const job = await latestJob(db, importId);
    if (job?.state !== 'queued' && job?.state !== 'running') return true;
    if (Date.now() > until) return false;
    await setTimeout(100);
  }
}

/**
 * Cancels the reading, checking or importing of a file, in whichever process it runs: the import goes
 * back to the step before; one that was still being read is discarded.
 * @throws ViewfinderError `conflict` where nothing of the kind is under way.
 */
export async function cancelImport(
  services: Work,
  viewer: Viewer,
  importId: number,
): Promise<Cancelling> {
  const { db } = services;
  const found = await findImport(db, viewer, importId);
  const why = uncancellable[found.state];
  if (why !== undefined) {
    throw new ViewfinderError(
      'conflict',
      `${found.fileName} ${why}: part of its responses are gone already, so this cannot be cancelled.`,
      { link: { href: `/imports/${found.id}`, text: 'See how far it is' } },
    );
  }
  const job = await latestJob(db, found.id);
  if (!job || !cancellable.includes(found.state)) throw ended(found);
  const by = viewer.fullName || viewer.accountName;
  await db.transaction().execute(async (transaction) => {
    if (!(await askToCancel(transaction, job.id, by))) throw ended(found);
    await recordAudit(transaction, viewer, {
      action: 'import_cancelled',
      subject: { kind: 'import', id: found.id, name: found.fileName },
      after: { step: job.kind },
    });
  });
  await settleQueued(services, { ...job, actor: viewer }, by);
  await takeOverAbandoned(services);
  if (!(await hasEnded(services, found.id))) return 'asked';
  return discardUnread(services, viewer, found.id);
}

/** A shell command discards its own file as soon as it learns of the end; whoever comes first does it. */
async function discardUnread(
  services: Work,
  viewer: Viewer,
  importId: number,
): Promise<Cancelling> {
  const left = await importState(services.db, importId);
  if (left !== undefined && left !== 'failed') return 'cancelled';
  if (left === 'failed') await discardImport(services, viewer, importId);
  return 'discarded';
}

/**
 * Removes an import that is not published, cancelling first whatever is under way.
 * @throws ViewfinderError `conflict` where it is published, being undone, or takes too long to stop.
 */
export async function removeImport(
  services: Work,
  viewer: Viewer,
  importId: number,
): Promise<void> {
  const { state, fileName } = await findImport(services.db, viewer, importId);
  if (cancellable.includes(state)) {
    const outcome = await cancelImport(services, viewer, importId);
    if (outcome === 'discarded') return;
    if (outcome === 'asked') {
      throw new ViewfinderError(
        'unavailable',
        `${fileName} is being stopped. Ask again in a moment.`,
      );
    }
  }
  await discardUpload(services, viewer, importId);
}
