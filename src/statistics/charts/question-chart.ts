import { ViewfinderError, type FieldFault } from '../../errors.js';
import { rulesOf } from '../../disclosure-rules.js';
import { countsNote } from '../withhold.js';
import type { Db } from '../../db/schema.js';
import { may } from '../../people/permissions.js';
import type { Sight } from '../../people/sight.js';
import { findWave } from '../../surveys/survey-queries.js';
import { breakdownOf, type Showing } from '../breakdown-queries.js';
import type { Breakdown } from '../breakdown.js';
import { breakdownChart } from './breakdown-chart.js';
import type { ShareChart } from './chart.js';
import { shownChart, type ShownChart } from './chart-page.js';
import { misfit, usualKind, type ChartRequest } from './chart-request.js';
import { waveChangeChartOf } from './survey-charts.js';

export type QuestionPlace = { waveId: number; questionId: number } & Omit<ChartRequest, 'width'>;

/**
 * A question of a wave as a chart, as the viewer may see it, with the figures that it was made from.
 * @throws ViewfinderError `not_found`; `invalid` where the kind of chart does not fit the question.
 */
export async function questionChart(
  db: Db,
  viewer: Sight,
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

/** The chart, or why there is none. @throws ViewfinderError `not_found`. */
export async function chartIfAny(
  db: Db,
  viewer: Sight,
  place: QuestionPlace,
  showing: Showing,
): Promise<{ chart: ShareChart | null; faults: FieldFault[] }> {
  try {
    return { chart: (await questionChart(db, viewer, place, showing)).chart, faults: [] };
  } catch (error) {
    if (!(error instanceof ViewfinderError) || error.kind !== 'invalid') throw error;
    return { chart: null, faults: [{ field: 'kind', message: error.message }] };
  }
}

/** The usual chart of a question for its page; null for who may not download figures, and where it has none. */
export async function usualChart(
  db: Db,
  viewer: Sight,
  { waveId, questionId, byId = null }: { waveId: number; questionId: number; byId?: number | null },
  showing: Showing,
): Promise<ShownChart | null> {
  if (!may(viewer, 'download_figures')) return null;
  const place = { waveId, questionId, byId, kind: null, earlierId: null, parts: [] };
  const { chart } = await chartIfAny(db, viewer, place, showing);
  const query = { by: byId === null ? null : String(byId) };
  return chart && shownChart(chart, `/waves/${waveId}/questions/${questionId}/chart`, query);
}
