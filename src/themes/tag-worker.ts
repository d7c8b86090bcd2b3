import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { createTagger } from './tag-comments.js';
import type { TagOrder, TagReport } from './tag-pool.js';
import { packRows, tagRow } from './tag-rows.js';

/** Every core tags, so pages go first. Linux alone takes this for the thread, and not for the whole server. */
const behindPages = 10;
if (process.platform === 'linux') setPriority(behindPages);

const tagger = createTagger();

parentPort?.on('message', ({ id, comments }: TagOrder) => {
  const rows = comments.map(({ text, question }) => tagRow(tagger.tag(text, question)));
  const report: TagReport = { id, packed: packRows(rows) };
  parentPort?.postMessage(report);
});
