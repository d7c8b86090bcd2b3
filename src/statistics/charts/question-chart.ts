import { ViewfinderError } from '../../errors.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { findWave } from '../../surveys/survey-queries.js';
import { breakdownOf, type Showing } from '../breakdown-queries.js';
import { breakdownChart } from './breakdown-chart.js';
import type { ShareChart } from './chart.js';
import { noteOf, waveChangeChartOf } from './survey-charts.js';
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
  if (kind === 'change') return waveChangeChartOf(db, viewer, place, showing);
  const wave = await findWave(db, viewer, waveId);
  const breakdown = await breakdownOf(
    db,
    viewer,
    { waveId, questionId, byId, where: null },
    showing,
  );
  const fault = misfit(kind, breakdown);
  if (fault) throw new ViewfinderError('invalid', fault);
  return breakdownChart({ ...place, kind }, breakdown, {
    survey: wave.surveyName,
    wave: wave.name,
    note: noteOf(viewer, showing),
    internal: showing === 'internal',
  });
}
