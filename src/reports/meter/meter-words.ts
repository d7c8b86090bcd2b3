import { formatCount, formatNumber } from '../../http/formats.js';
import { roundPercentage } from '../../statistics/percentages.js';
import type { FacetTable } from './compare-facets.js';
import type { ComparedShare } from './compare-shares.js';

const oneDecimal = (value: number) => value.toFixed(1);

/** "less than 1" … "35": how often in a hundred blind draws. */
function timesInHundred(chance: number): string {
  const times = Math.round(chance * 100);
  return times < 1 ? 'fewer than 1' : formatNumber(times);
}

/** "2 quotes fewer than its share" */
function differenceWords({ verdict, chosen, expected }: ComparedShare): string {
  if (verdict === 'even') return 'Its share';
  const quotes = formatCount(Math.round(Math.abs(chosen - expected)), 'quote');
  return verdict === 'under' ? `${quotes} fewer than its share` : `${quotes} more than its share`;
}

/** A row's shares in whole per cent, the number of quotes in proportion, and the difference in words. */
export const shareWords = (row: ComparedShare, chosen: number, total: number) => ({
  chosenShare: roundPercentage(row.chosen, chosen) ?? 0,
  allShare: roundPercentage(row.all, total) ?? 0,
  expected: oneDecimal(row.expected),
  difference: differenceWords(row),
  chance: row.verdict === 'even' ? null : `${timesInHundred(row.chance)} in 100`,
});

/** "Foster carer (respondent group): 0 quotes where 3.4 would be in proportion" */
const offSentence = (row: ComparedShare & Pick<FacetTable, 'title'>) =>
  `${row.name} (${row.title.toLowerCase()}): ${formatCount(row.chosen, 'quote')} where ${oneDecimal(row.expected)} would be in proportion`;

/** What is off in all tables, the furthest first, a sentence each. */
export function offWords(tables: readonly FacetTable[]) {
  const rows = tables.flatMap(({ title, rows: own }) => own.map((row) => ({ ...row, title })));
  const sentences = (verdict: ComparedShare['verdict']) =>
    rows
      .filter((row) => row.verdict === verdict)
      .sort(
        (one, other) =>
          Math.abs(other.chosen - other.expected) - Math.abs(one.chosen - one.expected),
      )
      .map(offSentence);
  return { under: sentences('under'), over: sentences('over') };
}
