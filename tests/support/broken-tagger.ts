import { parentPort } from 'node:worker_threads';
import type { TagOrder, TagReport } from '../../src/themes/tag-pool.js';
import { packRows } from '../../src/themes/tag-rows.js';

/** Stands in for a thread that tags: the first parts are done, then it goes wrong. */
parentPort?.on('message', ({ id, comments }: TagOrder) => {
  if (id > 4) throw new Error('a fault of ours');
  const found = {
    label: 'neutral',
    probability: 1,
    evidence: '[]',
    criticality: 0,
    risks: '',
    themes: [],
  } as const;
  const rows = comments.map(() => ({ ...found, themes: [] }));
  parentPort?.postMessage({ id, packed: packRows(rows) } satisfies TagReport);
});
