import type { DisclosureRules } from '../../disclosure-rules.js';
import { isSmall } from '../disclosure/rules.js';
import { withheldOf } from '../matrix/withhold-matrix.js';
import type { ComparedTable } from './read-comparison.js';

/**
 * Which values of a table may not leave: those of few people in either set, and such as they would follow
 * from. A value is withheld of both sets together, since a table of all comments would give one by the other.
 */
export function hiddenValues(
  { facet, rows }: ComparedTable,
  people: Record<'first' | 'second', number>,
  rules: DisclosureRules,
): boolean[] {
  const sides = (['first', 'second'] as const).map((side) => {
    const whole = people[side];
    if (whole < rules.leastBase) return rows.map(() => true);
    if (facet === 'theme') {
      return rows.map((row) => isSmall({ numerator: row[side].people, base: whole }, rules));
    }
    const cells = rows.map((row) => ({ comments: row[side].count, people: row[side].people }));
    return withheldOf(cells, { comments: 0, people: whole }, rules).cells;
  });
  return rows.map((_, at) => sides.some((hidden) => hidden[at]));
}
