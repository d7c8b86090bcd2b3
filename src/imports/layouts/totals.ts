import type { SourceSheet } from '../import-types.js';

/** Words that head rows or columns of a table of totals, and of nothing that a person answers. */
const totalsWords =
  /^(?:answered|skipped|answer choices|response (?:percent|count|total)|total respondents|total responses|(?:un)?weighted (?:n|base|count|total)|base(?: size)?|row %|column %|% of (?:total|respondents)|grand total|percent(?:age)?|frequency|median|mean|n ?=.*)$/i;

const sampledRows = 300;
const fraction = /^-?\d*\.\d+$/;
const numeric = /^-?\d+(?:\.\d+)?%?$/;

/**
 * Why a sheet looks like totals (a summary or a crosstab) and not responses; undefined where it does
 * not. Totals use their own words, or fill most cells beside their labels with fractions or percentages
 * and repeat no label; people's answers are texts and whole numbers.
 */
export function totalsReason({ rows }: SourceSheet): string | undefined {
  const sample = rows.slice(0, sampledRows).map((cells) => cells.map((cell) => cell.trim()));
  const words = new Set(
    sample.flatMap((cells, row) =>
      cells.filter((cell, column) => (row < 10 || column < 3) && totalsWords.test(cell)),
    ),
  );
  const shares = shareOfFractions(sample);
  if (words.size >= 2 || (words.size === 1 && shares >= 0.2)) {
    return `it has ${[...words]
      .slice(0, 3)
      .map((word) => `“${word}”`)
      .join(', ')} where a table of responses has questions`;
  }
  return shares >= 0.5 ? 'most of its cells are fractions or percentages' : undefined;
}

/** Fractions and percentages among the filled cells right of the labels, 0 where there are too few. */
function shareOfFractions(sample: string[][]): number {
  const values = sample.flatMap((cells) => {
    const firstNumber = cells.findIndex((cell) => numeric.test(cell));
    return firstNumber < 0 ? [] : cells.slice(firstNumber).filter((cell) => cell !== '');
  });
  const parts = values.filter((value) => fraction.test(value) || value.endsWith('%'));
  return parts.length < 6 ? 0 : parts.length / values.length;
}
