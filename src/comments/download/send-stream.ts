import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Sends a file while it is written. Whoever closes the connection has changed their mind: nothing is wrong. */
export async function sendStream(file: Readable, response: Writable): Promise<void> {
  try {
    await pipeline(file, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
