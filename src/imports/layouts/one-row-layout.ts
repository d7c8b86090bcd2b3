import type { SourceSheet } from '../import-types.js';
import { buildTable, type ColumnHeading } from './build-table.js';
import { findOwnHeaders, listed } from './header-rows.js';
import { notRecognised, type Layout, type OwnColumns, type Recognition } from './layout.js';

export interface OneRowPlatform {
  key: string;
  name: string;
  own: OwnColumns;
  /** How sure these of the platform's own headers (in lower case) make; 0 for not this platform. */
  score(found: Map<string, string>, headers: string[], sheet: SourceSheet): number;
  /** The headings of a header row. */
  headings(headers: string[], sheet: SourceSheet): ColumnHeading[];
  multipleSeparator?: string | ((sheet: SourceSheet) => string);
  /** Cell texts that stand for a question that was not asked, and for one left blank. */
  notAskedTexts?: string[];
  noReplyTexts?: string[];
}

const separatorOf = ({ multipleSeparator = '' }: OneRowPlatform, sheet: SourceSheet) =>
  typeof multipleSeparator === 'string' ? multipleSeparator : multipleSeparator(sheet);

/** A platform that writes one header row with columns of its own among the questions. */
export function oneRowLayout(platform: OneRowPlatform): Layout {
  const recognise = (sheet: SourceSheet): Recognition => {
    const { row, found } = findOwnHeaders(sheet, platform.own);
    const score = platform.score(found, sheet.rows[row] ?? [], sheet);
    if (score === 0) return notRecognised;
    const evidence = `Row ${row + 1} has ${listed([...found.values()].slice(0, 6))}, as ${platform.name} writes them.`;
    return { score, evidence: [evidence] };
  };
  return {
    key: platform.key,
    name: platform.name,
    recognise,
    toTable: (sheet) => {
      const { row } = findOwnHeaders(sheet, platform.own);
      return buildTable(sheet, {
        layout: platform.key,
        layoutName: platform.name,
        evidence: recognise(sheet).evidence,
        headings: platform.headings(sheet.rows[row] ?? [], sheet),
        firstRow: row + 1,
        multipleSeparator: separatorOf(platform, sheet),
        notAskedTexts: platform.notAskedTexts ?? [],
        noReplyTexts: platform.noReplyTexts ?? [],
      });
    },
  };
}
