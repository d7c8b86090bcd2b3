import { ViewfinderError } from '../../errors.js';
import { rulesOf } from '../../disclosure-rules.js';
import { countsNote } from '../withhold.js';
import type { Db } from '../../db/schema.js';
import type { Viewer } from '../../people/permissions.js';
import { findWave } from '../../surveys/survey-queries.js';
import { breakdownOf, type Showing } from '../breakdown-queries.js';
import type { Breakdown } from '../breakdown.js';
import { breakdownChart } from './breakdown-chart.js';
import type { ShareChart } from './chart.js';
import { misfit, usualKind, type ChartRequest } from './chart-request.js';
import { waveChangeChartOf } from './survey-charts.js';

export type QuestionPlace = { waveId: number; questionId: number } & Omit<ChartRequest, 'width'>;

/**
 * A question of a wave as a chart, as the viewer may see it, with the figures that it was made from.
 * @throws ViewfinderError `not_found`; `invalid` where the kind of chart does not fit the question.
 */
export async function questionChart(
  db: Db,
  viewer: Viewer,
  place: QuestionPlace,
  showing: Showing,
): Promise<{ chart: ShareChart; breakdown: Breakdown | null }> {
  if (place.kind === 'change') {
    return { chart: await waveChangeChartOf(db, viewer, place, showing), breakdown: null };
  }
  const { waveId, questionId, byId, parts } = place;
  const wave = await findWave(db, viewer, waveId);
  const spec = { waveId, questionId, byId, where: null };
  const breakdown = await breakdownOf(db, viewer, spec, showing);
  const kind = place.kind ?? usualKind(breakdown);
  const fault = misfit(kind, breakdown);
  if (fault) {
    throw new ViewfinderError('invalid', fault, { faults: [{ field: 'kind', message: fault }] });
  }
  const chart = breakdownChart({ kind, parts }, breakdown, {
    survey: wave.surveyName,
    wave: wave.name,
    note: countsNote(showing, rulesOf(db)),
    internal: showing === 'internal',
  });
  return { chart, breakdown };
}
