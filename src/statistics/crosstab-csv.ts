import { writeCsv } from '../http/csv.js';
import type { Heading } from './crosstab-matrix.js';
import type { Crosstab } from './crosstab.js';

export interface CsvWords {
  /** Survey and wave. */
  of: string;
  /** What the file may be used for. */
  note: string;
  /** Whom it counts, besides: a sentence, or ''. */
  where: string;
  percent: 'column' | 'row' | 'count';
}

const labelOf = ({ label, note }: Heading) =>
  note === 'Not in base' ? `${label} (not in base)` : label;

type Cells = readonly (string | number)[];

/** One row of the file for each cell of the matrix, headings of the line first. */
function cellRows({ breakdown, matrix }: Crosstab): { headings: string[]; figures: Cells }[] {
  const { lines, parts, cells } = matrix;
  const bases = cells[lines.findIndex(({ kind }) => kind === 'base')] ?? [];
  const said = `Base: ${breakdown.baseWords}.`;
  return lines.flatMap((line, at) =>
    parts.flatMap((part, across) => {
      const cell = cells[at]?.[across];
      if (!cell || line.kind === 'base') return [];
      const base = line.inBase ? (bases[across]?.count ?? '') : '';
      const words = part.kind === 'everybody' ? said : '';
      return {
        headings: [labelOf(line), labelOf(part)],
        figures: [cell.count, cell.percentage ?? '', base, words],
      };
    }),
  );
}

/** A cross-tabulation, one cell a row: every row and column, whatever a page shows of them. */
export function crosstabCsv(crosstab: Crosstab, words: CsvWords): string {
  const { question, by } = crosstab.breakdown;
  const turned = words.percent === 'row';
  const inOrder = (headings: string[]) => (turned ? headings.reverse() : headings);
  return writeCsv([
    [`${words.of}. ${words.note}${words.where} ${crosstab.test}`],
    [
      ...inOrder([question.text, by?.text ?? '']),
      'Responses',
      turned ? 'Percentage of the row' : 'Percentage of the column',
      'Base',
      'Base in words',
    ],
    ...cellRows(crosstab).map(({ headings, figures }) => [...inOrder(headings), ...figures]),
  ]);
}
