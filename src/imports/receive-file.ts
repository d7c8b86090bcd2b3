import path from 'node:path';
import { ViewfinderError } from '../errors.js';
import type { Db } from '../db/schema.js';
import { recordAudit } from '../people/audit-queries.js';
import type { Actor } from '../people/permissions.js';
import { ensureWave, parseName } from '../surveys/survey-queries.js';
import { findRespondentGroup } from '../surveys/respondent-groups.js';
import { addImport, findSameFile } from './import-queries.js';
import { fingerprint } from './uploads.js';

export interface FileToReceive {
  /** Where the bytes are now. */
  file: string;
  /** The name the officer knows it by. */
  fileName: string;
  survey: string;
  wave: string;
  /** A wording or key of a respondent group, or '' where the file says it itself. */
  group: string;
  uploadName: string | null;
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

/**
 * Notes a file for import into a survey's wave, making both where they are new; reads none of it.
 * Returns the import's id.
 * @throws ViewfinderError `invalid` for a name or group; `conflict`, with a link, for bytes that the
 * survey already holds.
 */
export async function receiveFile(db: Db, actor: Actor, received: FileToReceive): Promise<number> {
  const survey = parseName(received.survey, 'survey');
  const wave = parseName(received.wave, 'wave');
  const groupKey = parseGroup(received.group);
  const { bytes, sha256 } = await fingerprint(received.file);
  return db.transaction().execute(async (transaction) => {
    const waveId = await ensureWave(transaction, survey, wave);
    const same = await findSameFile(transaction, waveId, sha256);
    if (same) {
      throw new ViewfinderError(
        'conflict',
        `${shownName(received.fileName)} has been imported already, as ${same.fileName} in the wave ${same.wave}. Undo that import first if it must be read again.`,
        { link: { href: `/imports/${same.id}`, text: 'See that import' } },
      );
    }
    const fileName = shownName(received.fileName);
    const { uploadName } = received;
    const file = { fileName, fileSha256: sha256, fileBytes: bytes, uploadName };
    const id = await addImport(transaction, { waveId, groupKey, ...file });
    await recordAudit(transaction, actor, {
      action: 'file_uploaded',
      subject: { kind: 'import', id, name: fileName },
      after: { survey, wave, bytes },
    });
    return id;
  });
}
