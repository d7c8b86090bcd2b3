import { z } from 'zod';
import type { SourceSheet } from '../import-types.js';
import { buildTable, type ColumnHeading } from './build-table.js';
import { listed, sharedStem } from './header-rows.js';
import { headerText } from './header-text.js';
import { notRecognised, ownColumns, type Layout, type Recognition } from './layout.js';

/**
 * Qualtrics csv, tsv or xlsx. Three header rows: short codes, wordings, and JSON with the ImportId of
 * each column; the legacy form has two, with V1 … V10 before the questions. After DESIGN "Import" 2 and
 * the exports among the tests of the R package qualtRics.
 */
const importIdRow = /^\{\s*"ImportId"\s*:/;
const importId = z.object({ ImportId: z.string() });

/** By ImportId, and by the wording row of the legacy form. */
const own = ownColumns({
  response_id: ['_recordid', 'responseid'],
  date: ['recordeddate', 'enddate'],
  personal: [
    'ipaddress',
    'recipientlastname',
    'recipientfirstname',
    'recipientemail',
    'externaldatareference',
    'externalreference',
    'locationlatitude',
    'locationlongitude',
    'emailaddress',
    'name',
  ],
  technical: [
    'startdate',
    'status',
    'progress',
    'duration',
    'duration (in seconds)',
    'finished',
    'distributionchannel',
    'userlanguage',
    'responseset',
    'locationaccuracy',
  ],
});

/**
 * What Qualtrics adds to people's answers: how long a page took, the browser, the group of a net promoter
 * score, marks, and what its text analysis found.
 */
const addedId =
  /_(?:FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|BROWSER|VERSION|OPERATING_SYSTEM|OS|RESOLUTION|NPS_GROUP)$|^SC_?\w+$/;
const addedCode =
  /_(?:First Click|Last Click|Page Submit|Click Count|Browser|Version|Operating System|Resolution|NPS_GROUP)$|^SC\d+$| - (?:Parent )?Topics$| - (?:Topic )?Sentiment\b|^Q_\w+$/;

interface Found {
  /** 0-based rows of codes and wordings, and the ImportIds where the form has them. */
  codes: number;
  ids: string[] | undefined;
  headerRows: number;
  recognition: Recognition;
}

function find({ rows }: SourceSheet): Found | undefined {
  const third = rows
    .slice(0, 6)
    .findIndex((cells) => cells.filter((cell) => importIdRow.test(cell.trim())).length >= 2);
  if (third >= 2) {
    return {
      codes: third - 2,
      ids: rows[third]?.map(readImportId),
      headerRows: 3,
      recognition: {
        score: 1,
        evidence: [`Row ${third + 1} holds the ImportIds that Qualtrics writes under its headers.`],
      },
    };
  }
  return findLegacy(rows) ?? findBare(rows);
}

function findLegacy(rows: string[][]): Found | undefined {
  const legacy = rows
    .slice(0, 4)
    .findIndex((cells) => cells[0]?.trim() === 'V1' && cells[1]?.trim() === 'V2');
  const wordings = rows[legacy + 1]?.map((cell) => cell.trim()) ?? [];
  if (legacy < 0 || !wordings.includes('ResponseID')) return undefined;
  return {
    codes: legacy,
    ids: undefined,
    headerRows: 2,
    recognition: {
      score: 0.95,
      evidence: ['The headers V1, V2 … above ResponseID are those of Qualtrics’ legacy export.'],
    },
  };
}

/** Columns of Qualtrics' own by their short codes, some of which are ImportIds too. */
const bareCodes = ['StartDate', 'EndDate', 'Progress', 'Finished', 'RecordedDate', 'ResponseId'];

/** People delete the row of ImportIds, and often that of wordings, before they pass an export on. */
function findBare(rows: string[][]): Found | undefined {
  const codes = rows
    .slice(0, 4)
    .findIndex((cells) => bareCodes.filter((code) => cells.includes(code)).length >= 4);
  const ids = rows[codes];
  if (ids === undefined) return undefined;
  const wordings = rows[codes + 1]?.includes('Response ID') ? 1 : 0;
  const seen = bareCodes.filter((code) => ids.includes(code)).slice(0, 4);
  return {
    codes,
    ids,
    headerRows: 1 + wordings,
    recognition: {
      score: 0.9,
      evidence: [`Row ${codes + 1} has ${listed(seen)}, as Qualtrics writes them.`],
    },
  };
}

function readImportId(cell: string): string {
  try {
    const read = importId.safeParse(JSON.parse(cell));
    return read.success ? read.data.ImportId : '';
  } catch {
    return '';
  }
}

function headings(codes: string[], wordings: string[], ids: string[] | undefined): ColumnHeading[] {
  const texts = codes.map((code, column) => headerText(wordings[column] ?? '') || code);
  const code = (column: number) => (ids ?? codes)[column] ?? '';
  const question = (column: number) => /^Q(?:ID)?\d+/.exec(code(column))?.[0];
  return texts.map((header, column) => {
    const isAdded = addedId.test(code(column)) || addedCode.test(codes[column] ?? '');
    const known = isAdded ? 'technical' : own.get((ids ? code(column) : header).toLowerCase());
    const neighbours = texts.filter(
      (_, other) => question(column) !== undefined && question(other) === question(column),
    );
    const stem = known === undefined ? sharedStem(neighbours) : '';
    return {
      header: stem === '' ? header : stem.replace(/ - Selected Choice$/, ''),
      subheader: stem === '' ? '' : subheaderOf(header.slice(stem.length)),
      code: code(column),
      known,
      freeText: /_TEXT$/.test(code(column)),
    };
  });
}

/** "Selected Choice" stands for the question itself, beside the words behind its "Other". */
const subheaderOf = (rest: string) =>
  rest.replace(/^ - /, '').replace(/^Selected Choice(?: - )?/, '');

export const qualtrics: Layout = {
  key: 'qualtrics',
  name: 'Qualtrics',
  recognise: (sheet) => find(sheet)?.recognition ?? notRecognised,
  toTable: (sheet) => {
    const found = find(sheet);
    const { codes = 0, headerRows = 2 } = found ?? {};
    return buildTable(sheet, {
      layout: 'qualtrics',
      layoutName: 'Qualtrics',
      evidence: found?.recognition.evidence ?? [],
      headings: headings(
        sheet.rows[codes] ?? [],
        headerRows > 1 ? (sheet.rows[codes + 1] ?? []) : [],
        found?.ids,
      ),
      firstRow: codes + headerRows,
      multipleSeparator: ',',
    });
  },
};
