import type { SourceSheet } from '../import-types.js';
import { findOwnHeaders } from './header-rows.js';
import { headerKey } from './header-text.js';
import { ownColumns, type OwnColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const roles = {
  response_id: ['_uuid'],
  date: ['_submission_time', 'submissiondate'],
  personal: [
    'deviceid',
    'phonenumber',
    'username',
    'submittername',
    '_submitted_by',
    'subscriberid',
    'simserial',
    'device_id',
    'phone_number',
    'sim_imei',
    'sim_serial',
    'subscriber_id',
    'imei',
    'simid',
  ],
  technical: [
    'start',
    'end',
    'start_time',
    'end_time',
    'today',
    '_id',
    '_index',
    '_notes',
    '_status',
    '_tags',
    '_validation_status',
    '__version__',
    '_parent_index',
    'formhub/uuid',
    'meta/instanceid',
    'meta-instanceid',
    'submitterid',
    'attachmentspresent',
    'attachmentsexpected',
    'reviewstate',
    'edits',
    'formversion',
  ],
} as const;

/** R puts an X before names that begin with an underscore, and writes a byte order mark out. */
const asRWritesThem = (headers: readonly string[]) =>
  headers.flatMap((header) => [header, `x${header}`, `x.u.feff.${header}`]);
const own: OwnColumns = ownColumns({
  response_id: asRWritesThem(roles.response_id),
  date: asRWritesThem(roles.date),
  personal: asRWritesThem(roles.personal),
  technical: asRWritesThem(roles.technical),
});

/** Of ODK Central alone: a question of Kobo may be called “key”. */
const centralOwn = ownColumns({ response_id: ['key'] });

const ticks = new Set(['0', '1', 'true', 'false', '', 'n/a']);

/** Whether the cells of a column say no more than chosen or not. */
function areTicks(rows: readonly string[][], column: number): boolean {
  const cells = rows.map((cells) => (cells[column] ?? '').trim().toLowerCase());
  return cells.every((cell) => ticks.has(cell)) && cells.some((cell) => cell !== '');
}

const before = (header: string) => header.slice(0, Math.max(0, header.lastIndexOf('/')));

/**
 * Columns that are options without the column of the question itself, which Kobo leaves out when asked
 * for "separate columns": neighbours "question/option" of ticks. Other neighbours share a page.
 */
function tickedOptions(headers: readonly string[], sheet: SourceSheet): ReadonlySet<number> {
  const rows = sheet.rows.slice(findOwnHeaders(sheet, own).row + 1);
  const isTick = headers.map((header, column) => before(header) !== '' && areTicks(rows, column));
  const isNeighbour = (column: number, other: number) =>
    isTick[other] === true && before(headers[other] ?? '') === before(headers[column] ?? '');
  return new Set(
    headers.flatMap((_, column) =>
      isTick[column] && (isNeighbour(column, column - 1) || isNeighbour(column, column + 1))
        ? [column]
        : [],
    ),
  );
}

/**
 * KoboToolbox and ODK (csv, xlsx): _id, _uuid, _submission_time, _index; a choice of several is one
 * column of names separated by spaces and, beside it, "question/option" columns of 0 and 1 (with "."
 * where R wrote the file). ODK Central's csv has SubmissionDate and KEY instead. After IMPACT's household
 * survey, and docs.getodk.org "Central: CSV export".
 */
export const kobo = oneRowLayout({
  key: 'kobo',
  name: 'KoboToolbox',
  own,
  score: (found) => {
    const has = (name: string) => found.has(name) || found.has(`x${name}`);
    const seen = ['_uuid', '_submission_time', '_index', '_id'].filter(has).length;
    if (seen >= 2) return 0.6 + seen * 0.1;
    return has('submissiondate') && (has('attachmentspresent') || has('meta-instanceid')) ? 0.8 : 0;
  },
  headings: (headers, sheet) => {
    const names = new Set(headers);
    const ticked = tickedOptions(headers, sheet);
    const central = headers.some((header) => headerKey(header) === 'submissiondate');
    return headers.map((header, column) => {
      const named = [...header.matchAll(/[/.]/g)].find(({ index }) =>
        names.has(header.slice(0, index)),
      );
      const cut = named?.index ?? (ticked.has(column) ? before(header).length : undefined);
      const known =
        own.get(headerKey(header)) ?? (central ? centralOwn.get(headerKey(header)) : '');
      return cut === undefined
        ? { header, code: header, known }
        : {
            header: header.slice(0, cut),
            subheader: header.slice(cut + 1),
            code: header,
          };
    });
  },
  multipleSeparator: ' ',
  // The older servers wrote it in every blank cell; Kobo's own names hold no "/".
  noReplyTexts: ['n/a'],
});
