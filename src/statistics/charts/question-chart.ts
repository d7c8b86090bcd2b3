import { ViewfinderError } from '../../errors.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { findWave } from '../../surveys/survey-queries.js';
import { breakdownOf, type Showing } from '../breakdown-queries.js';
import { countsNote } from '../withhold.js';
import { breakdownChart } from './breakdown-chart.js';
import type { ShareChart } from './chart.js';
import { misfit, type ChartRequest } from './chart-request.js';

/**
 * A question of a wave as a chart, as the viewer may see it.
 * @throws ViewfinderError `not_found`; `invalid` where the kind of chart does not fit the question.
 */
export async function questionChart(
  db: Db,
  viewer: Viewer,
  place: { waveId: number; questionId: number } & Omit<ChartRequest, 'width'>,
  showing: Showing,
): Promise<ShareChart> {
  const { waveId, questionId, byId, kind } = place;
  const wave = await findWave(db, viewer, waveId);
  const breakdown = await breakdownOf(
    db,
    viewer,
    { waveId, questionId, byId, where: null },
    showing,
  );
  const fault = misfit(kind, breakdown);
  if (fault) throw new ViewfinderError('invalid', fault);
  return breakdownChart(place, breakdown, {
    survey: wave.surveyName,
    wave: wave.name,
    note: countsNote(showing === 'internal' ? viewer : { ...viewer, permissions: new Set() }),
    internal: showing === 'internal',
  });
}
