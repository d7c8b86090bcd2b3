import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import type { FileImport, FileRequest } from '../imports/import-file.js';
import type { ImportReport } from '../imports/import-papers.js';
import type { RemoteServer } from './remote-server.js';

const lookEveryMilliseconds = 500;
const underWay = new Set(['reading', 'checking', 'importing']);

const importSchema = z.object({
  import: z.object({ id: z.number(), state: z.string(), layout: z.string().nullable() }),
  job: z.object({ state: z.string(), error: z.string().nullable() }).nullish(),
  error: z.string().nullish(),
  report: z.unknown().optional(),
});
type ImportPage = z.infer<typeof importSchema>;

/** The page of an import once no work on it is under way. */
async function settled(server: RemoteServer, place: string): Promise<ImportPage> {
  for (;;) {
    const page = await server.get(place, importSchema);
    if (!underWay.has(page.import.state) || page.job?.state === 'failed') return page;
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

/** The fields of the columns form that say which rows are left out; none where the survey's own choice holds. */
function rowsChoice(leaveOut: FileRequest['leaveOut']): URLSearchParams {
  if (!leaveOut) return new URLSearchParams();
  const ticked = leaveOut.map((doubt): [string, string] => ['leave-out', doubt]);
  return new URLSearchParams([['leave-out-shown', 'yes'], ...ticked]);
}

/** Where each step must end, and what is sent to begin it. */
const steps = [
  { state: 'mapping', next: 'columns' },
  { state: 'checked', next: 'import' },
  { state: 'published', next: null },
] as const;

/**
 * Uploads a file and takes it through every step, taking each guess as it is, as the local import does.
 * @throws ViewfinderError with the sentence that says why not; nothing of the file is left then.
 */
export async function remoteImport(
  server: RemoteServer,
  { file, survey, wave, group, leaveOut }: FileRequest,
): Promise<FileImport> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ newSurvey: survey, wave, group })) {
    form.set(name, value);
  }
  form.set('file', await readUpload(file), path.basename(file));
  const choices = rowsChoice(leaveOut);
  const place = await server.post('/imports', form);
  let page = await settled(server, place);
  for (const { state, next } of steps) {
    if (page.import.state !== state) {
      await server.post(`${place}/discard`, new URLSearchParams());
      const reason = page.error ?? page.job?.error ?? 'The file could not be imported.';
      throw new ViewfinderError('invalid', reason);
    }
    if (next === null) break;
    await server.post(`${place}/${next}`, next === 'columns' ? choices : new URLSearchParams());
    page = await settled(server, place);
  }
  return {
    importId: page.import.id,
    layout: page.import.layout,
    report: page.report as ImportReport,
  };
}
