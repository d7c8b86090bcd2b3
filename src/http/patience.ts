import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { ViewfinderError } from '../errors.js';

/** Until when whoever sent the request under way waits, in milliseconds since 1970. */
const until = new AsyncLocalStorage<number>();

/** From here on a request waits so many seconds for long work, all of it together. */
export const waitAtMost =
  (seconds: number): RequestHandler =>
  (_request, _response, next) =>
    until.run(Date.now() + seconds * 1000, next);

/**
 * The outcome of long work that goes on by itself, if it is there in time; a command of the shell waits.
 * @throws ViewfinderError `unavailable` with `told`, a sentence, where it is not.
 */
export async function inTime<T>(work: Promise<T>, told: string): Promise<T> {
  const end = until.getStore();
  if (end === undefined) return work;
  const stop = new AbortController();
  const late = sleep(Math.max(end - Date.now(), 0), undefined, { signal: stop.signal }).then(() => {
    throw new ViewfinderError('unavailable', told, { retrySeconds: 5 });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
