import { Worker } from 'node:worker_threads';
import type { Config } from '../config.js';
import type { Db } from '../db/schema.js';
import { ViewfinderError, type ErrorDetails, type ErrorKind } from '../errors.js';
import type { Viewer } from '../people/permissions.js';

/** What a reading thread is started with. */
export interface ReadingOrder {
  config: Config;
}

/** One thing to read: a use case by its name, with what it is called with besides the database. */
export interface ReadingRequest {
  id: number;
  name: string;
  viewer: Viewer;
  parameters: Record<string, unknown>;
}

export type ReadingAnswer =
  | { id: number; result: unknown }
  | { id: number; refused: { kind: ErrorKind; message: string; details: ErrorDetails } }
  | { id: number; fault: unknown };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Taking comments in makes much that is soon dropped: V8 would let 100 MB of it lie before looking. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };
/** Threads get this long beyond SEARCH_SECONDS, after which they say themselves what they have. */
const graceMilliseconds = 5000;

const tooLong = (seconds: number) =>
  new ViewfinderError(
    'unavailable',
    `This took longer than ${seconds} seconds, so it was stopped. Add a filter or a word, and try again.`,
  );

/** A thread that reads, with its own connection; what it holds of the comments ends with it. */
class ReadingThread {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  ended = false;

  constructor(workerFile: URL, order: ReadingOrder) {
    this.thread = new Worker(workerFile, { workerData: order, resourceLimits });
    this.thread.unref();
    this.thread.on('message', (answer: ReadingAnswer) => this.settle(answer));
    this.thread.on('error', (error) => void this.end(error));
    this.thread.on('exit', () => void this.end(tooLong(order.config.searchSeconds)));
  }

  get busy(): number {
    return this.waiting.size;
  }

  read(what: Omit<ReadingRequest, 'id'>, milliseconds: number, late: Error): Promise<unknown> {
    this.count += 1;
    const request: ReadingRequest = { id: this.count, ...what };
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => void this.end(late), milliseconds);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(limit);
          settle(value);
        };
      this.waiting.set(request.id, { resolve: settled(resolve), reject: settled(reject) });
      this.thread.postMessage(request);
    });
  }

  private settle(answer: ReadingAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('result' in answer) waiting?.resolve(answer.result);
    else if ('refused' in answer) {
      const { kind, message, details } = answer.refused;
      waiting?.reject(new ViewfinderError(kind, message, details));
    } else waiting?.reject(answer.fault);
  }

  /** Whatever it still reads is refused: better-sqlite3 cannot be interrupted, but its thread can be ended. */
  end(error: unknown): Promise<unknown> {
    this.ended = true;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    return this.thread.terminate();
  }
}

/** What a page shows, from what its address says; plain contents, so that they pass between threads. */
export type Read<T> = (
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<T>;

export interface Reading {
  /** Reads beside the thread that serves pages, where there are threads and the use case has a name to them. */
  read<T>(read: Read<T>, viewer: Viewer, parameters: Readonly<Record<string, unknown>>): Promise<T>;
  /** Has every thread take in the comments before somebody asks. */
  warm(): void;
  stop(): Promise<void>;
}

interface ReadingParts {
  db: Db;
  config: Config;
  workerFile: URL;
  /** By what name a thread is asked for a use case. */
  names: ReadonlyMap<Read<unknown>, string>;
}

/** As many threads as SEARCH_THREADS, each started when it is first wanted and again after it was ended. */
export function createReading({ db, config, workerFile, names }: ReadingParts): Reading {
  const threads: (ReadingThread | undefined)[] = Array.from({ length: config.searchThreads });
  const threadAt = (at: number): ReadingThread => {
    const running = threads[at];
    if (running && !running.ended) return running;
    return (threads[at] = new ReadingThread(workerFile, { config }));
  };
  const load = (at: number) => threads[at]?.busy ?? 0;
  const milliseconds = config.searchSeconds * 1000 + graceMilliseconds;
  return {
    async read<T>(read: Read<T>, viewer: Viewer, parameters: Readonly<Record<string, unknown>>) {
      const name = names.get(read);
      const [least] = [...threads.keys()].sort((a, b) => load(a) - load(b));
      if (name === undefined || least === undefined) return read(db, viewer, parameters);
      const late = tooLong(config.searchSeconds);
      const request = { name, viewer, parameters: { ...parameters } };
      return (await threadAt(least).read(request, milliseconds, late)) as T;
    },
    warm() {
      for (const at of threads.keys()) threadAt(at);
    },
    async stop() {
      const late = new ViewfinderError(
        'unavailable',
        'The server is being stopped. Try again soon.',
      );
      await Promise.all(threads.flatMap((thread) => thread?.end(late) ?? []));
    },
  };
}
