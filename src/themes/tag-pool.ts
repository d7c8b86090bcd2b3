import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TaggerParts } from './tag-comments.js';
import { unpackRows, type TagRow } from './tag-rows.js';

/** A comment with the wording of the question that it answers. */
export interface CommentToTag {
  text: string;
  question: string;
}

/** What a thread of the pool is sent, and what it sends back. */
export interface TagOrder {
  id: number;
  comments: readonly CommentToTag[];
}
export interface TagReport {
  id: number;
  packed: string;
}

/** Threads that tag comments, each with a tagger of its own. They end with the thread that opened them. */
export interface TagPool {
  /**
   * The rows of the comments in their order, part by part as they are ready.
   * @throws what stopped one of the threads.
   */
  tag(comments: readonly CommentToTag[]): AsyncIterable<TagRow[]>;
  /** Ends the threads, whatever they do. */
  close(): Promise<void>;
}

const commentsInPart = 500;
/** Parts under way for each thread: one in work, and some so that none waits for the other to be stored. */
const partsEach = 6;

interface Thread {
  worker: Worker;
  waiting: Map<number, { resolve: (packed: string) => void; reject: (why: Error) => void }>;
}

function startThread(workerFile: URL, workerData: TaggerParts | undefined): Thread {
  const worker = new Worker(workerFile, { workerData });
  const thread: Thread = { worker, waiting: new Map() };
  const fail = (why: Error) => {
    for (const { reject } of thread.waiting.values()) reject(why);
    thread.waiting.clear();
  };
  worker.on('message', ({ id, packed }: TagReport) => {
    thread.waiting.get(id)?.resolve(packed);
    thread.waiting.delete(id);
  });
  worker.on('error', fail);
  worker.on('exit', () =>
    fail(new Error('A thread that tags comments ended before its work did.')),
  );
  return thread;
}

/** Opens a pool, by default of a thread for each core; they load their models at once, beside other work. */
export function openTagPool(
  parts?: TaggerParts,
  threadCount = availableParallelism(),
  workerFile = new URL('./tag-worker.js', import.meta.url),
): TagPool {
  const threads = Array.from({ length: threadCount }, () => startThread(workerFile, parts));
  let lastId = 0;

  function start(comments: readonly CommentToTag[]): Promise<string> {
    const [first, ...others] = threads;
    if (!first) throw new RangeError('A pool needs a thread.');
    const thread = others.reduce(
      (least, one) => (one.waiting.size < least.waiting.size ? one : least),
      first,
    );
    const order: TagOrder = { id: (lastId += 1), comments };
    const tagged = new Promise<string>((resolve, reject) => {
      thread.waiting.set(order.id, { resolve, reject });
      thread.worker.postMessage(order);
    });
    // It is waited for in its turn; until then its failure is not one that nobody looks at.
    tagged.catch(() => undefined);
    return tagged;
  }

  return {
    async *tag(comments) {
      const under: Promise<string>[] = [];
      for (let from = 0; from < comments.length || under.length > 0;) {
        while (from < comments.length && under.length < threads.length * partsEach) {
          under.push(start(comments.slice(from, from + commentsInPart)));
          from += commentsInPart;
        }
        const next = under.shift();
        if (next) yield unpackRows(await next);
      }
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
