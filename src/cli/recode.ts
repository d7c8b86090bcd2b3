import { formatCount } from '../http/formats.js';
import { currentFrame } from '../themes/frame-queries.js';
import { recodeImport } from '../themes/recode-import.js';
import { markOutdated, outdatedImports } from '../themes/recode-queries.js';
import { withDatabase } from './with-database.js';

/** Codes every comment again by the version of the frame in use; run again where it was cut short. */
export const recodeCommand = (): Promise<void> =>
  withDatabase(async (db) => {
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
