import type { ProblemKind } from './problem-kinds.js';
import { personalDetailsIn } from './personal-details.js';

/** UTF-8 read as Windows-1252 ("Ã©", "â€™"), and the mark of characters that were lost. */
const garbled =
  /Ã[\u0080-\u00bf\u0152-\u0178\u2018-\u203a]|â€[\u0080-\u00bf\u02dc\u2018-\u2122]|Â[£ ©®°]|ï»¿|\ufffd/;

const spreadsheetErrors = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!)$/i;

/** A cell of a workbook holds no more; older platforms and databases cut at a multiple of 255. */
const longestCell = 32767;
const isCutLength = (length: number) =>
  length === longestCell ||
  (length >= 255 && length % 255 === 0) ||
  length === 256 ||
  length === 1024;

/** A full stop, or what else a writer ends on, says that nothing is missing. */
const isFinished = (text: string) => /[.!?…)"”'’:]$|:-?\)$/.test(text);

export const isSpreadsheetError = (text: string) => spreadsheetErrors.test(text);
export const isGarbled = (text: string) => garbled.test(text);

/** What is wrong with the text of a comment; never with the text itself. */
export function commentProblems(text: string): { kind: ProblemKind; message?: string }[] {
  const found: { kind: ProblemKind; message?: string }[] = personalDetailsIn(text).map(
    (detail) => ({ kind: 'personal_detail', message: `The comment seems to hold ${detail}.` }),
  );
  if (isCutLength(text.length) && !isFinished(text)) found.push({ kind: 'cut_comment' });
  if (isGarbled(text)) found.push({ kind: 'garbled' });
  if (isSpreadsheetError(text)) found.push({ kind: 'spreadsheet_error' });
  return found;
}
