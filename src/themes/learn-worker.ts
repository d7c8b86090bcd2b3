import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../give-way.js';
import { encodeLearning } from '../text/encode-learning.js';
import type { FrameContent } from './code-frame.js';
import { learnFromComments, type ConfirmedComment } from './learn-from-comments.js';
import { createTagger } from './tag-comments.js';
import { reportOf, type ModelReport } from './theme-model-queries.js';

/** What the thread is started with, and what it sends back. */
export interface LearnOrder {
  comments: readonly ConfirmedComment[];
  frame: FrameContent;
}
export interface Learned {
  report: ModelReport;
  weights: Uint8Array;
}

giveWay();
const { comments, frame } = workerData as LearnOrder;
const learning = learnFromComments(comments, createTagger({ frame }));
const learned: Learned = { report: reportOf(learning), weights: encodeLearning(learning) };
parentPort?.postMessage(learned);
