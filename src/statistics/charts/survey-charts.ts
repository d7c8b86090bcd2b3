import { ViewfinderError } from '../../errors.js';
import { rulesOf, type DisclosureRules } from '../../disclosure-rules.js';
import type { Db } from '../../db/schema.js';
import type { Sight } from '../../people/sight.js';
import { findWave } from '../../surveys/survey-queries.js';
import type { FrameContent } from '../../themes/code-frame.js';
import { countSentimentByTheme } from '../../themes/theme-queries.js';
import type { Showing } from '../breakdown-queries.js';
import { questionTrend, surveyTrends, type TrendSpec } from '../trend-queries.js';
import { countsNote } from '../withhold.js';
import { newestChanges } from './changes-chart.js';
import { measureFigure } from '../measure-figures.js';
import { measureChart } from './measure-chart.js';
import type { ChangeChart, FigureChart, ShareChart, TrendChart } from './chart.js';
import { themeChart } from './theme-chart.js';
import { trendChart, waveChangeChart } from './trend-chart.js';

const invalid = (message: string) => new ViewfinderError('invalid', message);

/** What a chart says besides its figures. */
export const chartWords = (showing: Showing, rules: DisclosureRules, survey: string) => ({
  survey,
  note: countsNote(showing, rules),
  internal: showing === 'internal',
});

/** A question over the waves of its survey. @throws ViewfinderError `not_found`. */
export async function trendChartOf(
  db: Db,
  viewer: Sight,
  spec: TrendSpec,
  showing: Showing,
): Promise<TrendChart> {
  const { survey, trend } = await questionTrend(db, viewer, spec, showing);
  return trendChart(trend, chartWords(showing, rulesOf(db), survey.name));
}

/**
 * A wave's answers to a question beside those of the wave before, or of `earlierId`.
 * @throws ViewfinderError `not_found`; `invalid` where there is no such wave, or the two cannot be compared.
 */
export async function waveChangeChartOf(
  db: Db,
  viewer: Sight,
  place: { waveId: number; questionId: number; earlierId: number | null },
  showing: Showing,
): Promise<ShareChart> {
  const { waveId, questionId, earlierId } = place;
  const { surveyId } = await findWave(db, viewer, waveId);
  const { survey, trend } = await questionTrend(db, viewer, { surveyId, questionId }, showing);
  const change = trend.changes.find((one) => one.waveId === waveId);
  if (!change || (earlierId !== null && earlierId !== change.earlierWaveId))
    throw invalid('Choose a wave that comes right before this one and asks the same question.');
  if (change.comparable === 'no' || (change.comparable === 'unsettled' && showing !== 'internal'))
    throw invalid(
      `Whether ${change.earlierWave} and ${change.wave} can be compared is not settled, or they cannot be. See the trend of this question.`,
    );
  return waveChangeChart(trend, change, chartWords(showing, rulesOf(db), survey.name));
}

/** How a survey's questions changed between its two newest waves. @throws ViewfinderError `not_found`; `invalid` where there is one wave. */
export async function changesChartOf(
  db: Db,
  viewer: Sight,
  surveyId: number,
  showing: Showing,
): Promise<ChangeChart> {
  const { survey, waves, trends } = await surveyTrends(db, viewer, surveyId, showing);
  const chart = newestChanges(trends, waves, chartWords(showing, rulesOf(db), survey.name));
  if (!chart) throw invalid('A change needs two waves, and this survey has one.');
  return chart;
}

/** The comments of a wave, or of all, by theme and sentiment. @throws ViewfinderError `not_found`. */
export async function themeChartOf(
  db: Db,
  viewer: Sight,
  { waveId, frame }: { waveId: number | null; frame: FrameContent },
  showing: Showing,
): Promise<ShareChart> {
  const wave = waveId === null ? null : await findWave(db, viewer, waveId);
  const rows = await countSentimentByTheme(db, viewer, waveId);
  const themes = frame.themes.map(({ key, name }) => {
    const own = rows.filter(({ theme }) => theme === key);
    return { name, counts: new Map(own.map(({ sentiment, comments }) => [sentiment, comments])) };
  });
  return themeChart(themes, showing, {
    survey: wave?.surveyName ?? null,
    wave: wave?.name ?? null,
    note: countsNote(showing, rulesOf(db)),
    rules: rulesOf(db),
  });
}

/** A measure with its interval. @throws ViewfinderError `not_found`. */
export async function measureChartOf(
  db: Db,
  viewer: Sight,
  measureId: number,
  showing: Showing,
): Promise<FigureChart> {
  const measure = await measureFigure(db, viewer, measureId, showing);
  const note = countsNote(showing, rulesOf(db));
  return measureChart(measure, { note, internal: showing === 'internal' });
}
