import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';
import { unfinishedJobs } from '../jobs/job-queries.js';
import { isStillRunning } from '../jobs/still-running.js';
import { currentFrame } from '../themes/frame-queries.js';
import { recodeImport } from '../themes/recode-import.js';
import { markOutdated, outdatedImports } from '../themes/recode-queries.js';
import { withDatabase } from './with-database.js';

/** Codes every comment again by the version of the frame in use; run again where it was cut short. */
export const recodeCommand = (): Promise<void> =>
  withDatabase(async (db) => {
    if ((await unfinishedJobs(db)).some(isStillRunning)) {
      throw new ViewfinderError(
        'conflict',
        'A server or another command is at work on comments. Wait until it is done, then try again.',
      );
    }
    const { content } = await currentFrame(db);
    await markOutdated(db);
    let comments = 0;
    for (const one of await outdatedImports(db)) {
      await recodeImport(db, one.id);
      comments += one.comments;
    }
    console.log(
      `${formatCount(comments, 'comment')} coded by ${content.name}, version ${content.version}`,
    );
  });
