import type { Workbook } from '../import-types.js';
import { fileKind } from './file-kind.js';
import { isFlatOpenDocument, refuseOtherDocument, withProlog } from './flat-ods.js';
import { packParts } from './pack-parts.js';
import { readDelimited } from './read-delimited.js';
import { defaultReadLimits, inThousands, tooLarge, type ReadLimits } from './read-limits.js';
import { readSpss } from './read-spss.js';
import { hiddenOdsSheets } from './ods-content.js';
import { checkCompoundFile, readSheets } from './read-sheets.js';
import { checkParts, zippedFormat } from './workbook-parts.js';
import { readXlsx } from './xlsx/read-xlsx.js';
import { openZip } from './zip-directory.js';
import { readZipParts } from './zip-parts.js';

/**
 * Reads a spreadsheet or delimited text file by its content: .xlsx, .xlsm, .xlsb, .xls, .ods, .fods,
 * .csv, .tsv, .sav, .zsav. `name` is the officer's name for the file, used in sentences only. Takes
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
    case 'spss':
      return readSpss(bytes, name, limits);
    case 'text':
      return isFlatOpenDocument(bytes)
        ? readFlatOds(bytes, name, limits)
        : readDelimited(bytes, name, limits);
  }
}

async function readZipped(bytes: Buffer, name: string, limits: ReadLimits): Promise<Workbook> {
  const zip = await openZip(bytes, name, limits);
  const format = await zippedFormat(zip, name);
  if (format === 'xlsx') return { format, ...(await readXlsx({ zip, fileName: name, limits })) };
  const parts = await readZipParts(zip, name);
  checkParts(parts, format, name, limits);
  return {
    format,
    ...readSheets(packParts(parts), name, limits, hiddenIn(parts.get('content.xml'))),
  };
}

const hiddenIn = (odsContent: Buffer | undefined) =>
  odsContent && hiddenOdsSheets(odsContent.toString('latin1'));

/** Its one file holds all that the content.xml of an .ods does. */
function readFlatOds(bytes: Buffer, name: string, limits: ReadLimits): Workbook {
  refuseOtherDocument(bytes, name);
  const content = withProlog(bytes);
  checkParts(new Map([['content.xml', content]]), 'ods', name, limits);
  return { format: 'ods', ...readSheets(content, name, limits, hiddenIn(content)) };
}
