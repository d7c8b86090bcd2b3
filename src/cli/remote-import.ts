import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import type { FileImport, FileRequest } from '../imports/import-file.js';
import type { ImportReport } from '../imports/import-papers.js';
import type { RemoteServer } from './remote-server.js';

const lookEveryMilliseconds = 500;
const importSchema = z.object({
  id: z.number(),
  state: z.string(),
  layout: z.string().nullable(),
  progress: z.unknown(),
  error: z.string().nullable(),
  links: z.object({ page: z.string() }),
});
const pageSchema = z.object({ report: z.unknown() });

/** The import once no work on it is under way, or nobody waits for it any longer. */
async function settled(server: RemoteServer, place: string, signal: AbortSignal) {
  for (;;) {
    const found = await server.get(place, importSchema);
    if (found.progress === null || signal.aborted) return found;
    await setTimeout(lookEveryMilliseconds);
  }
}

async function readUpload(file: string): Promise<Blob> {
  try {
    return new Blob([new Uint8Array(await readFile(file))]);
  } catch (cause) {
    throw new ViewfinderError('not_found', `${file} cannot be read. Check its name.`, { cause });
  }
}

/**
 * Uploads a file and has it imported, taking each guess as it is, as the local import does.
 * @throws ViewfinderError with the sentence that says why not; nothing of the file is left then.
 */
export async function remoteImport(
  server: RemoteServer,
  { file, survey, wave, group, leaveOut }: FileRequest,
  signal: AbortSignal,
): Promise<FileImport> {
  const form = new FormData();
  const fields = { survey, wave, group, confirm: 'guesses' };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (leaveOut) form.set('leave-out', leaveOut.join(',') || 'none');
  form.set('file', await readUpload(file), path.basename(file));
  const place = await server.post('/api/imports', form);
  const { id, state, layout, error, links } = await settled(server, place, signal);
  if (state === 'published') {
    const { report } = await server.get(links.page, pageSchema);
    return { importId: id, layout, report: report as ImportReport };
  }
  await server.remove(place);
  const interrupted = signal.aborted ? 'The import was cancelled.' : null;
  throw new ViewfinderError('invalid', interrupted ?? error ?? 'The file could not be imported.');
}
