import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Db } from '../db/schema.js';
import { ViewfinderError } from '../errors.js';
import type { Actor } from '../people/permissions.js';
import { leastComments } from '../text/learn-themes.js';
import { currentFrame } from './frame-queries.js';
import type { Learned, LearnOrder } from './learn-worker.js';
import { addModel, confirmedComments } from './theme-model-queries.js';

const learning = new WeakMap<Db, Promise<number>>();

/**
 * Learns from every comment that people have reviewed, in a thread of its own: some seconds. One at a time;
 * whoever asks meanwhile gets the same. Returns the model's id.
 * @throws ViewfinderError `conflict` where too few comments are reviewed.
 */
export function learnThemesOf(db: Db, actor: Actor): Promise<number> {
  const underWay = learning.get(db);
  if (underWay) return underWay;
  const learned = learnNow(db, actor).finally(() => learning.delete(db));
  learning.set(db, learned);
  return learned;
}

async function learnNow(db: Db, actor: Actor): Promise<number> {
  const comments = await confirmedComments(db);
  if (comments.length < leastComments) {
    throw new ViewfinderError(
      'conflict',
      `Learning needs ${leastComments} reviewed comments; there are ${comments.length}. Review more first.`,
      { link: { href: '/review', text: 'Review comments' } },
    );
  }
  const { id: frameId, content: frame } = await currentFrame(db);
  const order: LearnOrder = { comments, frame };
  const worker = new Worker(new URL('./learn-worker.js', import.meta.url), { workerData: order });
  try {
    const [{ report, weights }] = (await once(worker, 'message')) as [Learned];
    return await addModel(db, actor, { frameId, report, weights });
  } finally {
    await worker.terminate();
  }
}
