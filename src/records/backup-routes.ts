import { setTimeout } from 'node:timers/promises';
import { Router } from 'express';
import { ViewfinderError } from '../errors.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { listBackups } from './backup-folder.js';

/** The backups that the server keeps, and taking one now. They are fetched from the disk, never from here. */
export function backupRoutes({ config, backups }: Services): Router {
  const router = Router();
  const { backupDir, backupHours, backupKeep, jobWaitSeconds } = config;

  router.get('/records/backups', async (request, response) => {
    await sendPage(request, response, {
      view: 'records/backups',
      title: 'Backups',
      refreshSeconds: backups.isRunning ? 5 : undefined,
      model: {
        folder: backupDir,
        hours: backupHours,
        keep: backupKeep,
        isRunning: backups.isRunning,
        failure: backups.failure,
        backups: backupDir === null ? [] : await listBackups(backupDir),
      },
    });
  });

  router.post('/records/backups', async (request, response) => {
    if (backupDir === null) {
      throw new ViewfinderError(
        'conflict',
        'This server has no folder for backups. Set BACKUP_DIR and start it again.',
      );
    }
    // A short backup is done by then; the page shows a longer one as under way.
    const late = setTimeout(jobWaitSeconds * 1000, undefined, { ref: false });
    await Promise.race([backups.take(request.viewer), late]);
    const isMade = !backups.isRunning && backups.failure === null;
    redirectTo(response, '/records/backups', isMade ? 'backup-made' : undefined);
  });

  return router;
}
