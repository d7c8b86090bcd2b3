import { ViewfinderError } from '../../errors.js';
import type { SourceSheet, SurveyTable, Workbook } from '../import-types.js';
import { alchemer } from './alchemer.js';
import { googleForms } from './google-forms.js';
import { kobo } from './kobo.js';
import type { Layout, Recognition } from './layout.js';
import { limesurvey } from './limesurvey.js';
import { microsoftForms } from './microsoft-forms.js';
import { gatherOwnTexts } from './own-text-columns.js';
import { findHeaderRow, plain } from './plain.js';
import { qualtrics } from './qualtrics.js';
import { isDataDictionary, redcap } from './redcap.js';
import { smartsurvey } from './smartsurvey.js';
import { snap } from './snap.js';
import { spss } from './spss.js';
import { surveymonkey } from './surveymonkey.js';
import { totalsReason } from './totals.js';
import { typeform } from './typeform.js';

const platforms: Layout[] = [
  spss,
  qualtrics,
  surveymonkey,
  smartsurvey,
  microsoftForms,
  googleForms,
  limesurvey,
  alchemer,
  typeform,
  kobo,
  redcap,
  snap,
];

/** Below this a platform's marks may be chance. */
const sureEnough = 0.5;

interface Candidate {
  sheet: SourceSheet;
  layout: Layout;
  recognition: Recognition;
}

/**
 * The table of responses in a workbook: the sheet and layout that fit best, `plain` where no platform
 * is recognised. Throws `invalid` where there are totals instead of responses, or no responses at all.
 */
export function recogniseLayout(workbook: Workbook, fileName: string): SurveyTable {
  const sheets = workbook.sheets.filter((sheet) => sheet.rows.length > 0);
  if (sheets.length === 0) {
    throw refusal(fileName, 'holds no text or numbers; export the responses again');
  }
  if (sheets.every(isDataDictionary)) {
    throw refusal(
      fileName,
      'is the list of a REDCap project’s fields, not its responses; export the records and upload those',
    );
  }
  const best = bestPlatform(sheets) ?? bestPlain(sheets, fileName);
  const table = gatherOwnTexts(best.layout.toTable(best.sheet));
  const where = workbook.format === 'csv' ? '' : ` on sheet “${best.sheet.name}”`;
  if (table.rows.length === 0) {
    throw refusal(
      fileName,
      `has headers but no row of responses${where}; export the responses again`,
    );
  }
  const others = sheets.filter((sheet) => sheet !== best.sheet);
  if (others.length > 0) table.notes.push(sheetsNote(best, others));
  return table;
}

const quotedNames = (sheets: SourceSheet[]) => sheets.map(({ name }) => `“${name}”`).join(', ');

/** Which sheet was taken, and why where another might hold responses too. */
function sheetsNote({ sheet, layout }: Candidate, others: SourceSheet[]): string {
  const taken = `The responses were taken from sheet “${sheet.name}”; not read: ${quotedNames(others)}.`;
  const alike = others.filter((other) =>
    layout === plain
      ? totalsReason(other) === undefined && isWideTable(other) && other.rows.length > 2
      : layout.recognise(other).score >= sureEnough,
  );
  return alike.length === 0
    ? taken
    : `${taken} ${quotedNames(alike)} may hold responses too; “${sheet.name}” was taken because it holds most. To import another, save that sheet as a file of its own.`;
}

const refusal = (fileName: string, sentence: string) =>
  new ViewfinderError('invalid', `“${fileName}” ${sentence}.`);

const bySize = (a: SourceSheet, b: SourceSheet) => b.rows.length - a.rows.length;

function bestPlatform(sheets: SourceSheet[]): Candidate | undefined {
  return [...sheets]
    .sort(bySize)
    .flatMap((sheet) =>
      platforms.map((layout) => ({ sheet, layout, recognition: layout.recognise(sheet) })),
    )
    .filter(({ recognition }) => recognition.score >= sureEnough)
    .reduce<Candidate | undefined>(
      (best, next) => (best && best.recognition.score >= next.recognition.score ? best : next),
      undefined,
    );
}

function bestPlain(sheets: SourceSheet[], fileName: string): Candidate {
  const judged = sheets.map((sheet) => ({ sheet, totals: totalsReason(sheet) }));
  const totals = judged.find((one) => one.totals !== undefined);
  const responses = judged
    .filter((one) => one.totals === undefined && (!totals || isWideTable(one.sheet)))
    .map((one) => one.sheet)
    .sort((a, b) => tableSize(b) - tableSize(a));
  const [sheet] = responses;
  if (sheet === undefined) {
    throw refusal(
      fileName,
      `holds totals, not responses (${totals?.totals}); export the individual responses, one row for each person, and upload that`,
    );
  }
  return { sheet, layout: plain, recognition: plain.recognise(sheet) };
}

const columnsOf = (sheet: SourceSheet) => sheet.rows[findHeaderRow(sheet)]?.length ?? 0;
const tableSize = (sheet: SourceSheet) => sheet.rows.length * columnsOf(sheet);

/** Beside a sheet of totals, lists of notes or codes are no responses; a table of questions is wider. */
const isWideTable = (sheet: SourceSheet) => columnsOf(sheet) >= 4;
