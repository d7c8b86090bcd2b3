import type { ColumnMapping, Mapping, SurveyTable } from '../import-types.js';
import { dateValue, isMonthFirst } from '../prepare/attribute-cells.js';
import { profileColumn, type ColumnProfile } from './column-profile.js';

/** One column as the officer sees it. */
export interface ColumnDescription {
  position: number;
  letter: string;
  header: string;
  subheader: string;
  /** Up to five different values, the commonest first, with how often each stands. */
  examples: { text: string; count: number }[];
  /** From the least to the greatest number, or from the first day to the last (ISO). */
  range: { of: 'numbers' | 'dates'; from: string; to: string } | null;
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

/** The least and the greatest that are numbers at all. */
function extremes(values: Iterable<number>): [number, number] | null {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : null;
}

const isoDay = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** How far the values reach, where nearly all are numbers, or dates. */
function rangeOf({ counts, numericShare }: ColumnProfile): ColumnDescription['range'] {
  const texts = [...counts.keys()];
  const monthFirst = isMonthFirst(texts);
  const days = texts.map((text) => dateValue(text, monthFirst)).filter(Number.isFinite);
  if (days.length > 0.9 * texts.length) {
    const found = extremes(days);
    return found && { of: 'dates', from: isoDay(found[0]), to: isoDay(found[1]) };
  }
  if (numericShare <= 0.9) return null;
  const found = extremes(texts.map((text) => Number(text.replaceAll(',', ''))));
  return found && { of: 'numbers', from: String(found[0]), to: String(found[1]) };
}

export function describeColumns(table: SurveyTable, mapping: Mapping): ColumnDescription[] {
  return mapping.columns.map(({ position, role, kind, reason, confidence }) => {
    const profile = profileColumn(table, position);
    const column = table.columns[position];
    const byCount = [...profile.counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return {
      position,
      letter: column?.letter ?? '',
      header: column?.header ?? '',
      subheader: column?.subheader ?? '',
      examples: byCount.map(([folded, count]) => ({
        text: shorten(profile.labels.get(folded) ?? folded),
        count,
      })),
      range: rangeOf(profile),
      filled: profile.filled,
      distinct: profile.counts.size,
      role,
      kind,
      reason,
      confidence,
    };
  });
}
