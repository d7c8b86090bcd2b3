import type { Db, ImportState } from '../db/schema.js';

export interface WaveImports {
  published: number;
  purging: number;
  /** Uploads that are neither imported nor given up yet. */
  open: number;
}

const openStates: readonly ImportState[] = [
  'reading',
  'mapping',
  'checking',
  'checked',
  'importing',
  'undoing',
];

export async function waveImports(db: Db, waveId: number): Promise<WaveImports> {
  const rows = await db.selectFrom('import').select('state').where('waveId', '=', waveId).execute();
  const count = (states: readonly ImportState[]) =>
    rows.filter(({ state }) => states.includes(state)).length;
  return { published: count(['published']), purging: count(['purging']), open: count(openStates) };
}

/** The SHA-256 of the files that a wave's published imports came from. */
export async function publishedFiles(db: Db, waveId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('import')
    .select('fileSha256')
    .where('waveId', '=', waveId)
    .where('state', '=', 'published')
    .execute();
  return rows.map(({ fileSha256 }) => fileSha256);
}

/** From now on nothing of the wave's responses is found or counted; they still have to be removed. */
export async function markPurged(db: Db, waveId: number, purgedAt: string): Promise<void> {
  await db.updateTable('wave').set({ purgedAt }).where('id', '=', waveId).execute();
  await db
    .updateTable('import')
    .set({ state: 'purging' })
    .where('waveId', '=', waveId)
    .where('state', '=', 'published')
    .execute();
}

export async function setRetention(
  db: Db,
  waveId: number,
  retainUntil: string | null,
): Promise<void> {
  await db.updateTable('wave').set({ retainUntil }).where('id', '=', waveId).execute();
}

/** The waves that still have imports to be removed. */
export async function wavesBeingPurged(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('import')
    .select('waveId')
    .distinct()
    .where('state', '=', 'purging')
    .execute();
  return rows.map(({ waveId }) => waveId);
}

/**
 * The waves whose published imports all came from these files: of another wave, which holds one of them
 * among others, nothing more may go.
 */
export async function wavesOfFiles(db: Db, files: ReadonlySet<string>): Promise<number[]> {
  const rows = await db
    .selectFrom('import')
    .select(['waveId', 'fileSha256'])
    .where('state', '=', 'published')
    .execute();
  const others = new Set(
    rows.flatMap(({ waveId, fileSha256 }) => (files.has(fileSha256) ? [] : [waveId])),
  );
  return [...new Set(rows.map(({ waveId }) => waveId))].filter((id) => !others.has(id));
}
