import type { ColumnMapping, Mapping, SurveyTable } from '../import-types.js';
import { profileColumn } from './column-profile.js';

/** One column as the officer sees it. */
export interface ColumnDescription {
  position: number;
  letter: string;
  header: string;
  subheader: string;
  /** Up to five different values. */
  examples: string[];
  filled: number;
  distinct: number;
  role: ColumnMapping['role'];
  kind: ColumnMapping['kind'];
  reason: string;
  confidence: ColumnMapping['confidence'];
}

const longestExample = 120;
const shorten = (text: string) =>
  text.length > longestExample ? `${text.slice(0, longestExample - 1)}…` : text;

export function describeColumns(table: SurveyTable, mapping: Mapping): ColumnDescription[] {
  return mapping.columns.map(({ position, role, kind, reason, confidence }) => {
    const profile = profileColumn(table, position);
    const column = table.columns[position];
    const byCount = [...profile.counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
    const examples = byCount.map(([folded]) => shorten(profile.labels.get(folded) ?? folded));
    return {
      position,
      letter: column?.letter ?? '',
      header: column?.header ?? '',
      subheader: column?.subheader ?? '',
      examples,
      filled: profile.filled,
      distinct: profile.counts.size,
      role,
      kind,
      reason,
      confidence,
    };
  });
}
