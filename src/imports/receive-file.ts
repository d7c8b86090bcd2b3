import path from 'node:path';
import { ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Viewer } from '../people/permissions.js';
import { formatDate } from '../http/formats.js';
import type { StoredUpload } from '../http/upload.js';
import { ensureWave, findWave, parseName } from '../surveys/survey-queries.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import { addImport, findSameFile } from './import-queries.js';

export interface FileToReceive extends Omit<StoredUpload, 'path'> {
  /** The name the officer knows it by. */
  fileName: string;
  survey: string;
  wave: string;
  /** A wording or key of a respondent group, or '' where the file says it itself. */
  group: string;
}

function parseGroup(wording: string): string | null {
  if (wording === '') return null;
  const group = findRespondentGroup(wording);
  if (group) return group.key;
  const message = `“${wording}” is not a respondent group. Use one of those listed, such as “Foster carer”`;
  throw new ViewfinderError('invalid', `${message}.`, { faults: [{ field: 'group', message }] });
}

/** The officer's name for the file, without any path and short enough to show. */
const shownName = (fileName: string) =>
  path.basename(fileName.replace(/\\/g, '/')).slice(0, 200) || 'file';

/** How the refusal of bytes that the survey holds is told from any other. */
export const importedAlready = / has been imported already, as /;

/** New responses beside kept figures would count in none of them. */
async function refusePurged(db: Db, viewer: Viewer, waveId: number): Promise<void> {
  const { name, purgedAt } = await findWave(db, viewer, waveId);
  if (purgedAt === null) return;
  const message = `The responses of ${name} were removed on ${formatDate(purgedAt)}. Enter another wave`;
  throw new ViewfinderError('conflict', `${message}.`, { faults: [{ field: 'wave', message }] });
}

/**
 * Notes a file for import into a survey's wave, making both where they are new; reads none of it.
 * Returns the import's id. `noteWork` is done in the same transaction.
 * @throws ViewfinderError `invalid` for a name or group, or a survey that is not for the viewer; `conflict`, with a link, for bytes that the
 * survey already holds.
 */
export async function receiveFile(
  db: Db,
  viewer: Viewer,
  received: FileToReceive,
  noteWork: (transaction: Db, importId: number) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const survey = parseName(received.survey, 'survey');
  const wave = parseName(received.wave, 'wave');
  const groupKey = parseGroup(received.group);
  return db.transaction().execute(async (transaction) => {
    const waveId = await ensureWave(transaction, viewer, survey, wave);
    await refusePurged(transaction, viewer, waveId);
    const same = await findSameFile(transaction, waveId, received.sha256);
    if (same && same.state !== 'published') {
      throw new ViewfinderError(
        'conflict',
        `${shownName(received.fileName)} was imported before, as ${same.fileName} in the wave ${same.wave}, and its responses have been removed since. They are not to be read again.`,
        { link: { href: `/imports/${same.id}`, text: 'See that import' } },
      );
    }
    if (same) {
      throw new ViewfinderError(
        'conflict',
        `${shownName(received.fileName)} has been imported already, as ${same.fileName} in the wave ${same.wave}. Undo that import first if it must be read again.`,
        { link: { href: `/imports/${same.id}`, text: 'See that import' } },
      );
    }
    const fileName = shownName(received.fileName);
    const { uploadName, uploadKey, sha256: fileSha256, bytes: fileBytes } = received;
    const file = { fileName, fileSha256, fileBytes, uploadName, uploadKey };
    const id = await addImport(transaction, { waveId, groupKey, ...file });
    await recordAudit(transaction, viewer, {
      action: 'file_uploaded',
      subject: { kind: 'import', id, name: fileName },
      after: { survey, wave, bytes: fileBytes },
    });
    await noteWork(transaction, id);
    return id;
  });
}
