import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** What has a data folder, and is at rest. */
interface Filled {
  dataDir: string;
  stop(): Promise<void>;
}

/**
 * A data folder that is filled once for a suite, when it is first asked for, and goes with it: imports take
 * seconds, and each test starts with a copy.
 */
export function keptFolder(fill: () => Promise<Filled>): () => Promise<string> {
  let kept: Promise<string> | undefined;
  const keep = async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'viewfinder-kept-'));
    const { dataDir, stop } = await fill();
    await cp(dataDir, folder, { recursive: true });
    await stop();
    return folder;
  };
  afterAll(async () => {
    if (kept) await rm(await kept, { recursive: true, force: true });
  });
  return () => (kept ??= keep());
}
