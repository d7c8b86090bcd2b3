import type { Db } from '../db/schema.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { breakdownOf, type Showing } from './breakdown-queries.js';
import type { Breakdown, BreakdownSpec } from './breakdown.js';
import type { CrosstabAddress } from './crosstab-address.js';
import { conditionOf } from './crosstab-choices.js';
import { matrixOf, withholdBothWays, type Matrix } from './crosstab-matrix.js';
import { testCrosstab } from './crosstab-tests.js';

export type CrosstabSpec = Pick<CrosstabAddress, 'percent' | 'where'> & {
  waveId: number;
  rowsId: number;
  columnsId: number;
};

export interface Crosstab {
  breakdown: Breakdown;
  /** Every line and part, with marks. */
  matrix: Matrix;
  test: string;
}

const turned = ({ waveId, questionId, byId, where }: BreakdownSpec & { byId: number }) => ({
  waveId,
  questionId: byId,
  byId: questionId,
  where,
});

/**
 * A question by another. Percentages of the rows are those of the question that makes the columns, by
 * the answers that make the rows: the same people, and its own base.
 * @throws ViewfinderError `not_found` as `breakdownOf`.
 */
export async function crosstabOf(
  db: Db,
  viewer: Sight,
  { waveId, rowsId, columnsId, percent, where }: CrosstabSpec,
  showing: Showing,
): Promise<Crosstab> {
  const asRows = { waveId, questionId: rowsId, byId: columnsId, where: conditionOf(where) };
  const spec = percent === 'row' ? turned(asRows) : asRows;
  const breakdown = await breakdownOf(db, viewer, spec, showing);
  const matrix = matrixOf(breakdown);
  const isTrue = showing === 'internal' && may(viewer, 'true_counts');
  const guarded = isTrue
    ? matrix
    : withholdBothWays(matrix, matrixOf(await breakdownOf(db, viewer, turned(spec), showing)));
  const { sentence, matrix: tested } = testCrosstab(breakdown, guarded);
  return { breakdown, matrix: tested, test: sentence };
}
