import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ViewfinderError } from '../errors.js';
import { formatCount } from '../http/formats.js';

/** Endings of what survey platforms and spreadsheet programs write; what is inside decides in the end. */
const endings = new Set(
  'xlsx xlsm xlsb xls ods fods csv tsv tab txt sav zsav'.split(' ').map((ending) => `.${ending}`),
);

export interface FilesToImport {
  files: string[];
  /** Whether they were named one by one, or found in a folder. */
  fromFolder: boolean;
  /** Files of the folders that are no spreadsheets by their names. */
  passedOver: number;
}

const byName = new Intl.Collator('en-GB', { numeric: true });

async function filesIn(folder: string, recursive: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const shown = entries.filter(({ name }) => !name.startsWith('.'));
  const sorted = shown.sort((a, b) => byName.compare(a.name, b.name));
  const found: string[] = [];
  for (const entry of sorted) {
    const place = path.join(folder, entry.name);
    if (entry.isFile()) found.push(place);
    else if (entry.isDirectory() && recursive) found.push(...(await filesIn(place, true)));
  }
  return found;
}

/**
 * The files named, and in place of each folder its spreadsheets in the order of their names: no hidden
 * ones, and none of folders below it unless `recursive`.
 * @throws ViewfinderError `not_found` where a folder has none.
 */
export async function filesToImport(
  places: readonly string[],
  recursive: boolean,
): Promise<FilesToImport> {
  const all: FilesToImport = { files: [], fromFolder: false, passedOver: 0 };
  for (const place of places) {
    const isFolder = await stat(place).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      all.files.push(place);
      continue;
    }
    const found = await filesIn(place, recursive);
    const spreadsheets = found.filter((file) => endings.has(path.extname(file).toLowerCase()));
    const others = found.length - spreadsheets.length;
    if (spreadsheets.length === 0) {
      throw new ViewfinderError(
        'not_found',
        `There is no spreadsheet in ${place}${others > 0 ? `: none of its ${formatCount(others, 'file')} ends as one does` : ''}. Those in folders below it are imported with --recursive.`,
      );
    }
    all.files.push(...spreadsheets);
    all.passedOver += others;
    all.fromFolder = true;
  }
  return all;
}
