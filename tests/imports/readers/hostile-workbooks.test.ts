import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { hostileWorkbooks } from './hostile-workbooks.js';
import type { Ending } from './hostile-worker.js';

/** Generous, for the machine may be busy: without limits each of these takes minutes or gigabytes. */
const mostSeconds = 30;
const mostHeapMegabytes = 256;

function readInWorker(bytes: Buffer): Promise<Ending> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('hostile-worker.js', import.meta.url), {
      workerData: new Uint8Array(bytes),
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMegabytes },
    });
    const end = (ending: Ending) => {
      clearTimeout(limit);
      void worker.terminate().then(() => resolve(ending));
    };
    const limit = setTimeout(
      () => end({ ends: 'late', sentence: `It took over ${mostSeconds} s.` }),
      mostSeconds * 1000,
    );
    worker.on('message', end);
    worker.on('error', (error) => end({ ends: 'crash', sentence: String(error) }));
  });
}

describe('a file that was made to harm', () => {
  test.each(Object.entries(hostileWorkbooks))(
    '%s ends in a reading or in one plain sentence',
    async (_what, { make, ends, says = '' }) => {
      const ending = await readInWorker(make());
      expect(ending).toMatchObject({ ends });
      expect(ending.sentence).toContain(says);
      if (ends !== 'read') expect(ending.sentence).toMatch(/^“upload\.xlsx” [^\n]+\.$/);
    },
  );
});
