import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.js';
import { dropSetAside } from './set-aside.js';

const erasureSchema = z.object({
  /** ISO instant. */
  at: z.string(),
  /** SHA-256, hexadecimal, of the file that held the response. */
  file: z.string(),
  /** 1-based row of its sheet; null for every row, where a wave was purged. */
  row: z.number().int().nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;

/**
 * The list lies beside the database and not in it: a backup taken before an erasure brings the words
 * back, and this says what has to go again. It tells nothing of a response but its place in a file.
 */
const listFile = ({ dataDir }: Pick<Config, 'dataDir'>) => path.join(dataDir, 'erasures.jsonl');

/** Notes the erasures that are not in the list yet, on the disk when it resolves. */
export async function noteErasures(config: Config, erasures: readonly Erasure[]): Promise<void> {
  const key = ({ file, row }: Erasure) => `${file} ${row}`;
  const known = new Set((await listErasures(config)).map(key));
  const fresh = erasures.filter((erasure) => !known.has(key(erasure)));
  if (fresh.length === 0) return;
  await dropSetAside(config);
  const handle = await open(listFile(config), 'a', 0o600);
  try {
    // A line that a crash cut off has no end yet: what came behind it would be lost with it.
    const lines = fresh.map((erasure) => `\n${JSON.stringify(erasure)}\n`);
    await handle.appendFile(lines.join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Every erasure there has been, in order; a line that a crash cut off is passed over. */
export async function listErasures(config: Pick<Config, 'dataDir'>): Promise<Erasure[]> {
  const text = await readFile(listFile(config), 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    try {
      return [erasureSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
