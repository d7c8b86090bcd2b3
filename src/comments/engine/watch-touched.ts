import { forgetTouched } from '../../db/comment-matches.js';
import type { Db } from '../../db/schema.js';
import { logFault } from '../../log-fault.js';

const everyMilliseconds = 3_600_000;

/** Forgets what was touched long ago, at once and every hour. Returns what ends it. */
export function watchTouched(db: Db): () => void {
  const look = () =>
    void forgetTouched(db).catch((error: unknown) => logFault(['touched comments'], error));
  const timer = setInterval(look, everyMilliseconds).unref();
  look();
  return () => clearInterval(timer);
}
