import type { MissingKind } from '../../surveys/words.js';
import type { DeclaredColumn, SourceSheet, TableColumn } from '../import-types.js';
import { buildTable, type ColumnHeading } from './build-table.js';
import { sharedStem, splitBrackets, type SplitHeader } from './header-rows.js';
import { headerText } from './header-text.js';
import { notRecognised, type Layout } from './layout.js';

/**
 * Why there is no answer, by the label of a user-missing value. After the labels that national surveys
 * give theirs ("Not asked – off route", "Refused", "Don't know", "Schedule not applicable").
 */
const kinds: readonly [RegExp, MissingKind][] = [
  [/not asked|not shown|rout(e|ed|ing)\b|filter|not presented|skip version/, 'not_asked'],
  [/refus|prefer not|rather not|declin/, 'prefer_not'],
  [/do ?n[o'’]?t know|\bdk\b|not sure|unsure|can[’']?t (say|choose|remember)|unknown/, 'dont_know'],
  [/applicable|\bn\/?a\b|does ?n[o'’]?t apply|irrelevant/, 'not_applicable'],
  [/invalid|error|uncod(e|able)|out of range|implausible|unreadable/, 'invalid'],
];

const kindOf = (text: string): MissingKind =>
  kinds.find(([wording]) => wording.test(text.toLowerCase()))?.[1] ?? 'no_reply';

/** LimeSurvey labels a variable "[Row] Question". */
const rowFirst = /^\[([^[\]]+)\]\s*(\S.*)$/s;

/** Variables named alike but for a number at the end ("Q3_1", "Q3_2") are of one question. */
const familyOf = ({ code }: DeclaredColumn) => /^(.*\D)\d+[a-z]?$/i.exec(code)?.[1];

function splitHeaders(declared: readonly DeclaredColumn[]): SplitHeader[] {
  const texts = declared.map(({ header }) => {
    const label = headerText(header);
    const [, row, question] = rowFirst.exec(label) ?? [];
    return row !== undefined && question !== undefined ? `${question} [${row}]` : label;
  });
  return splitBrackets(texts).map((split, at) => {
    const own = declared[at];
    const family = own && familyOf(own);
    if (split.subheader !== '' || own?.subheader !== '' || family === undefined) {
      return { ...split, subheader: own?.subheader || split.subheader };
    }
    const stem = sharedStem(
      texts.filter((_, other) => declared[other] && familyOf(declared[other]) === family),
    );
    return stem === ''
      ? split
      : { header: stem, subheader: split.header.slice(stem.length).replace(/^ - /, '') };
  });
}

function headings(declared: readonly DeclaredColumn[]): ColumnHeading[] {
  const split = splitHeaders(declared);
  return declared.map(({ code, known }, at) => ({
    header: split[at]?.header ?? code,
    subheader: split[at]?.subheader ?? '',
    code,
    known,
  }));
}

function withAnswers(column: TableColumn, { offered, missing }: DeclaredColumn): TableColumn {
  return {
    ...column,
    ...(offered.length > 0 ? { offered } : {}),
    ...(missing.length > 0
      ? { missing: missing.map((text) => ({ text, kind: kindOf(text) })) }
      : {}),
  };
}

/**
 * SPSS (sav, zsav), which says itself what its columns are: the variables' labels are the wordings, and
 * the multiple response sets are columns of ticks. After GNU PSPP's "System File Format" and the files
 * among the tests of the packages pyreadstat and haven.
 */
export const spss: Layout = {
  key: 'spss',
  name: 'SPSS',
  recognise: ({ declared }: SourceSheet) =>
    declared
      ? { score: 1, evidence: ['The file is SPSS’s own: it says what its columns are.'] }
      : notRecognised,
  toTable: (sheet) => {
    const declared = sheet.declared ?? [];
    const table = buildTable(sheet, {
      layout: 'spss',
      layoutName: 'SPSS',
      evidence: spss.recognise(sheet).evidence,
      headings: headings(declared),
      firstRow: 0,
    });
    // No column is left out: every one has a name.
    const columns = table.columns.map((column, at) => {
      const own = declared[at];
      return own ? withAnswers(column, own) : column;
    });
    return { ...table, columns };
  },
};
