import { Worker } from 'node:worker_threads';
import { ViewfinderError } from '../../errors.js';
import { logFault } from '../../log-fault.js';
import type { Protected } from './protect.js';
import type { ProtectOrder } from './protect-order.js';

/** What the thread is sent, and what it sends back. */
export interface SentOrder {
  id: number;
  order: ProtectOrder;
}
export interface SentOutcome {
  id: number;
  protected: Protected;
}

/** A thread for disclosure control, so that pages are served meanwhile; started when first needed. */
export interface ProtectThread {
  /**
   * Works orders out one after the other.
   * @throws ViewfinderError `unavailable` where the thread ended before; the next order starts another.
   */
  protect(order: ProtectOrder): Promise<Protected>;
  /** Ends the thread, whatever it does. */
  close(): Promise<void>;
}

const failed = () =>
  new ViewfinderError(
    'unavailable',
    'Figures for publication could not be worked out just now, so none are shown. Try again.',
  );

interface Running {
  worker: Worker;
  waiting: Map<number, { resolve: (outcome: Protected) => void; reject: (why: Error) => void }>;
}

export function openProtectThread(
  workerFile = new URL('./protect-worker.js', import.meta.url),
): ProtectThread {
  let running: Running | undefined;
  let lastId = 0;

  function start(): Running {
    const worker = new Worker(workerFile);
    const own: Running = { worker, waiting: new Map() };
    worker.on('message', ({ id, protected: outcome }: SentOutcome) => {
      own.waiting.get(id)?.resolve(outcome);
      own.waiting.delete(id);
      // Idle it keeps no process alive: a command of the shell ends once its figures are there.
      if (own.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => logFault(['disclosure control'], error));
    worker.on('exit', () => {
      if (running === own) running = undefined;
      for (const { reject } of own.waiting.values()) reject(failed());
    });
    return own;
  }

  return {
    protect(order) {
      const { worker, waiting } = (running ??= start());
      const sent: SentOrder = { id: (lastId += 1), order };
      return new Promise((resolve, reject) => {
        waiting.set(sent.id, { resolve, reject });
        worker.ref();
        worker.postMessage(sent);
      });
    },
    async close() {
      await running?.worker.terminate();
    },
  };
}
