import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../give-way.js';
import { createTagger, type TaggerParts } from './tag-comments.js';
import type { TagOrder, TagReport } from './tag-pool.js';
import { packRows, tagRow } from './tag-rows.js';

giveWay();

const tagger = createTagger(workerData as TaggerParts | undefined);

parentPort?.on('message', ({ id, comments }: TagOrder) => {
  const rows = comments.map(({ text, question }) => tagRow(tagger.tag(text, question)));
  const report: TagReport = { id, packed: packRows(rows) };
  parentPort?.postMessage(report);
});
