import { parentPort } from 'node:worker_threads';
import type { ReadingAnswer, ReadingRequest } from '../../src/jobs/reading-threads.js';

/** Stands for a thread that reads: one thing at once, one that it refuses, and one that never ends. */
const answers: Record<string, (request: ReadingRequest) => ReadingAnswer> = {
  quick: ({ id, viewer, parameters }) => ({
    id,
    result: { parameters, permissions: [...viewer.permissions] },
  }),
  refused: ({ id }) => ({
    id,
    refused: { kind: 'not_found', message: 'There is no such wave.', details: {} },
  }),
  faulty: ({ id }) => ({ id, fault: new TypeError('A fault of ours') }),
  endless: () => {
    for (;;);
  },
};

parentPort?.on('message', (request: ReadingRequest) => {
  const answer = answers[request.name];
  if (answer) parentPort?.postMessage(answer(request));
});
