import type { Workbook } from '../import-types.js';
import { fileKind } from './file-kind.js';
import { packParts } from './pack-parts.js';
import { readDelimited } from './read-delimited.js';
import { defaultReadLimits, inThousands, tooLarge, type ReadLimits } from './read-limits.js';
import { hiddenOdsSheets } from './ods-content.js';
import { checkCompoundFile, readSheets } from './read-sheets.js';
import { checkParts, zippedFormat } from './workbook-parts.js';
import { readXlsx } from './xlsx/read-xlsx.js';
import { openZip } from './zip-directory.js';
import { readZipParts } from './zip-parts.js';

/**
 * Reads a spreadsheet or delimited text file by its content: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv,
 * .tsv. `name` is the officer's name for the file, used in sentences only. Takes
 * seconds for large files without yielding, so call it in a worker. Throws ViewfinderError `invalid`
 * (what the file is instead, a password, damage) or `too_large`, each with what to do.
 */
export async function readWorkbook(
  bytes: Buffer,
  name: string,
  limits: ReadLimits = defaultReadLimits,
): Promise<Workbook> {
  if (bytes.length > limits.bytes) {
    throw tooLarge(
      name,
      `is larger than ${inThousands(Math.round(limits.bytes / 1e6))} MB; split it into smaller files`,
    );
  }
  switch (fileKind(bytes, name)) {
    case 'zip':
      return readZipped(bytes, name, limits);
    case 'compound':
      checkCompoundFile(bytes, name);
      return { format: 'xls', ...readSheets(bytes, name, limits) };
    case 'records':
      return { format: 'xls', ...readSheets(bytes, name, limits) };
    case 'text':
      return readDelimited(bytes, name, limits);
  }
}

async function readZipped(bytes: Buffer, name: string, limits: ReadLimits): Promise<Workbook> {
  const zip = await openZip(bytes, name, limits);
  const format = await zippedFormat(zip, name);
  if (format === 'xlsx') return { format, ...(await readXlsx({ zip, fileName: name, limits })) };
  const parts = await readZipParts(zip, name);
  checkParts(parts, format, name, limits);
  const odsContent = parts.get('content.xml')?.toString('latin1');
  const hidden = odsContent === undefined ? undefined : hiddenOdsSheets(odsContent);
  return { format, ...readSheets(packParts(parts), name, limits, hidden) };
}
