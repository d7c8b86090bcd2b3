import { frameInUse } from '../../comments/download/download-queries.js';
import type { Db } from '../../db/schema.js';
import { rulesOf, type DisclosureRules } from '../../disclosure-rules.js';
import { ViewfinderError } from '../../errors.js';
import type { Viewer } from '../../people/permissions.js';
import { figureFile, type FigureRow } from '../exports/figure-file.js';
import { confidential, countsNote } from '../withhold.js';
import { comparedTables, isComparable, readComparison } from './read-comparison.js';
import type { ComparedValue } from './read-sets.js';
import { hiddenValues } from './withhold-comparison.js';

/** The figures of a comparison with how both sets were selected, all of it plain, for a reading thread to hand on. */
export async function compareFigures(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const { named, names, guarded, sets } = await readComparison(db, viewer, parameters);
  if (guarded) {
    throw new ViewfinderError(
      'forbidden',
      'With answers chosen the file would count few people. Take the answers off the search first.',
    );
  }
  if (!isComparable(sets)) {
    throw new ViewfinderError(
      'conflict',
      'One of the two sets has no comments of its own, so there is nothing to compare. Choose another search for it.',
    );
  }
  const frame = await frameInUse(db);
  return {
    first: named.first.name,
    second: named.second.name,
    sizes: { first: sets.first.length, second: sets.second.length },
    people: sets.people,
    overlap: sets.overlap,
    frame: frame ? `${frame.name}, version ${frame.version}` : 'None',
    tables: comparedTables(db, sets, names),
    rules: rulesOf(db),
  };
}

export type CompareFigures = Awaited<ReturnType<typeof compareFigures>>;

const headings = [
  'Compared by',
  'Value',
  'Comments in A',
  'Of A in all',
  'Percentage of A',
  'Comments in B',
  'Of B in all',
  'Percentage of B',
  'A less B, in points',
  'Lower limit',
  'Upper limit',
  'P (corrected)',
];

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

const figuresOf = (
  { first, second, difference, interval, p }: ComparedValue,
  sizes: CompareFigures['sizes'],
): FigureRow => [
  first.count,
  sizes.first,
  rounded(first.share),
  second.count,
  sizes.second,
  rounded(second.share),
  rounded(difference),
  ...interval.map((limit) => rounded(limit)),
  p === null ? '[x]' : rounded(p, 4),
];

function rowsOf(figures: CompareFigures, withholding: DisclosureRules | null): FigureRow[] {
  return figures.tables.flatMap((table) => {
    const hidden = withholding && hiddenValues(table, figures.people, withholding);
    return table.rows.map((row, at) => {
      const own = figuresOf(row, figures.sizes);
      return [table.title, row.name, ...(hidden?.[at] ? own.map(() => confidential) : own)];
    });
  });
}

/** A comparison as a file: every value with its counts, shares and test, both selections, the code frame and the date. */
export function compareFile(
  figures: CompareFigures,
  { isInternal, madeAt }: { isInternal: boolean; madeAt: string },
) {
  const { first, second, frame, rules } = figures;
  return figureFile({
    frame: {
      title: 'Two sets of comments compared',
      isInternal,
      source: `A: ${first}. B: ${second}. Code frame: ${frame}.`,
      countsNote: countsNote(isInternal ? 'internal' : 'publication', rules),
      madeAt,
    },
    name: 'Comparison',
    lines: [
      figures.overlap > 0
        ? 'Comments that are in both count as A; B is compared without them.'
        : 'No comment is in both.',
      'A comment may have several themes. Comments of one person are not independent: tests and 95% intervals allow for that.',
      'P values are corrected by Holm’s method over the values of each kind.',
    ],
    headings,
    words: 2,
    rows: rowsOf(figures, isInternal ? null : rules),
    about: [
      ['A', first],
      ['B', second],
      ['Code frame', frame],
    ],
  });
}
