import type { DisclosureRules } from '../../disclosure-rules.js';
import type { AskedQuestion } from '../asked-question.js';
import { noMissing } from '../count-answers.js';
import { isFew, isSmall } from '../disclosure/rules.js';
import { withholdAlone } from '../disclosure/withhold-alone.js';
import { confidential } from '../withhold.js';
import type { Size } from './count-matrix.js';
import type { TestedMatrix } from './tested-matrix.js';

/** What of a matrix may not leave: the whole row, or single cells of it. */
export interface Withheld {
  all: boolean;
  /** By row; `base` hides the row's own size, and everything of it. */
  rows: { base: boolean; cells: boolean[] }[];
  /** Sizes of columns. */
  columns: boolean[];
}

/** A row that divides its comments among columns, as disclosure control knows answers; by people. */
export function withheldOf(cells: readonly Size[], whole: Size, rules: DisclosureRules) {
  if (isFew(whole.people, rules.leastBase)) return { base: true, cells: cells.map(() => true) };
  const options = cells.map(({ people }, code) => ({
    code,
    label: String(code),
    polarity: 'neutral' as const,
    count: people,
    percentage: null,
  }));
  const asked: AskedQuestion = {
    id: 0,
    text: '',
    kind: 'single',
    role: null,
    baseQuestionId: null,
    baseCodes: [],
    dontKnowInBase: false,
    options,
  };
  const base = cells.reduce((sum, { people }) => sum + people, 0);
  const rates = { base, options, missing: noMissing(), strays: 0, negative: null };
  const shown = withholdAlone(asked, rates, rules);
  const isHidden = shown.base === confidential;
  return {
    base: isHidden,
    cells: shown.options.map(({ count }) => isHidden || count === confidential),
  };
}

/**
 * Cells of few people, and such as these would follow from. Each row is judged by itself, for themes overlap:
 * no sum over them gives another away. Of two themes, those with both and those with only one are judged.
 */
export function withholdMatrix(matrix: TestedMatrix, rules: DisclosureRules): Withheld {
  const { axis, all, rows, columns } = matrix;
  const isAll = isFew(all.people, rules.leastBase);
  const isFewOf = ({ people }: Size) => isFew(people, rules.leastBase);
  if (axis !== 'theme') {
    const sizes = columns.map(({ size }) => size);
    return {
      all: isAll,
      rows: rows.map(({ cells, size }) => withheldOf(cells, size, rules)),
      columns: withheldOf(sizes, all, rules).cells,
    };
  }
  return {
    all: isAll,
    columns: columns.map(({ size }) => isFewOf(size)),
    rows: rows.map(({ size, cells }) => ({
      base: isFewOf(size),
      cells: cells.map((cell, at) =>
        [size, columns[at]?.size ?? size].some((base) =>
          cell.isPart && cell.people === base.people
            ? isFewOf(base)
            : isSmall({ numerator: cell.people, base: base.people }, rules),
        ),
      ),
    })),
  };
}
