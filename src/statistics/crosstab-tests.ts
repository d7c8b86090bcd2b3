import { holm } from './adjust.js';
import type { Breakdown } from './breakdown.js';
import type { Mark, Matrix } from './crosstab-matrix.js';
import type { Share } from './intervals.js';
import { meaningOfP, pInWords } from './p-in-words.js';
import { testIndependence } from './table-test.js';
import { compareProportions } from './two-proportions.js';

export interface TestedMatrix {
  /** What a test of the whole table says, or why there is none. */
  sentence: string;
  /** With marks where a share differs from that of the other parts together. */
  matrix: Matrix;
}

const sentences = {
  withheld: 'Not tested: a test of figures of which some are withheld could give them away.',
  overlapping:
    'Not tested: several answers could be given to what the parts are made by, so the same people are in several parts.',
  multiple:
    'Several answers could be given, so the table as a whole is not tested; each answer is compared by itself.',
  large: 'Not tested: the table has too many cells.',
};

/** A difference is marked where chance alone would make it less often than once in 20. */
const level = 0.05;
/** Each is compared by itself; exact tests of very many would take long. */
const mostCompared = 5000;

type Counts = (Share | null)[][];

/** Each answer in the base with the base of its part; null for what has no share. Undefined where any is withheld. */
function sharesOf({ lines, parts, cells }: Matrix): Counts | undefined {
  const bases = cells[lines.findIndex(({ kind }) => kind === 'base')] ?? [];
  let withheld = false;
  const shares = lines.map((line, at) =>
    parts.map((part, across): Share | null => {
      if (line.kind !== 'answer' || !line.inBase || part.kind !== 'answer') return null;
      const [numerator, base] = [cells[at]?.[across]?.count, bases[across]?.count];
      if (typeof numerator === 'number' && typeof base === 'number') return { numerator, base };
      withheld = true;
      return null;
    }),
  );
  return withheld ? undefined : shares;
}

/** Each share against those of all other parts together: the p value, and which way it differs. */
function compared(line: readonly (Share | null)[]) {
  const own = line.flatMap((share) => share ?? []);
  const sum = (key: 'numerator' | 'base') => own.reduce((total, share) => total + share[key], 0);
  const all = { numerator: sum('numerator'), base: sum('base') };
  return line.map((share) => {
    const rest = share && {
      numerator: all.numerator - share.numerator,
      base: all.base - share.base,
    };
    const test = share && rest && compareProportions(share, rest);
    return { p: test?.p ?? null, mark: test && test.difference > 0 ? 'higher' : 'lower' } as const;
  });
}

/** Marks what differs from the rest, with Holm's correction over the whole table. */
function marksOf(shares: Counts): (Mark | null)[][] {
  const tests = shares.map(compared);
  const adjusted = holm(tests.flat().map(({ p }) => p));
  let at = 0;
  return tests.map((line) =>
    line.map(({ mark }) => {
      const p = adjusted[at++] ?? null;
      return p !== null && p < level ? mark : null;
    }),
  );
}

function tableSentence(shares: Counts): string {
  const parts = shares[0]?.map((_, across) =>
    shares.flatMap((line) => line[across]?.numerator ?? []),
  );
  const test = testIndependence((parts ?? []).filter((counts) => counts.length > 0));
  if (test.method === null) return test.note;
  const chiSquare =
    test.method === 'chi-square'
      ? ` Chi-square ${test.statistic.toFixed(1)}, ${test.degrees} ${test.degrees === 1 ? 'degree' : 'degrees'} of freedom, ${pInWords(test.p)}.`
      : ` ${pInWords(test.p).replace(/^p/, 'P')}.`;
  return `${meaningOfP(test.p)}${chiSquare}${test.note === null ? '' : ` ${test.note}`}`;
}

/** Tests of a cross-tabulation from the figures it shows, and none where any of them is withheld. */
export function testCrosstab(
  { question, by }: Pick<Breakdown, 'question' | 'by'>,
  matrix: Matrix,
): TestedMatrix {
  if (by?.kind === 'multiple') return { sentence: sentences.overlapping, matrix };
  const shares = sharesOf(matrix);
  if (!shares) return { sentence: sentences.withheld, matrix };
  if (matrix.lines.length * matrix.parts.length > mostCompared) {
    return { sentence: sentences.large, matrix };
  }
  const marks = marksOf(shares);
  return {
    sentence: question.kind === 'multiple' ? sentences.multiple : tableSentence(shares),
    matrix: {
      ...matrix,
      cells: matrix.cells.map((line, at) =>
        line.map((cell, across) => ({ ...cell, mark: marks[at]?.[across] ?? null })),
      ),
    },
  };
}
